import { randomUUID } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { hasErrorCode } from './error-code.ts';

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
}

/** Reads a secret file, or creates it (readable by its owner only) with what `make` answers. */
export async function readOrCreate(path: string, make: () => string | Promise<string>): Promise<string> {
  const present = await readIfThere(path);
  if (present !== undefined) {
    return present;
  }
  const text = await make();
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  // A name appears only with its whole content behind it, whenever the process is killed.
  await rename(draft, path);
  return text;
}
