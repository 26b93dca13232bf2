import type { ObjectIndex, StoredObject } from './object-index.ts';

/** Which keys are asked for. */
export interface ListQuery {
  bucket: string;
  prefix: string;
  delimiter: string;
  after: string;
  limit: number;
}

/** One page: objects, and the folders into which a delimiter folds the rest. */
export interface ListPage {
  objects: StoredObject[];
  commonPrefixes: string[];
  /** Where the next page begins, when there is one. */
  next: string | undefined;
}

// Behind every key that begins with a folder, as far as a key can be.
const lastCharacter = '\u{10ffff}';
const batch = 1_000;

function folderOf(key: string, prefix: string, delimiter: string): string | undefined {
  const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}

/** Lists keys in order; a folder is counted once and then jumped over, however much is in it. */
export function listKeys(index: ObjectIndex, { bucket, prefix, delimiter, after, limit }: ListQuery): ListPage {
  const page: ListPage = { objects: [], commonPrefixes: [], next: undefined };
  let position = after;
  let last = after;
  for (;;) {
    const found = index.range(bucket, position, prefix, batch);
    let jumped = false;
    for (const object of found) {
      if (!object.key.startsWith(prefix)) {
        return page;
      }
      if (page.objects.length + page.commonPrefixes.length >= limit) {
        return { ...page, next: last };
      }
      const folder = folderOf(object.key, prefix, delimiter);
      if (folder !== undefined) {
        page.commonPrefixes.push(folder);
        position = last = folder + lastCharacter;
        jumped = true;
        break;
      }
      page.objects.push(object);
      position = last = object.key;
    }
    if (!jumped && found.length < batch) {
      return page;
    }
  }
}
