import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Scope, sha256Hex, verifySignature } from './verify-signature.ts';

// The example of AWS's own documentation of Signature Version 4 (GET Object with a range).
const scope: Scope = {
  region: 'us-east-1',
  service: 's3',
  credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
};
const empty = sha256Hex('');
const headers = {
  host: 'examplebucket.s3.amazonaws.com',
  range: 'bytes=0-9',
  'x-amz-content-sha256': empty,
  'x-amz-date': '20130524T000000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,' +
    'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,' +
    'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
};

const verify = (changes: { url?: string; headers?: Record<string, string | undefined>; scope?: Scope } = {}) =>
  verifySignature(
    {
      method: 'GET',
      url: changes.url ?? '/test.txt',
      headers: { ...headers, ...changes.headers },
    } as unknown as IncomingMessage,
    empty,
    changes.scope ?? scope,
  );

describe('verifySignature', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.UTC(2013, 4, 24), doNotFake: ['nextTick', 'setImmediate'] });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('accepts the published example', () => {
    expect(verify()).toBeUndefined();
  });

  it.each([
    ['another path', { url: '/other.txt' }],
    ['a query that was not signed', { url: '/test.txt?acl' }],
    ['another value of a signed header', { headers: { range: 'bytes=0-99' } }],
    ['another secret', { scope: { ...scope, credentials: { ...scope.credentials, secretAccessKey: 'other' } } }],
  ])('refuses %s', (_, changes) => {
    expect(verify(changes)).toBe('mismatch');
  });

  it.each([
    ['no header', { headers: { authorization: undefined } }, 'missing'],
    ['another scheme', { headers: { authorization: 'Bearer abc' } }, 'malformed'],
    ['no date', { headers: { 'x-amz-date': undefined } }, 'malformed'],
    ['another region', { scope: { ...scope, region: 'eu-west-1' } }, 'wrong-scope'],
    ['another service', { scope: { ...scope, service: 'sns' } }, 'wrong-scope'],
    ['another key', { scope: { ...scope, credentials: { ...scope.credentials, accessKeyId: 'X' } } }, 'unknown-key'],
  ] as const)('refuses %s', (_, changes, problem) => {
    expect(verify(changes)).toBe(problem);
  });

  it('refuses signatures of another time', () => {
    jest.setSystemTime(Date.UTC(2013, 4, 24, 0, 16));
    expect(verify()).toBe('skewed');
  });
});
