import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { listen } from './listen.ts';

/** A user pool's keys, and tokens signed with them. */
export interface TokenIssuer {
  readonly environment: { COGNITO_ISSUER: string; COGNITO_CLIENT_ID: string; COGNITO_JWKS_URL: string };
  issue(personId: string, options?: { seconds?: number; family?: string }): Promise<string>;
  close(): Promise<void>;
}

const issuer = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_test';
const clientId = 'test-client';

/** Serves a key set and signs access tokens as Cognito does. */
export async function startTokenIssuer(): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }] });
  const server = await listen(createServer((_request, response) => response.end(keys)));
  return {
    environment: { COGNITO_ISSUER: issuer, COGNITO_CLIENT_ID: clientId, COGNITO_JWKS_URL: `${server.url}/jwks.json` },
    issue: (personId, { seconds = 900, family = randomUUID() } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ token_use: 'access', client_id: clientId, origin_jti: family, auth_time: now })
        .setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .setIssuer(issuer)
        .setSubject(personId)
        .setIssuedAt(now)
        .setExpirationTime(now + seconds)
        .sign(privateKey);
    },
    close: server.close,
  };
}
