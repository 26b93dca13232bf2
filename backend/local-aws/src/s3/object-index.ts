import type { Database } from '../storage/database.ts';

/** What is stored next to the bytes and given back with them. */
export type ObjectHeaders = Readonly<Record<string, string>>;

/** Checksums that the writer sent and that were found right, by algorithm. */
export type Checksums = Readonly<Record<string, string>>;

/** One object of a bucket. */
export interface StoredObject {
  key: string;
  blob: string;
  size: number;
  etag: string;
  headers: ObjectHeaders;
  checksums: Checksums;
  modifiedAt: number;
}

interface ObjectRow {
  key: string;
  blob: string;
  size: number;
  etag: string;
  headers: string;
  checksums: string;
  modified_at: number;
}

/** Buckets and keys. */
export interface ObjectIndex {
  hasBucket: (bucket: string) => boolean;
  createBucket: (bucket: string) => void;
  find: (bucket: string, key: string) => StoredObject | undefined;
  put: (bucket: string, object: StoredObject) => void;
  remove: (bucket: string, key: string) => void;
  /** Objects whose key is after `after` and begins with `prefix`, in the order of their keys. */
  range: (bucket: string, after: string, prefix: string, limit: number) => StoredObject[];
  usesBlob: (blob: string) => boolean;
}

/** Behind every key that begins with what it is appended to, as far as keys go. */
export const lastCharacter = '\u{10ffff}';

// By bytes, which is how keys are ordered.
const isAfter = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b)) >= 0;

const toObject = (row: ObjectRow): StoredObject => ({
  key: row.key,
  blob: row.blob,
  size: row.size,
  etag: row.etag,
  headers: JSON.parse(row.headers) as ObjectHeaders,
  checksums: JSON.parse(row.checksums) as Checksums,
  modifiedAt: row.modified_at,
});

/** Keeps the index in the database. */
export function createObjectIndex(database: Database): ObjectIndex {
  return {
    hasBucket: (bucket) => database.one('select 1 from buckets where name = ?', bucket) !== undefined,
    createBucket: (bucket) => {
      database.run('insert or ignore into buckets (name, created_at) values (?, ?)', bucket, Date.now());
    },
    find: (bucket, key) => {
      const row = database.one<ObjectRow>('select * from objects where bucket = ? and key = ?', bucket, key);
      return row && toObject(row);
    },
    put: (bucket, object) => {
      database.run(
        `insert or replace into objects (bucket, key, blob, size, etag, headers, checksums, modified_at)
         values (?, ?, ?, ?, ?, ?, ?, ?)`,
        bucket,
        object.key,
        object.blob,
        object.size,
        object.etag,
        JSON.stringify(object.headers),
        JSON.stringify(object.checksums),
        object.modifiedAt,
      );
    },
    remove: (bucket, key) => {
      database.run('delete from objects where bucket = ? and key = ?', bucket, key);
    },
    range: (bucket, after, prefix, limit) =>
      database
        .all<ObjectRow>(
          // One lower bound, or SQLite would pick one of two and walk through everything before the other.
          `select * from objects where bucket = ? and key ${isAfter(after, prefix) ? '>' : '>='} ? and key <= ?
           order by key limit ?`,
          bucket,
          isAfter(after, prefix) ? after : prefix,
          prefix + lastCharacter,
          limit,
        )
        .map(toObject),
    usesBlob: (blob) => database.one('select 1 from objects where blob = ?', blob) !== undefined,
  };
}
