import closeWithGrace from 'close-with-grace';
import { ConfigError } from '@tintype/config';
import { createLogger, readableStream } from '@tintype/logger';
import { readConfig } from './config.ts';
import { DataDirectoryInUse } from './data-lock.ts';
import { startDemo } from './demo/start-demo.ts';
import type { DemoInProgress } from './demo/start-demo.ts';
import { demoState, isNewInstallation } from './demo/state.ts';
import { startTintype } from './start-tintype.ts';
import type { RunningTintype } from './start-tintype.ts';
import { welcome } from './welcome.ts';

type Config = ReturnType<typeof readConfig>;

interface Running {
  readonly tintype: RunningTintype;
  readonly demo: DemoInProgress | undefined;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs Tintype until it is told to stop; what it prints is for the person at the terminal. */
export async function run(): Promise<void> {
  const started = performance.now();
  try {
    const config = readConfig();
    say('Starting Tintype ...');
    const starting = start(config);
    stopOnSignals(starting);
    const { tintype, demo } = await starting;
    const hasDemo = (await demoState(config.DATA_DIR)) !== undefined;
    const seconds = (performance.now() - started) / 1000;
    say(welcome({ url: tintype.url, dataDirectory: config.DATA_DIR, hasDemo, seconds }));
    void demo?.done.then((isComplete) => isComplete && say('  The demo pictures are all there.\n'));
    process.send?.({ ready: tintype.url });
  } catch (error) {
    const isExpected = error instanceof DataDirectoryInUse || error instanceof ConfigError;
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    say(isExpected ? error.message : `Tintype could not start: ${detail}`);
    process.exit(1);
  }
}

async function start(config: Config): Promise<Running> {
  const isNew = await isNewInstallation(config.DATA_DIR);
  const logDestination = config.LOG_FORMAT === 'readable' ? readableStream(process.stdout) : undefined;
  const log = { level: config.LOG_LEVEL, ...(logDestination && { destination: logDestination }) };
  const tintype = await startTintype({
    dataDirectory: config.DATA_DIR,
    port: config.PORT,
    logLevel: config.LOG_LEVEL,
    ...(logDestination && { logDestination }),
  });
  const logger = createLogger({ service: 'demo', ...log });
  const demo = await startDemo(tintype, { dataDirectory: config.DATA_DIR, isWanted: isNew && config.DEMO, logger });
  void tintype.postgres.died.then((error) => {
    say(`The database has ended: ${error.message}`);
    process.kill(process.pid, 'SIGTERM');
  });
  return { tintype, demo };
}

// Set up before anything runs: who changes their mind during the start is heard as well, once it is complete.
function stopOnSignals(starting: Promise<Running>): void {
  closeWithGrace({ delay: 20_000, logger: false }, async ({ err }) => {
    say(err ? `Stopping after an error: ${err.stack ?? err.message}` : 'Stopping ...');
    const { tintype, demo } = await starting;
    await demo?.stop();
    await tintype.close();
    say('Stopped. Everything is kept.');
  });
}
