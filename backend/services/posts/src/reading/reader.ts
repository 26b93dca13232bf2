/** A statement that is parsed and planned once per connection. `Row` is what it answers. */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  readonly row?: (row: Row) => Row;
}

/**
 * Runs reads as prepared statements, straight on the pool. Planning the statement behind a page of posts costs more
 * than running it (README, "Reading"), and a query builder sends statements without a name, which Postgres plans anew each time.
 * Everything that writes, or must see its own transaction, goes through the EntityManager.
 */
export interface Reader {
  rows<Row>(statement: Statement<Row>, values: readonly unknown[]): Promise<Row[]>;
}

/** The part of pg's pool that the reader needs. */
interface Pool {
  query(statement: { name: string; text: string; values: readonly unknown[] }): Promise<{ rows: unknown[] }>;
}

/** Reads over the pool that MikroORM keeps; the pool is there once the first connection was made. */
export function createReader(pool: () => Promise<unknown>): Reader {
  let known: Pool | undefined;
  return {
    rows: async <Row>(statement: Statement<Row>, values: readonly unknown[]): Promise<Row[]> => {
      known ??= (await pool()) as Pool;
      const { rows } = await known.query({ name: statement.name, text: statement.text, values });
      return rows as Row[];
    },
  };
}

/** Names a statement and the type of its rows. */
export function defineStatement<Row>(name: string, text: string): Statement<Row> {
  return { name, text };
}

const pageSizes = [6, 11, 21, 51, 101] as const;

/**
 * The same statement for each size of page. The size is written out, because a plan made for "limit ?" assumes a tenth of all
 * rows; there are few sizes, so that nobody can fill the server with plans. A page may be read larger than asked for.
 */
export function definePages<Row>(name: string, text: (limit: number) => string): (limit: number) => Statement<Row> {
  const statements = pageSizes.map((size) => ({
    size,
    statement: defineStatement<Row>(`${name}:${size}`, text(size)),
  }));
  return (limit) => {
    const found = statements.find(({ size }) => size > limit);
    if (!found) {
      throw new RangeError(`A page has at most 100 items, not ${limit}.`);
    }
    return found.statement;
  };
}

/** Before every id there is: where a list from newest to oldest begins. */
export const newestFirst = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** After none: where a list from oldest to newest begins. */
export const oldestFirst = '00000000-0000-0000-0000-000000000000';
