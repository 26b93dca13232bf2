import type { ReportTrouble } from '../http/trouble.ts';
import type { S3Context } from './call.ts';

const delayMs = 20_000;

/**
 * Removes blobs that no object points at: what a process left that was killed between two steps.
 *
 * Runs once, some time after the start, so that it does not slow the start down.
 */
export function sweepBlobs({ index, blobs }: S3Context, report: ReportTrouble): { stop: () => Promise<void> } {
  let stopped = false;
  let sweep: Promise<void> = Promise.resolve();
  const run = async () => {
    for await (const id of blobs.ids()) {
      if (stopped) {
        return;
      }
      if (!index.usesBlob(id)) {
        await blobs.remove(id);
      }
    }
  };
  const timer = setTimeout(() => {
    sweep = run().catch((error: unknown) => report(error, 's3 sweep'));
  }, delayMs);
  timer.unref();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await sweep;
    },
  };
}
