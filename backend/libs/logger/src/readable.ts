import { Writable } from 'node:stream';
import { styleText } from 'node:util';

const colours = { 10: 'gray', 20: 'gray', 30: 'cyan', 40: 'yellow', 50: 'red', 60: 'red' } as const;
const names = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' } as const;
const hidden = new Set(['level', 'time', 'service', 'msg', 'requestId', 'err']);

/** A destination for pino that prints a line a person can read: time, level, service, text, then the other fields. */
export function readableStream(target: NodeJS.WritableStream): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      target.write(`${formatLine(String(chunk))}\n`);
      done();
    },
  });
}

interface Line {
  readonly level: keyof typeof names;
  readonly time: number;
  readonly service?: string;
  readonly msg?: string;
  readonly err?: { readonly stack?: string };
}

function formatLine(json: string): string {
  const line = JSON.parse(json) as Line;
  const time = new Date(line.time).toISOString().slice(11, 23);
  const level = styleText(colours[line.level], names[line.level].padEnd(5));
  const rest = Object.entries(line)
    .filter(([key]) => !hidden.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
  const tail = line.err?.stack ? `\n${line.err.stack}` : '';
  return `${styleText('gray', time)} ${level} ${(line.service ?? '').padEnd(13)} ${line.msg ?? ''} ${styleText('gray', rest)}${tail}`;
}
