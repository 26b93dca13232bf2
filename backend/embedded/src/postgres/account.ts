import { execFile } from 'node:child_process';
import { chown, lstat, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { describeDirectory } from './describe-directory.ts';

const run = promisify(execFile);

/** Which account Postgres runs as. */
export interface Account {
  readonly name: string;
  /** Absent when Postgres simply runs as the account that runs Node. */
  readonly ids?: { readonly uid: number; readonly gid: number };
  /** A command that starts the program which follows it with the rights it needs; mostly empty. */
  readonly prefix: readonly string[];
}

const unprivilegedAccounts = ['postgres', 'nobody'];

/** Chooses the account for Postgres, which refuses to run as root, and hands it the data directory. */
export async function chooseAccount(dataDirectory: string, binaries: Binaries): Promise<Account> {
  if (process.getuid?.() !== 0) {
    return { name: 'this account', prefix: [] };
  }
  const owner = await stat(dataDirectory);
  // A directory that an ordinary account made stays its own, so that it can be used without root again.
  const chosen =
    owner.uid === 0 ? await findUnprivileged() : { name: `uid ${owner.uid}`, ids: { uid: owner.uid, gid: owner.gid } };
  if (owner.uid === 0) {
    await giveDirectory(dataDirectory, chosen.ids);
  }
  return { ...chosen, prefix: await findWayIn(chosen, dataDirectory, binaries) };
}

interface Unprivileged {
  readonly name: string;
  readonly ids: { readonly uid: number; readonly gid: number };
}

async function findUnprivileged(): Promise<Unprivileged> {
  for (const name of unprivilegedAccounts) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { name, ids: { uid: Number(uid.stdout), gid: Number(gid.stdout) } };
    } catch {
      // This machine has no such account: the next one will do.
    }
  }
  throw new Error(
    `Postgres refuses to run as root, and this machine has no account named ${unprivilegedAccounts.join(' or ')}. ` +
      'Start Tintype as an ordinary user.',
  );
}

/** The directory itself comes last, so that its owner tells whether everything below was handed over. */
async function giveDirectory(file: string, ids: Unprivileged['ids']): Promise<void> {
  if ((await lstat(file)).isDirectory()) {
    for (const name of await readdir(file)) {
      await giveDirectory(path.join(file, name), ids);
    }
  }
  await giveFile(file, { ids });
}

/** Hands one file to the account of Postgres, if that is not the one that runs Node. */
export async function giveFile(file: string, account: Pick<Account, 'ids'>): Promise<void> {
  if (!account.ids) {
    return;
  }
  try {
    await chown(file, account.ids.uid, account.ids.gid);
  } catch (cause) {
    throw new Error(
      `Postgres refuses to run as root, and ${file} cannot be given to uid ${account.ids.uid}. ` +
        'Start Tintype as an ordinary user, or set DATA_DIR to a directory on a local disk.',
      { cause },
    );
  }
}

/**
 * A checkout below a directory like /root (mode 0700) is out of reach for an unprivileged account. Root may lend it the
 * one right that is missing, to pass through directories, which is far less than running as root. Reading comes first
 * because it is the smaller right; containers mostly have only the other one. The secure bit makes access(2) see it too.
 */
async function findWayIn(account: Unprivileged, dataDirectory: string, binaries: Binaries): Promise<string[]> {
  const { uid, gid } = account.ids;
  const identity = ['setpriv', '--securebits=+no_setuid_fixup', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  const lend = (right: string): string[] => [...identity, `--inh-caps=+${right}`, `--ambient-caps=+${right}`];
  if (await canEnter({ uid, gid }, [], dataDirectory, binaries)) {
    return [];
  }
  for (const right of ['dac_read_search', 'dac_override']) {
    if (await canEnter({}, lend(right), dataDirectory, binaries)) {
      return lend(right);
    }
  }
  throw new Error(await describeDirectory(account, dataDirectory, binaries));
}

const enter = 'cd "$2" && test -w . && cd "$1" && : < share/postgresql/postgres.bki && test -x "$1/bin/postgres"';

async function canEnter(
  ids: { uid?: number; gid?: number },
  prefix: readonly string[],
  dataDirectory: string,
  binaries: Binaries,
): Promise<boolean> {
  const [program, ...rest] = [...prefix, 'sh', '-c', enter, 'sh', binaries.root, dataDirectory];
  return run(program, rest, { ...ids, cwd: '/' }).then(
    () => true,
    () => false,
  );
}
