import { randomUUID } from 'node:crypto';
import type { Database } from '../storage/database.ts';

export type UserStatus = 'UNCONFIRMED' | 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD';

/** A row of the user pool. */
export interface User {
  sub: string;
  email: string;
  emailVerified: boolean;
  name: string | undefined;
  password: string;
  status: UserStatus;
  enabled: boolean;
  createdAt: number;
  modifiedAt: number;
}

interface UserRow {
  sub: string;
  email: string;
  email_verified: number;
  name: string | null;
  password: string;
  status: UserStatus;
  enabled: number;
  created_at: number;
  modified_at: number;
}

export type NewUser = Pick<User, 'email' | 'emailVerified' | 'name' | 'password' | 'status'>;
export type UserChanges = Partial<Pick<User, 'emailVerified' | 'name' | 'password' | 'status' | 'enabled'>>;

/** The accounts, found by e-mail in any case, or by sub. */
export interface Users {
  find: (username: string) => User | undefined;
  create: (user: NewUser) => User;
  update: (sub: string, changes: UserChanges) => void;
  remove: (sub: string) => void;
  addToGroup: (sub: string, group: string) => void;
  groupsOf: (sub: string) => string[];
  page: (after: string, limit: number, filter?: { column: 'username' | 'sub'; from: string; to: string }) => User[];
}

/** The form in which two spellings of an e-mail address are the same account. */
export const normalizeUsername = (username: string) => username.trim().normalize('NFC').toLowerCase();

const toUser = (row: UserRow): User => ({
  sub: row.sub,
  email: row.email,
  emailVerified: row.email_verified === 1,
  name: row.name ?? undefined,
  password: row.password,
  status: row.status,
  enabled: row.enabled === 1,
  createdAt: row.created_at,
  modifiedAt: row.modified_at,
});

/** Keeps accounts in the database. */
export function createUsers(database: Database, now: () => number): Users {
  const find = (username: string) => {
    const row =
      database.one<UserRow>('select * from users where username = ?', normalizeUsername(username)) ??
      database.one<UserRow>('select * from users where sub = ?', username);
    return row && toUser(row);
  };
  return {
    find,
    create: (user) => {
      const created: User = { ...user, sub: randomUUID(), enabled: true, createdAt: now(), modifiedAt: now() };
      database.run(
        `insert into users (sub, username, email, email_verified, name, password, status, created_at, modified_at)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        created.sub,
        normalizeUsername(user.email),
        user.email,
        Number(user.emailVerified),
        user.name ?? null,
        user.password,
        user.status,
        created.createdAt,
        created.modifiedAt,
      );
      return created;
    },
    update: (sub, changes) => {
      database.run(
        `update users set email_verified = coalesce(?, email_verified), name = coalesce(?, name),
         password = coalesce(?, password), status = coalesce(?, status), enabled = coalesce(?, enabled),
         modified_at = ? where sub = ?`,
        changes.emailVerified === undefined ? null : Number(changes.emailVerified),
        changes.name ?? null,
        changes.password ?? null,
        changes.status ?? null,
        changes.enabled === undefined ? null : Number(changes.enabled),
        now(),
        sub,
      );
    },
    remove: (sub) => {
      database.run('delete from users where sub = ?', sub);
    },
    addToGroup: (sub, group) => {
      database.run('insert or ignore into memberships (sub, group_name) values (?, ?)', sub, group);
    },
    groupsOf: (sub) =>
      database
        .all<{ group_name: string }>('select group_name from memberships where sub = ? order by group_name', sub)
        .map((row) => row.group_name),
    page: (after, limit, filter = { column: 'sub', from: '', to: '\u{10ffff}' }) =>
      database
        .all<UserRow>(
          `select * from users where sub > ? and ${filter.column} >= ? and ${filter.column} <= ? order by sub limit ?`,
          after,
          filter.from,
          filter.to,
          limit,
        )
        .map(toUser),
  };
}
