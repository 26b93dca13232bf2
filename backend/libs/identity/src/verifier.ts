import { createHash } from 'node:crypto';
import { createRemoteJWKSet, errors as joseErrors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { isAppError, unauthenticated, outage } from '@tintype/errors';

/** The claims of a Cognito access token that Tintype relies on. */
const AccessToken = z.object({
  sub: z.uuid(),
  token_use: z.literal('access'),
  client_id: z.string(),
  origin_jti: z.string().min(1),
  auth_time: z.number(),
  exp: z.number(),
  'cognito:groups': z.array(z.string()).default([]),
});

/** A verified access token. Times are in seconds since the epoch, as in the token. */
export interface VerifiedToken {
  readonly personId: string;
  readonly tokenFamily: string;
  readonly groups: readonly string[];
  readonly signedInAt: number;
  readonly expiresAt: number;
}

export interface VerifierOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly jwksUrl: string;
}

/**
 * Returns a function that verifies access tokens: signature by a key of the pool, RS256 only, issuer, `token_use`,
 * `client_id`, an expiry that is there and not past. Verified tokens are remembered until they expire. Throws 401, or
 * 503 when the keys cannot be fetched.
 */
export function createVerifier(options: VerifierOptions): (token: string) => Promise<VerifiedToken> {
  const keys = createRemoteJWKSet(new URL(options.jwksUrl), { cooldownDuration: 10_000, timeoutDuration: 3_000 });
  const verified = new LRUCache<string, VerifiedToken>({ max: 10_000 });
  return async (token) => {
    // Digests are kept instead of tokens, so that a heap dump holds nothing that could be replayed.
    const digest = createHash('sha256').update(token).digest('base64url');
    const known = verified.get(digest);
    if (known && known.expiresAt * 1000 > Date.now()) {
      return known;
    }
    const claims = await verify(token, keys, options);
    const result: VerifiedToken = {
      personId: claims.sub,
      tokenFamily: claims.origin_jti,
      groups: claims['cognito:groups'],
      signedInAt: claims.auth_time,
      expiresAt: claims.exp,
    };
    verified.set(digest, result, { ttl: Math.max(1, claims.exp * 1000 - Date.now()) });
    return result;
  };
}

async function verify(token: string, keys: ReturnType<typeof createRemoteJWKSet>, options: VerifierOptions) {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: options.issuer,
      algorithms: ['RS256'],
      requiredClaims: ['exp'],
    });
    const claims = AccessToken.safeParse(payload);
    if (!claims.success || claims.data.client_id !== options.clientId) {
      throw unauthenticated('This token is not for this.');
    }
    return claims.data;
  } catch (error) {
    if (isAppError(error)) {
      throw error;
    }
    if (error instanceof joseErrors.JOSEError && !keysAreAway.has(error.code)) {
      throw unauthenticated('This token is not valid any more.');
    }
    throw outage(error, 'Sign-in cannot be checked just now. Try again shortly.');
  }
}

// jose's codes for a key set that did not arrive or makes no sense: not the fault of whoever sent the token.
const keysAreAway = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID']);
