import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT, exportJWK, exportSPKI, generateKeyPair } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import { createVerifier } from './verifier.ts';

const issuer = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_test';
const clientId = 'the-client';
const now = (): number => Math.floor(Date.now() / 1000);
const claims = (): JWTPayload => ({
  sub: '0197f3a0-0000-4000-8000-000000000001',
  iss: issuer,
  client_id: clientId,
  token_use: 'access',
  origin_jti: 'family-1',
  auth_time: now(),
  iat: now(),
  exp: now() + 900,
});

let server: Server;
let fetches = 0;
let pool: { publicKey: CryptoKey; privateKey: CryptoKey };
let stranger: { publicKey: CryptoKey; privateKey: CryptoKey };
let verify: ReturnType<typeof createVerifier>;

const sign = (payload: JWTPayload, key = pool.privateKey, header: Record<string, unknown> = {}): Promise<string> =>
  new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'pool-key', ...header }).sign(key);
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

beforeAll(async () => {
  pool = await generateKeyPair('RS256', { extractable: true });
  stranger = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(pool.publicKey)), kid: 'pool-key', alg: 'RS256', use: 'sig' };
  server = createServer((_request, response) => {
    fetches += 1;
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
  verify = createVerifier({ issuer, clientId, jwksUrl });
});
afterAll(() => void server.close());

describe('an access token', () => {
  it('is read when everything is right', async () => {
    const token = await sign({ ...claims(), 'cognito:groups': ['admins'] });
    await expect(verify(token)).resolves.toMatchObject({
      personId: claims().sub,
      tokenFamily: 'family-1',
      groups: ['admins'],
    });
  });

  const refused: Record<string, () => Promise<string> | string> = {
    'alg none': () => `${encode({ alg: 'none', kid: 'pool-key' })}.${encode(claims())}.`,
    'alg NoNe with a signature': () => `${encode({ alg: 'NoNe', kid: 'pool-key' })}.${encode(claims())}.AAAA`,
    'HS256 keyed with the public key': async () => {
      const text = `${encode({ alg: 'HS256', kid: 'pool-key' })}.${encode(claims())}`;
      return `${text}.${createHmac('sha256', await exportSPKI(pool.publicKey))
        .update(text)
        .digest('base64url')}`;
    },
    'a key of its own in the header': async () =>
      sign(claims(), stranger.privateKey, { jwk: await exportJWK(stranger.publicKey) }),
    'a key from elsewhere (jku)': () => sign(claims(), stranger.privateKey, { jku: 'http://127.0.0.1:9/keys' }),
    'a kid that is a path': () => sign(claims(), stranger.privateKey, { kid: '../../dev/null' }),
    "another's signature": () => sign(claims(), stranger.privateKey),
    'the id token': () => sign({ ...claims(), token_use: 'id', aud: clientId }),
    'another client': () => sign({ ...claims(), client_id: 'another' }),
    'another pool': () => sign({ ...claims(), iss: `${issuer}2` }),
    'an expiry that is past': () => sign({ ...claims(), exp: now() - 10 }),
    'no expiry': () => {
      const { exp: _exp, ...rest } = claims();
      return sign(rest);
    },
    'a start that is to come': () => sign({ ...claims(), nbf: now() + 600 }),
    'an unknown crit': () => sign(claims(), pool.privateKey, { crit: ['x'], x: 1 }).catch(() => 'a.b.c'),
    'a body changed after signing': async () => {
      const [header = '', , signature = ''] = (await sign(claims())).split('.');
      return `${header}.${encode({ ...claims(), sub: '0197f3a0-0000-4000-8000-000000000002' })}.${signature}`;
    },
    'no token family': () => {
      const { origin_jti: _family, ...rest } = claims();
      return sign(rest);
    },
  };
  it.each(Object.entries(refused))('is refused with %s', async (_name, make) => {
    await expect(verify(await make())).rejects.toMatchObject({ status: 401 });
  });

  it('with a random kid makes no storm of key fetches', async () => {
    await verify(await sign(claims()));
    const before = fetches;
    for (let i = 0; i < 200; i += 1) {
      await expect(verify(await sign(claims(), stranger.privateKey, { kid: `k${i}` }))).rejects.toMatchObject({
        status: 401,
      });
    }
    expect(fetches - before).toBeLessThanOrEqual(2);
  });

  it('cannot be checked while the keys are away: 503, not 401', async () => {
    const lonely = createVerifier({ issuer, clientId, jwksUrl: 'http://127.0.0.1:9/jwks.json' });
    await expect(lonely(await sign(claims()))).rejects.toMatchObject({ status: 503 });
  });
});
