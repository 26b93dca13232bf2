import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Database } from '../storage/database.ts';

/** A chain of tokens that began with one sign-in. */
export interface Session {
  sub: string;
  originJti: string;
  authTime: number;
  expiresAt: number;
  revoked: boolean;
}

/** Refresh tokens, and through their origin the access tokens that descend from them. */
export interface Sessions {
  start: (sub: string) => { session: Session; refreshToken: string };
  byRefreshToken: (token: string) => Session | undefined;
  isLive: (originJti: string) => boolean;
  revoke: (originJti: string) => void;
  revokeAll: (sub: string) => void;
}

export const refreshTokenDays = 30;
const lifetimeMs = refreshTokenDays * 86_400_000;

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

interface SessionRow {
  sub: string;
  origin_jti: string;
  auth_time: number;
  expires_at: number;
  revoked: number;
}

/** Keeps hashes of refresh tokens; revoked ones stay until they expire, so that they are told from unknown ones. */
export function createSessions(database: Database, now: () => number): Sessions {
  database.run('delete from refresh_tokens where expires_at < ?', now());
  return {
    start: (sub) => {
      const refreshToken = randomBytes(48).toString('base64url');
      const session: Session = {
        sub,
        originJti: randomUUID(),
        authTime: Math.floor(now() / 1000),
        expiresAt: now() + lifetimeMs,
        revoked: false,
      };
      database.run(
        'insert into refresh_tokens (hash, sub, origin_jti, auth_time, expires_at) values (?, ?, ?, ?, ?)',
        hashOf(refreshToken),
        sub,
        session.originJti,
        session.authTime,
        session.expiresAt,
      );
      return { session, refreshToken };
    },
    byRefreshToken: (token) => {
      const row = database.one<SessionRow>('select * from refresh_tokens where hash = ?', hashOf(token));
      return (
        row && {
          sub: row.sub,
          originJti: row.origin_jti,
          authTime: row.auth_time,
          expiresAt: row.expires_at,
          revoked: row.revoked === 1,
        }
      );
    },
    isLive: (originJti) =>
      database.one('select 1 from refresh_tokens where origin_jti = ? and revoked = 0', originJti) !== undefined,
    revoke: (originJti) => {
      database.run('update refresh_tokens set revoked = 1 where origin_jti = ?', originJti);
    },
    revokeAll: (sub) => {
      database.run('update refresh_tokens set revoked = 1 where sub = ?', sub);
    },
  };
}
