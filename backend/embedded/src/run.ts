import closeWithGrace from 'close-with-grace';
import { ConfigError } from '@tintype/config';
import { createLogger, readableStream } from '@tintype/logger';
import { readConfig } from './config.ts';
import { DataDirectoryInUse } from './data-lock.ts';
import { demoPassword, demoPeople, demoViewer, emailOf } from './demo/people.ts';
import { isNewInstallation, startDemo } from './demo/start-demo.ts';
import type { DemoInProgress } from './demo/start-demo.ts';
import { demoState } from './demo/state.ts';
import { startTintype } from './start-tintype.ts';
import type { RunningTintype } from './start-tintype.ts';

/** Runs Tintype until it is told to stop; what it prints is for the person at the terminal. */
export async function run(): Promise<void> {
  const started = performance.now();
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  try {
    const config = readConfig();
    say('Starting Tintype ...');
    const isNew = await isNewInstallation(config.DATA_DIR);
    const tintype = await startTintype({
      dataDirectory: config.DATA_DIR,
      port: config.PORT,
      logLevel: config.LOG_LEVEL,
      ...(config.LOG_FORMAT === 'readable' && { logDestination: readableStream(process.stdout) }),
    });
    const logger = createLogger({ service: 'demo', level: config.LOG_LEVEL });
    const demo = await startDemo(tintype, { dataDirectory: config.DATA_DIR, isWanted: isNew && config.DEMO, logger });
    stopOnSignals(tintype, demo, say);
    const hasDemo = (await demoState(config.DATA_DIR)) !== undefined;
    say(welcome(tintype, config.DATA_DIR, hasDemo, (performance.now() - started) / 1000));
    void demo?.done.then(() => say('  The demo pictures are all there.\n'));
    process.send?.({ ready: tintype.url });
  } catch (error) {
    const isExpected = error instanceof DataDirectoryInUse || error instanceof ConfigError;
    say(
      isExpected
        ? error.message
        : `Tintype could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    process.exit(1);
  }
}

function stopOnSignals(tintype: RunningTintype, demo: DemoInProgress | undefined, say: (line: string) => void): void {
  closeWithGrace({ delay: 20_000, logger: false }, async ({ err }) => {
    if (err) {
      say(`Stopping after an error: ${err.stack ?? err.message}`);
    } else {
      say('Stopping ...');
    }
    await demo?.stop();
    await tintype.close();
    say('Stopped. Everything is kept.');
  });
}

function welcome(tintype: RunningTintype, dataDirectory: string, hasDemo: boolean, seconds: number): string {
  return [
    '',
    `  Tintype is ready after ${seconds.toFixed(1)} s`,
    '',
    `  Open       ${tintype.url}`,
    `  Mailbox    ${tintype.url}/mailbox   (codes and notifications arrive here)`,
    `  API        ${tintype.url}/api/docs`,
    `  Data       ${dataDirectory}   (make reset starts afresh)`,
    ...(hasDemo
      ? [
          `  Demo       sign in as ${emailOf(demoViewer)} with ${demoPassword}`,
          `             or as ${demoPeople
            .filter((p) => p.handle !== demoViewer)
            .map((p) => p.handle)
            .join(', ')} @tintype.example, same password`,
        ]
      : []),
    '',
    '  Ctrl-C stops it.',
    '',
  ].join('\n');
}
