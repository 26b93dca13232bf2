import { lastCharacter, type ObjectIndex, type StoredObject } from './object-index.ts';

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

// With a delimiter most of a batch may be one folder, which is then jumped over.
const fewKeys = 50;

function folderOf(key: string, prefix: string, delimiter: string): string | undefined {
  const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}

/** Lists keys in order; a folder is counted once and then jumped over, however much is in it. */
export function listKeys(index: ObjectIndex, { bucket, prefix, delimiter, after, limit }: ListQuery): ListPage {
  const page: ListPage = { objects: [], commonPrefixes: [], next: undefined };
  const batch = delimiter === '' ? limit + 1 : fewKeys;
  let position = after;
  for (;;) {
    const found = index.range(bucket, position, prefix, batch);
    let jumped = false;
    for (const object of found) {
      if (page.objects.length + page.commonPrefixes.length >= limit) {
        return { ...page, next: position };
      }
      const folder = folderOf(object.key, prefix, delimiter);
      if (folder !== undefined) {
        page.commonPrefixes.push(folder);
        position = folder + lastCharacter;
        jumped = true;
        break;
      }
      page.objects.push(object);
      position = object.key;
    }
    if (!jumped && found.length < batch) {
      return page;
    }
  }
}
