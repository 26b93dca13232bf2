import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Binaries } from './binaries.ts';

/** Says in one sentence which directory keeps the account of Postgres out, and what to do about it. */
export async function describeDirectory(
  account: { readonly name: string; readonly ids: { readonly uid: number } },
  dataDirectory: string,
  binaries: Binaries,
): Promise<string> {
  const refusal = `Postgres refuses to run as root, and the account "${account.name}"`;
  const wall = await findClosedDirectory(binaries.root, account.ids.uid);
  if (wall) {
    return (
      `${refusal} cannot reach the programs of Postgres through ${wall}. Start Tintype as an ordinary user, ` +
      `move the checkout elsewhere, or run "chmod o+x ${wall}".`
    );
  }
  const dataWall = (await findClosedDirectory(path.dirname(dataDirectory), account.ids.uid)) ?? dataDirectory;
  return (
    `${refusal} cannot write to ${dataDirectory}: ${dataWall} keeps it out. Set DATA_DIR to a directory that other ` +
    'accounts can pass through, such as /var/lib/tintype, or start Tintype as an ordinary user.'
  );
}

async function findClosedDirectory(directory: string, uid: number): Promise<string | undefined> {
  const parent = path.dirname(directory);
  const above = parent === directory ? undefined : await findClosedDirectory(parent, uid);
  if (above) {
    return above;
  }
  const { mode, uid: owner } = await stat(directory);
  return (mode & 0o001) === 0 && owner !== uid ? directory : undefined;
}
