import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '../storage/database.ts';
import { type Codes, createCodes } from './codes.ts';
import { createLockout, type Lockout } from './lockout.ts';
import { cognitoSchema } from './schema.ts';
import { createUsers, type User } from './users.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('codes and lock-outs over time', () => {
  let time = 0;
  let database: Database;
  let codes: Codes;
  let lockout: Lockout;
  let user: User;

  beforeEach(() => {
    time = Date.UTC(2026, 0, 1);
    const now = () => time;
    database = openDatabase(':memory:', [cognitoSchema]);
    codes = createCodes(database, now);
    lockout = createLockout(database, now);
    user = createUsers(database, now).create({
      email: 'ann@example.com',
      name: undefined,
      emailVerified: true,
      password: '',
      status: 'CONFIRMED',
    });
  });

  afterEach(() => database.close());

  it.each([
    ['sign-up', 24],
    ['reset', 1],
  ] as const)('a %s code is good for %i hours', (purpose, hours) => {
    const code = codes.issue(user.sub, purpose);
    time += hours * hour - 1;
    codes.check(user.sub, purpose, code);
    time += 1;
    expect(() => codes.check(user.sub, purpose, code)).toThrow(/request a code again/);
  });

  it('a code of one purpose is no code of another', () => {
    const code = codes.issue(user.sub, 'sign-up');
    expect(() => codes.check(user.sub, 'reset', code)).toThrow(/request a code again/);
  });

  it('codes can be asked for again after an hour', () => {
    for (let asked = 0; asked < 20; asked += 1) {
      codes.countRequest('Ann@example.com');
    }
    expect(() => codes.countRequest('ann@example.com')).toThrow(/Attempt limit/);
    time += hour + 1;
    codes.countRequest('ann@example.com');
  });

  it('each wrong password after the fifth doubles the wait, up to a quarter of an hour', () => {
    const waits: number[] = [];
    for (let failures = 0; failures < 20; failures += 1) {
      lockout.failed('ann@example.com');
      const from = time;
      while (lockout.isLocked('ANN@example.com')) {
        time += 1_000;
      }
      waits.push((time - from) / 1_000);
    }
    expect(waits.slice(0, 8)).toEqual([0, 0, 0, 0, 1, 2, 4, 8]);
    expect(Math.max(...waits)).toBeLessThanOrEqual(900);
  });

  it('a quarter of an hour without failures, or a success, makes up for them', () => {
    for (let failures = 0; failures < 4; failures += 1) {
      lockout.failed('ann@example.com');
    }
    time += 15 * minute;
    lockout.failed('ann@example.com');
    expect(lockout.isLocked('ann@example.com')).toBe(false);
    for (let failures = 0; failures < 4; failures += 1) {
      lockout.failed('ann@example.com');
    }
    expect(lockout.isLocked('ann@example.com')).toBe(true);
    lockout.succeeded('ann@example.com');
    expect(lockout.isLocked('ann@example.com')).toBe(false);
  });
});
