import { z } from 'zod';
import { errors } from '../errors.ts';

const Claims = z.object({
  sub: z.uuid(),
  origin_jti: z.string(),
  name: z.string().optional(),
  'cognito:groups': z.array(z.string()).default([]),
});

/** What one sign-in or refresh gave. */
export interface Tokens {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly refreshToken: string;
  readonly personId: string;
  readonly tokenFamily: string;
  readonly isAdmin: boolean;
}

interface AuthenticationResult {
  readonly AccessToken?: string | undefined;
  readonly ExpiresIn?: number | undefined;
}

/** Reads Cognito's answer. It came from Cognito itself, so its signature is not checked again here. */
export function decodeTokens(result: AuthenticationResult | undefined, refreshToken: string | undefined): Tokens {
  // Without a result Cognito asks for another step (a second factor, a new password).
  if (!result?.AccessToken || !refreshToken) {
    throw errors.challengeNotSupported();
  }
  const payload = result.AccessToken.split('.')[1] ?? '';
  const claims = Claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  return {
    accessToken: result.AccessToken,
    expiresIn: result.ExpiresIn ?? 900,
    refreshToken,
    personId: claims.sub,
    tokenFamily: claims.origin_jti,
    isAdmin: claims['cognito:groups'].includes('admins'),
  };
}
