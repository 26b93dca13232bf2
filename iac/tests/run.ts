import { spawn } from 'node:child_process';

/** How a program ended, and what it printed on both channels. */
export interface Ended {
  readonly code: number;
  readonly output: string;
}

const longest = 120_000;

/** Runs a program to its end, which comes at the latest with that of this process. One that cannot be started ends with 127, one that takes too long with 124, as a shell would say. */
export function run(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; limitMilliseconds?: number } = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const add = (data: Buffer) => {
      output += data.toString();
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    let isLate = false;
    const limit = setTimeout(() => {
      isLate = true;
      kill();
    }, options.limitMilliseconds ?? longest);
    const end = (ended: Ended) => {
      clearTimeout(limit);
      process.off('exit', kill);
      resolve(isLate ? { code: 124, output: `${output}\nIt took too long and was ended.` } : ended);
    };
    child.once('error', (error) => end({ code: 127, output: error.message }));
    child.once('close', (code) => end({ code: code ?? 1, output }));
  });
}
