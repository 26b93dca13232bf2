import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import type { Database } from '../storage/database.ts';
import { codeMismatch, expiredCode, limitExceeded } from './errors.ts';
import { normalizeUsername } from './users.ts';

export type CodePurpose = 'sign-up' | 'reset';

/** Six-digit codes that prove that somebody reads an inbox. */
export interface Codes {
  countRequest: (username: string) => void;
  issue: (sub: string, purpose: CodePurpose) => string;
  /** Counts a wrong try, so it must run outside of a transaction that the error would roll back. */
  check: (sub: string, purpose: CodePurpose, code: string) => void;
  discard: (sub: string, purpose: CodePurpose) => void;
}

const hour = 3_600_000;
const lifetime: Record<CodePurpose, number> = { 'sign-up': 24 * hour, reset: hour };
const maxWrongTries = 5;
const maxRequestsPerHour = 20;

const hashOf = (sub: string, purpose: CodePurpose, code: string) =>
  createHash('sha256').update(`${sub} ${purpose} ${code}`).digest('hex');

/** Keeps the hash of the newest code of each purpose; five wrong tries make it void. */
export function createCodes(database: Database, now: () => number): Codes {
  return {
    countRequest: (username) => {
      const name = normalizeUsername(username);
      database.run('delete from code_requests where at < ?', now() - hour);
      const { n } = database.one<{ n: number }>('select count(*) as n from code_requests where username = ?', name) ?? {
        n: 0,
      };
      if (n >= maxRequestsPerHour) {
        throw limitExceeded();
      }
      database.run('insert into code_requests (username, at) values (?, ?)', name, now());
    },
    issue: (sub, purpose) => {
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      database.run(
        'insert or replace into codes (sub, purpose, hash, expires_at) values (?, ?, ?, ?)',
        sub,
        purpose,
        hashOf(sub, purpose, code),
        now() + lifetime[purpose],
      );
      return code;
    },
    check: (sub, purpose, code) => {
      const row = database.one<{ hash: string; expires_at: number; wrong_tries: number }>(
        'select hash, expires_at, wrong_tries from codes where sub = ? and purpose = ?',
        sub,
        purpose,
      );
      if (row === undefined || row.expires_at <= now()) {
        throw expiredCode();
      }
      if (row.wrong_tries >= maxWrongTries) {
        throw limitExceeded();
      }
      if (!timingSafeEqual(Buffer.from(row.hash), Buffer.from(hashOf(sub, purpose, code)))) {
        database.run('update codes set wrong_tries = wrong_tries + 1 where sub = ? and purpose = ?', sub, purpose);
        throw codeMismatch();
      }
    },
    discard: (sub, purpose) => {
      database.run('delete from codes where sub = ? and purpose = ?', sub, purpose);
    },
  };
}
