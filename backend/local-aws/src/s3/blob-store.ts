import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync } from 'node:fs';
import { type FileHandle, link, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes on their way in: not an object until they are published. */
export interface Draft {
  id: string;
  path: string;
  discard: () => Promise<void>;
}

/** Files under random names, so that no key is ever a path. */
export interface BlobStore {
  newDraft: () => Draft;
  copyToDraft: (id: string) => Promise<Draft>;
  /** Runs without a pause, so that nothing can come between the file and its row in the index. */
  publish: (draft: Draft) => void;
  open: (id: string) => Promise<FileHandle>;
  remove: (id: string) => Promise<void>;
  /** Does not wait, and leaves what cannot be removed now to the next sweep. */
  forget: (id: string) => void;
  ids: () => AsyncIterable<string>;
}

/** Opens the directory of blobs and drops what an earlier process left half written. */
export async function openBlobStore(dataDirectory: string): Promise<BlobStore> {
  const blobs = join(dataDirectory, 'blobs');
  const incoming = join(dataDirectory, 'incoming');
  await rm(incoming, { recursive: true, force: true });
  await Promise.all([mkdir(blobs, { recursive: true, mode: 0o700 }), mkdir(incoming, { mode: 0o700 })]);

  const shardsMade = new Set<string>();
  const pathOf = (id: string) => join(blobs, id.slice(0, 2), id);
  const newDraft = (): Draft => {
    const id = randomUUID();
    const path = join(incoming, id);
    return { id, path, discard: () => rm(path, { force: true }) };
  };
  return {
    newDraft,
    copyToDraft: async (id) => {
      const draft = newDraft();
      // Blobs never change, so a second name for the same bytes is a copy that cannot be torn.
      await link(pathOf(id), draft.path);
      return draft;
    },
    publish: (draft) => {
      const shard = draft.id.slice(0, 2);
      if (!shardsMade.has(shard)) {
        mkdirSync(join(blobs, shard), { recursive: true, mode: 0o700 });
        shardsMade.add(shard);
      }
      renameSync(draft.path, pathOf(draft.id));
    },
    open: (id) => open(pathOf(id)),
    remove: (id) => rm(pathOf(id), { force: true }),
    forget: (id) => {
      rm(pathOf(id), { force: true }).catch(() => undefined);
    },
    ids: async function* ids() {
      for (const shard of await readdir(blobs)) {
        yield* await readdir(join(blobs, shard));
      }
    },
  };
}
