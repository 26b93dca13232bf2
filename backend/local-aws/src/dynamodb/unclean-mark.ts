import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasErrorCode } from '../storage/error-code.ts';

/** A file that is there while somebody writes; finding it at the start means that the last one was killed. */
export interface UncleanMark {
  wasUnclean: boolean;
  clear: () => Promise<void>;
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) {
      return false;
    }
    throw error;
  }
}

/** Sets the mark, and tells whether it was set before. */
export async function setUncleanMark(path: string): Promise<UncleanMark> {
  const wasUnclean = await exists(path);
  if (!wasUnclean) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, '');
  }
  return { wasUnclean, clear: () => rm(path, { force: true }) };
}
