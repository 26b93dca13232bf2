import type { Database } from '../storage/database.ts';
import { normalizeUsername } from './users.ts';

/** Slows down guessing: one second after five wrong passwords, doubling up to a quarter of an hour. */
export interface Lockout {
  isLocked: (username: string) => boolean;
  failed: (username: string) => void;
  succeeded: (username: string) => void;
  inTurn: <T>(username: string, work: () => Promise<T>) => Promise<T>;
}

const freeFailures = 5;
const longestMs = 15 * 60_000;

interface FailureRow {
  failures: number;
  locked_until: number;
  last_at: number;
}

/** Counts failures per username, whether or not somebody has it. */
export function createLockout(database: Database, now: () => number): Lockout {
  const turns = new Map<string, Promise<unknown>>();
  const read = (username: string): FailureRow | undefined => {
    const row = database.one<FailureRow>('select * from sign_in_failures where username = ?', username);
    return row && row.last_at > now() - longestMs ? row : undefined;
  };
  return {
    isLocked: (username) => (read(normalizeUsername(username))?.locked_until ?? 0) > now(),
    failed: (username) => {
      const name = normalizeUsername(username);
      const failures = (read(name)?.failures ?? 0) + 1;
      const wait = failures < freeFailures ? 0 : Math.min(longestMs, 1_000 * 2 ** (failures - freeFailures));
      database.run('delete from sign_in_failures where last_at < ?', now() - longestMs);
      database.run(
        'insert or replace into sign_in_failures (username, failures, locked_until, last_at) values (?, ?, ?, ?)',
        name,
        failures,
        now() + wait,
        now(),
      );
    },
    succeeded: (username) => {
      database.run('delete from sign_in_failures where username = ?', normalizeUsername(username));
    },
    // One guess at a time per account, or a burst of guesses would all pass before the first is counted.
    inTurn: async (username, work) => {
      const name = normalizeUsername(username);
      const mine = (turns.get(name) ?? Promise.resolve()).then(work, work);
      turns.set(name, mine);
      try {
        return await mine;
      } finally {
        if (turns.get(name) === mine) {
          turns.delete(name);
        }
      }
    },
  };
}
