import { createInterface } from 'node:readline';
import type { Interface } from 'node:readline';
import { stripVTControlCharacters, styleText } from 'node:util';
import type { Settings } from './settings.ts';
import { Problem } from './problem.ts';

type Style = Parameters<typeof styleText>[0];

/** Colours where there is a terminal that shows them. */
export const paint = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });

/** Writes one line. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Writes rows in columns. */
export function sayTable(rows: readonly (readonly string[])[], indent = '  '): void {
  const width = (text: string): number => stripVTControlCharacters(text).length;
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, width(cell))));
  }
  for (const row of rows) {
    const cells = row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)));
    say(`${indent}${cells.join('  ').trimEnd()}`);
  }
}

let reader: Interface | undefined;
let lines: AsyncIterator<string> | undefined;

// One reader for all questions: a second one would miss lines that the first has already taken in.
async function ask(question: string): Promise<string | undefined> {
  reader ??= createInterface({ input: process.stdin });
  lines ??= reader[Symbol.asyncIterator]();
  process.stdout.write(question);
  const { value, done } = await lines.next();
  if (!process.stdin.isTTY) {
    say();
  }
  return done === true ? undefined : value.trim();
}

/** Lets the process end: no more questions. */
export function closeTerminal(): void {
  reader?.close();
  process.stdin.unref?.();
}

/** Asks before something that costs; YES=1 answers. Anything but yes ends the command with nothing done. */
export async function confirm(settings: Settings, question: string): Promise<void> {
  if (settings.isSure) {
    say(`${question} YES=1 says yes.`);
    return;
  }
  const answer = await ask(`${question} [y/N] `);
  if (!/^y(es)?$/i.test(answer ?? '')) {
    throw new Problem('Nothing was changed.', 'Answer y to go on; YES=1 answers for machines.');
  }
}

/** Asks for the environment's name before something that cannot be undone; CONFIRM=<name> answers, YES=1 does not. */
export async function confirmByName(settings: Settings, question: string): Promise<void> {
  const { environment } = settings;
  const given =
    settings.word('CONFIRM') ?? (await ask(`${question}\nType the name of the environment, ${environment}: `));
  if (given !== environment) {
    throw new Problem(
      `That is not "${environment}". Nothing was changed.`,
      `Type ${environment}; machines set CONFIRM=${environment}. YES=1 is not enough for this.`,
    );
  }
}

/** Minutes and seconds since a moment. */
export function since(start: number): string {
  const seconds = Math.round((Date.now() - start) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What a long step tells while it is under way. */
export interface Progress {
  /** What is awaited just now. */
  tell(text: string): void;
  /** What the finished step says beside its name. */
  result(text: string): void;
}

// Where there is no terminal a line now and then shows a machine's log that something moves.
const quietSeconds = 30;

/** Runs one step under its name, with the time so far and what it waits for. */
export async function step<T>(name: string, work: (progress: Progress) => Promise<T>): Promise<T> {
  const start = Date.now();
  const isLive = process.stdout.isTTY;
  let awaited = '';
  let result = '';
  let told = start;
  const draw = (): void => {
    const line = `  ${since(start).padStart(5)}  ${name}${awaited ? `: ${awaited}` : ''}`;
    if (isLive) {
      process.stdout.write(`\r\u001b[K${line.slice(0, process.stdout.columns - 1)}`);
    } else if (Date.now() - told >= quietSeconds * 1000) {
      told = Date.now();
      say(line);
    }
  };
  const timer = setInterval(draw, 1_000);
  const end = (mark: string): void => {
    clearInterval(timer);
    say(
      `${isLive ? '\r\u001b[K' : ''}  ${since(start).padStart(5)}  ${name} ${mark}${result ? `  ${paint('gray', result)}` : ''}`,
    );
  };
  draw();
  try {
    const value = await work({ tell: (text) => ((awaited = text), draw()), result: (text) => (result = text) });
    end(paint('green', 'ok'));
    return value;
  } catch (error) {
    end(paint('red', 'FAILED'));
    throw error;
  }
}

/** Waits a while between two looks. */
export const pause = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
