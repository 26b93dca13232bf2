import pg from 'pg';
import type { Logger } from '@tintype/logger';
import type { RunningTintype } from '../start-tintype.ts';
import { demoState, markDemo } from './state.ts';

/** The demo on its way; stopping it leaves it to the next start to go on. */
export interface DemoInProgress {
  /** Whether it was completed; false when it was stopped or failed. */
  readonly done: Promise<boolean>;
  stop(): Promise<void>;
}

/** Goes on with the demo in the background, if this installation is to have one that is not complete yet. */
export async function startDemo(
  tintype: RunningTintype,
  options: { dataDirectory: string; isWanted: boolean; logger: Logger },
): Promise<DemoInProgress | undefined> {
  if (options.isWanted) {
    await markDemo(options.dataDirectory, 'seeding');
  }
  if ((await demoState(options.dataDirectory)) !== 'seeding') {
    return undefined;
  }
  const stopping = new AbortController();
  const done = seed(tintype, options.dataDirectory, stopping.signal).then(
    () => true,
    (error: unknown) => {
      if (!stopping.signal.aborted) {
        options.logger.error({ err: error }, 'the demo could not be completed; the next start goes on with it');
      }
      return false;
    },
  );
  return {
    done,
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

async function seed(tintype: RunningTintype, dataDirectory: string, signal: AbortSignal): Promise<void> {
  // Loaded when there is something to draw: most starts never need the pictures' code.
  const { seedDemo } = await import('./seed-demo.ts');
  const database = new pg.Client({ connectionString: tintype.postgres.url('posts') });
  await database.connect();
  try {
    await seedDemo({
      url: tintype.url,
      dataDirectory,
      signal,
      backdate: async (postId, hours) => {
        const shift = [postId, `${hours} hours`];
        // Only what is still as new as it was made: going on after an interruption must not move it twice.
        const isFresh = "created_at > now() - interval '10 minutes'";
        await database.query(
          `update posts set created_at = created_at - $2::interval where id = $1 and ${isFresh}`,
          shift,
        );
        await database.query(
          `update comments set created_at = created_at - $2::interval * 0.8 where post_id = $1 and ${isFresh}`,
          shift,
        );
      },
    });
  } finally {
    await database.end();
  }
}
