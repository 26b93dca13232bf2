import { randomBytes } from 'node:crypto';
import { access, chmod, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Account } from './account.ts';
import { giveFile } from './account.ts';
import type { Binaries } from './binaries.ts';
import { startChild } from './child.ts';
import { errorCode } from './error-code.ts';

/** The superuser of the embedded server; it has nothing in common with accounts of the machine. */
export const superuser = 'tintype';

/** A directory with databases in it, and the password that opens them. */
export interface Cluster {
  readonly directory: string;
  readonly password: string;
}

const unfinished = 'initdb-';

/** Creates the databases' directory at the first start, and finds it again at every later one. */
export async function prepareCluster(dataDirectory: string, account: Account, binaries: Binaries): Promise<Cluster> {
  const directory = path.join(dataDirectory, 'cluster');
  const passwordFile = path.join(dataDirectory, 'password');
  const isNew = await access(directory).then(
    () => false,
    () => true,
  );
  const saved = await readPassword(passwordFile);
  if (!isNew) {
    if (saved === '') {
      throw new Error(
        `The databases in ${directory} are there, but their password in ${passwordFile} is not. Put that file back, ` +
          'or set DATA_DIR to an empty directory to start afresh.',
      );
    }
    // Postgres refuses a directory that others may read, as a copy or an unpacked archive often is.
    await chmod(directory, 0o700);
    return { directory, password: saved };
  }
  const password = saved === '' ? randomBytes(24).toString('hex') : saved;
  if (saved === '') {
    await writePassword(passwordFile, password, account);
  }
  await removeUnfinished(dataDirectory);
  const draft = path.join(dataDirectory, `${unfinished}${process.pid}`);
  await mkdir(draft, { mode: 0o700 });
  await giveFile(draft, account);
  await initialise(draft, passwordFile, account, binaries);
  // Only a complete directory ever gets the final name, however the first start ends.
  await rename(draft, directory);
  await flush(dataDirectory);
  return { directory, password };
}

async function readPassword(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') {
      return '';
    }
    throw new Error(
      `The password file ${file} cannot be read. Start Tintype as the account that owns it, or set DATA_DIR to another directory.`,
      { cause },
    );
  }
}

async function writePassword(file: string, password: string, account: Account): Promise<void> {
  const draft = `${file}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(`${password}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await chmod(draft, 0o600);
  await giveFile(draft, account);
  await rename(draft, file);
}

async function removeUnfinished(dataDirectory: string): Promise<void> {
  const names = await readdir(dataDirectory);
  for (const name of names.filter((candidate) => candidate.startsWith(unfinished))) {
    // An initdb whose Node was killed may still be writing there for a moment.
    await rm(path.join(dataDirectory, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}

async function initialise(
  directory: string,
  passwordFile: string,
  account: Account,
  binaries: Binaries,
): Promise<void> {
  const identity = ['-D', directory, '-U', superuser, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const text = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const common = [...identity, ...text, '--data-checksums', '--no-instructions'];
  let explanation = '';
  // Order and case of text come from Postgres itself and are alike everywhere. The character classes that trigram and
  // full text search use still come from the C library, whose UTF-8 locale has different names on different systems.
  for (const characterType of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const child = startChild(account, binaries.initdb, [...common, `--lc-ctype=${characterType}`]);
    const { code } = await child.ended;
    if (code === 0) {
      return;
    }
    explanation = child.lastLines.join('\n');
    if (!explanation.includes('invalid locale')) {
      break;
    }
  }
  throw new Error(
    `Postgres could not create its databases in ${directory}. Check that the disk has 100 MB to spare and that the ` +
      `account may write there, or set DATA_DIR to another directory. It said:\n${explanation}`,
  );
}

/** A rename survives a power cut only once the directory itself has been written. */
async function flush(directory: string): Promise<void> {
  if (process.platform === 'win32') {
    return;
  }
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
