import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, parseConfig, variable } from '../src/index.ts';

const shape = {
  STORE_URL: variable.url(),
  STORE_USERNAME: variable.credential(),
  STORE_PASSWORD: variable.credential(),
  STORE_CERTIFICATES: variable.certificates(),
  PLACES: z.coerce.number().default(1),
} as const;

const parse = (environment: Record<string, string>) => parseConfig('test', shape, environment);

function problemsOf(environment: Record<string, string>): string {
  try {
    parse(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

describe('parseConfig', () => {
  it('puts user and password into the address, whatever characters they have', () => {
    const [username, password] = ['a user@home', 'p%41/ü:@?#[]"\'{}&+ =\\'];
    const { STORE_URL } = parse({
      STORE_URL: 'amqp://store.internal:5671/%2F',
      STORE_USERNAME: username,
      STORE_PASSWORD: password,
    });
    const url = new URL(STORE_URL);
    expect([url.host, url.pathname]).toEqual(['store.internal:5671', '/%2F']);
    expect([decodeURIComponent(url.username), decodeURIComponent(url.password)]).toEqual([username, password]);
  });

  it('leaves an address alone that comes without them', () => {
    const STORE_URL = 'postgres://someone:secret@store.internal/posts?x=1';
    expect(parse({ STORE_URL }).STORE_URL).toBe(STORE_URL);
  });

  it('refuses one without the other, and credentials twice, and tells every problem without a value', () => {
    const message = problemsOf({ STORE_URL: 'amqp://store', STORE_USERNAME: 'hidden-user', PLACES: 'many' });
    expect(message).toContain('STORE_USERNAME and STORE_PASSWORD belong together');
    expect(message).toContain('PLACES');
    const twice = problemsOf({
      STORE_URL: 'amqp://hidden-one:hidden-two@store',
      STORE_USERNAME: 'hidden-user',
      STORE_PASSWORD: 'hidden-password',
    });
    expect(twice).toContain('STORE_URL has credentials already');
    const nowhere = problemsOf({
      STORE_URL: 'memory:',
      STORE_USERNAME: 'hidden-user',
      STORE_PASSWORD: 'hidden-password',
    });
    expect(nowhere).toContain('STORE_URL names no server');
    const broken = problemsOf({ STORE_URL: 'hidden address', STORE_USERNAME: 'hidden-user', STORE_PASSWORD: 'x' });
    expect(message + twice + nowhere + broken).not.toContain('hidden');
  });

  it('refuses certificates that are none', () => {
    const garbled = '-----BEGIN CERTIFICATE-----\nbm90aGluZw==\n-----END CERTIFICATE-----';
    for (const text of ['/etc/ca.pem', garbled]) {
      expect(problemsOf({ STORE_URL: 'postgres://store', STORE_CERTIFICATES: text })).toContain('STORE_CERTIFICATES');
    }
  });
});
