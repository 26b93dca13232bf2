import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { hasErrorCode } from './error-code.ts';

const sqliteBusy = 5;

/** The one SQLite file in which Cognito, SNS, the S3 index and the mailbox keep their rows. */
export interface Database {
  one: <Row>(sql: string, ...values: SQLInputValue[]) => Row | undefined;
  all: <Row>(sql: string, ...values: SQLInputValue[]) => Row[];
  run: (sql: string, ...values: SQLInputValue[]) => number;
  transaction: <T>(work: () => T) => T;
  close: () => void;
}

function open(path: string): DatabaseSync {
  const connection = new DatabaseSync(path);
  try {
    // Exclusive, because two processes over one data directory would each believe their own memory.
    connection.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal');
    connection.exec('begin immediate; commit');
    return connection;
  } catch (error) {
    connection.close();
    throw hasErrorCode(error, sqliteBusy)
      ? new Error(`Another process is using ${path}; stop it first.`, { cause: error })
      : error;
  }
}

/**
 * Opens the database and creates what is missing in it.
 *
 * Every commit is in the write-ahead log before a call is acknowledged, so that a killed process loses nothing.
 */
export function openDatabase(path: string, schemas: readonly string[]): Database {
  const connection = open(path);
  for (const schema of schemas) {
    connection.exec(schema);
  }
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql) ?? connection.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  return {
    one: <Row>(sql: string, ...values: SQLInputValue[]) => prepare(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: SQLInputValue[]) => prepare(sql).all(...values) as Row[],
    run: (sql, ...values) => Number(prepare(sql).run(...values).changes),
    transaction: (work) => {
      connection.exec('begin immediate');
      try {
        const result = work();
        connection.exec('commit');
        return result;
      } catch (error) {
        connection.exec('rollback');
        throw error;
      }
    },
    close: () => connection.close(),
  };
}
