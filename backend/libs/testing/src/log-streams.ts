import { Writable } from 'node:stream';

interface LogSink {
  readonly stream: Writable;
  text(): string;
}

/** Keeps every log line, for tests that read them. */
export function recordStream(): LogSink {
  const chunks: string[] = [];
  return {
    stream: new Writable({
      decodeStrings: false,
      write: (chunk: string | Buffer, _encoding, done) => {
        chunks.push(String(chunk));
        done();
      },
    }),
    text: () => chunks.join(''),
  };
}

/** Writes problems (warnings and worse) to standard error, so that a failing test says why. */
export function discardStream(): LogSink {
  return {
    stream: new Writable({
      decodeStrings: false,
      write: (chunk: string | Buffer, _encoding, done) => {
        if (/"level":(50|60)/.test(String(chunk))) {
          process.stderr.write(String(chunk));
        }
        done();
      },
    }),
    text: () => '',
  };
}
