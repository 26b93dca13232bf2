import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The repository's root. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

const baseImages = ['node:24-bookworm-slim', 'nginx:1.30', 'postgres:17', 'rabbitmq:4'];

/** Which engine these tests use, or why there is none. They pull no images: what is not there is left out. */
export const engine: { readonly name: 'docker' | 'podman' } | { readonly missing: string } = findEngine();

function findEngine(): { name: 'docker' | 'podman' } | { missing: string } {
  const works = (command: string, ...args: string[]): boolean => {
    try {
      execFileSync(command, args, { stdio: 'ignore', timeout: 30_000 });
      return true;
    } catch {
      return false;
    }
  };
  const name =
    process.env['CONTAINERS'] !== 'podman' && works('docker', 'compose', 'version') && works('docker', 'version')
      ? 'docker'
      : works('podman-compose', '--help')
        ? 'podman'
        : undefined;
  if (!name) {
    return { missing: 'neither Docker with compose nor podman with podman-compose is here' };
  }
  const absent = baseImages.filter((image) => !works(name, 'image', 'inspect', image));
  if (absent.length > 0) {
    return { missing: `${absent.join(', ')} ${absent.length > 1 ? 'are' : 'is'} not here: ${name} pull fetches them` };
  }
  return works(name, 'run', '--rm', baseImages[0] ?? '', 'node', '--version')
    ? { name }
    : { missing: `${name} cannot run containers here` };
}

const run = promisify(execFile);

/** Runs the engine and answers what it wrote to its standard output. */
export async function engineOutput(...args: string[]): Promise<string> {
  if ('missing' in engine) {
    throw new Error(engine.missing);
  }
  const { stdout } = await run(engine.name, args, { maxBuffer: 256 * 1024 * 1024 });
  return stdout.trim();
}

/** What `inspect` says of a container or an image. */
export async function inspect<T>(...args: string[]): Promise<T> {
  const [first] = JSON.parse(await engineOutput('inspect', ...args)) as T[];
  if (first === undefined) {
    throw new Error(`there is no ${args.join(' ')}`);
  }
  return first;
}
