import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Problem } from './problem.ts';

/** How a program ended, and what it wrote. */
export interface Ended {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
  /** Told of each line of output as it comes. */
  readonly onLine?: (line: string) => void;
  /** What to do where the program is not there. */
  readonly missing?: Problem;
}

/** Runs a program to its end. What it writes is kept; only a program that is missing is an error here. */
export async function run(program: string, given: readonly string[], options: Options = {}): Promise<Ended> {
  const child = spawn(program, given, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  const errors: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    output.push(line);
    options.onLine?.(line);
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    errors.push(line);
    options.onLine?.(line);
  });
  // A program that reads nothing may be gone before the input is.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' && options.missing ? options.missing : error);
    });
    child.on('close', (code) => resolve({ code: code ?? 1, output: output.join('\n'), errors: errors.join('\n') }));
  });
}

/** Runs a program that has to succeed; its last lines are told where it did not. */
export async function mustRun(
  program: string,
  given: readonly string[],
  what: string,
  options: Options = {},
): Promise<string> {
  const { code, output, errors } = await run(program, given, options);
  if (code !== 0) {
    throw new Problem(
      `${what} failed:\n${lastLines(`${output}\n${errors}`)}`,
      'The lines above say why. Put it right and run the same command again.',
    );
  }
  return output;
}

/** The end of a text, indented, as much as fits beside other news. */
export function lastLines(text: string, count = 25): string {
  return text
    .trim()
    .split('\n')
    .slice(-count)
    .map((line) => `    ${line}`)
    .join('\n');
}
