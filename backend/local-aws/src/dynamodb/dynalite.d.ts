declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
    maxItemSizeKb?: number;
    verbose?: boolean;
    debug?: boolean;
  }

  const dynalite: (options?: DynaliteOptions) => Server;
  export { dynalite as default };
}

declare module 'dynalite/db/index.js' {
  export interface KeySchema {
    AttributeName: string;
  }

  export interface Index {
    IndexName: string;
    IndexStatus?: string;
    KeySchema: KeySchema[];
    Projection: { ProjectionType?: string; NonKeyAttributes?: string[] };
  }

  export interface Table {
    TableName: string;
    TableStatus: 'CREATING' | 'ACTIVE' | 'UPDATING' | 'DELETING';
    KeySchema: KeySchema[];
    LocalSecondaryIndexes?: Index[];
    GlobalSecondaryIndexes?: Index[];
  }

  export type Item = Readonly<Record<string, object>>;

  export type Change = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string };

  /** The LevelDB below everything; each row has a prefix that tells what it belongs to. */
  export interface Level {
    open: () => Promise<void>;
    close: () => Promise<void>;
    iterator: (range: { gte: string; lt: string }) => AsyncIterable<[key: string, value: unknown]>;
    getMany: (keys: string[]) => Promise<unknown[]>;
    batch: (changes: Change[]) => Promise<void>;
  }

  interface Db {
    create: (options: { path: string }) => { db: Level };
    createKey: (item: Item, table: Table) => string;
    getIndexActions: (
      indexes: Index[],
      before: Item | null,
      after: Item | null,
      table: Table,
    ) => { puts: { index: string; key: string; item: Item }[] };
  }

  const db: Db;
  export { db as default };
}
