import dynalite, { type Change, type Index, type Item, type Level, type Table } from 'dynalite/db/index.js';

// What dynalite puts between a prefix and a key, and what is behind every such key.
const separator = '~';
const behind = '\u00ff';

const rowsOf = (prefix: string) => ({ gte: prefix + separator, lt: prefix + separator + behind });

const indexesOf = (table: Table): [kind: 'local' | 'global', index: Index][] => [
  ...(table.LocalSecondaryIndexes ?? []).map((index): ['local', Index] => ['local', index]),
  ...(table.GlobalSecondaryIndexes ?? []).map((index): ['global', Index] => ['global', index]),
];

const indexPrefix = (kind: string, table: Table, index: string) =>
  [`index-${kind}`, table.TableName, index].join(separator);

/** Collects changes and writes them in batches. */
function createWriter(level: Level) {
  let changes: Change[] = [];
  const flush = async () => {
    const ready = changes;
    changes = [];
    await level.batch(ready);
  };
  return {
    add: async (change: Change) => {
      changes.push(change);
      if (changes.length >= 500) {
        await flush();
      }
    },
    flush,
  };
}

/** Everything that an index must hold, by the key of the row. */
async function expectedRows(level: Level, table: Table): Promise<Map<string, Item>> {
  const expected = new Map<string, Item>();
  for await (const [, value] of level.iterator(rowsOf(`item-${table.TableName}`))) {
    for (const [kind, index] of indexesOf(table)) {
      for (const { key, item } of dynalite.getIndexActions([index], null, value as Item, table).puts) {
        expected.set(indexPrefix(kind, table, index.IndexName) + separator + key, item);
      }
    }
  }
  return expected;
}

async function mendIndexes(level: Level, table: Table): Promise<void> {
  const writer = createWriter(level);
  const expected = await expectedRows(level, table);
  for (const [kind, index] of indexesOf(table)) {
    for await (const [key, value] of level.iterator(rowsOf(indexPrefix(kind, table, index.IndexName)))) {
      const item = expected.get(key);
      if (item === undefined) {
        await writer.add({ type: 'del', key });
      } else if (JSON.stringify(item) === JSON.stringify(value)) {
        expected.delete(key);
      }
    }
  }
  for (const [key, value] of expected) {
    await writer.add({ type: 'put', key, value });
  }
  await writer.flush();
}

async function finishCreation(level: Level, key: string, table: Table): Promise<void> {
  const GlobalSecondaryIndexes = table.GlobalSecondaryIndexes?.map((index) => ({ ...index, IndexStatus: 'ACTIVE' }));
  const value = { ...table, TableStatus: 'ACTIVE', ...(GlobalSecondaryIndexes ? { GlobalSecondaryIndexes } : {}) };
  await level.batch([{ type: 'put', key, value }]);
}

async function finishDeletion(level: Level, tableKey: string, table: Table): Promise<void> {
  const writer = createWriter(level);
  const name = table.TableName;
  for (const prefix of [`item-${name}`, `tag-${name}`, `index-local~${name}`, `index-global~${name}`]) {
    for await (const [key] of level.iterator(rowsOf(prefix))) {
      await writer.add({ type: 'del', key });
    }
  }
  await writer.add({ type: 'del', key: tableKey });
  await writer.flush();
}

/**
 * Brings tables and indexes to an end that a killed process left in between.
 *
 * Dynalite writes an item and its index entries one after the other, and the states of a table as well.
 */
export async function mendTables(path: string): Promise<void> {
  const { db: level } = dynalite.create({ path });
  await level.open();
  try {
    for await (const [key, value] of level.iterator(rowsOf('table'))) {
      const table = value as Table;
      if (table.TableStatus === 'DELETING') {
        await finishDeletion(level, key, table);
        continue;
      }
      if (table.TableStatus !== 'ACTIVE') {
        await finishCreation(level, key, table);
      }
      if (indexesOf(table).length > 0) {
        await mendIndexes(level, table);
      }
    }
  } finally {
    await level.close();
  }
}
