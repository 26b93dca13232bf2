import closeWithGrace from 'close-with-grace';
import { ConfigError } from '@tintype/config';
import { readableStream } from '@tintype/logger';
import { readConfig } from './config.ts';
import { DataDirectoryInUse } from './data-lock.ts';
import { startTintype } from './start-tintype.ts';
import type { RunningTintype } from './start-tintype.ts';

/** Runs Tintype until it is told to stop; what it prints is for the person at the terminal. */
export async function run(): Promise<void> {
  const started = performance.now();
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  try {
    const config = readConfig();
    say('Starting Tintype ...');
    const tintype = await startTintype({
      dataDirectory: config.DATA_DIR,
      port: config.PORT,
      logLevel: config.LOG_LEVEL,
      ...(config.LOG_FORMAT === 'readable' && { logDestination: readableStream(process.stdout) }),
    });
    stopOnSignals(tintype, say);
    say(welcome(tintype, config.DATA_DIR, (performance.now() - started) / 1000));
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

function stopOnSignals(tintype: RunningTintype, say: (line: string) => void): void {
  closeWithGrace({ delay: 20_000, logger: false }, async ({ err }) => {
    if (err) {
      say(`Stopping after an error: ${err.stack ?? err.message}`);
    } else {
      say('Stopping ...');
    }
    await tintype.close();
    say('Stopped. Everything is kept.');
  });
}

function welcome(tintype: RunningTintype, dataDirectory: string, seconds: number): string {
  return [
    '',
    `  Tintype is ready after ${seconds.toFixed(1)} s`,
    '',
    `  Open       ${tintype.url}`,
    `  Mailbox    ${tintype.url}/mailbox   (codes and notifications arrive here)`,
    `  API        ${tintype.url}/api/docs`,
    `  Data       ${dataDirectory}   (make reset starts afresh)`,
    '',
    '  Ctrl-C stops it.',
    '',
  ].join('\n');
}
