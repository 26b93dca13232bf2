import { createPrivateKey, createPublicKey, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, errors, exportJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Installation } from '../installation/installation.ts';
import { notAuthorized } from './errors.ts';
import type { Session } from './sessions.ts';
import type { User } from './users.ts';

/** Signs and verifies tokens with the key of this installation. */
export interface Tokens {
  issuer: string;
  keys: readonly JWK[];
  sign: (user: User, groups: readonly string[], session: Session) => Promise<{ access: string; id: string }>;
  verifyAccess: (token: string) => Promise<{ sub: string; originJti: string }>;
}

export const accessTokenMinutes = 15;

/** Claims of both tokens, as Cognito words them. */
function commonClaims(
  issuer: string,
  user: User,
  groups: readonly string[],
  session: Session,
  now: number,
): JWTPayload {
  return {
    sub: user.sub,
    ...(groups.length > 0 ? { 'cognito:groups': [...groups] } : {}),
    iss: issuer,
    origin_jti: session.originJti,
    event_id: randomUUID(),
    auth_time: session.authTime,
    iat: now,
    exp: now + accessTokenMinutes * 60,
  };
}

/** Prepares the signing key; the issuer is the one that the same pool would have on AWS. */
export async function createTokens({ region, userPool, signingKey }: Installation, now: () => number): Promise<Tokens> {
  const privateKey = createPrivateKey(signingKey);
  const publicKey = createPublicKey(privateKey);
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const issuer = `https://cognito-idp.${region}.amazonaws.com/${userPool.id}`;
  const sign = (claims: JWTPayload) => new SignJWT(claims).setProtectedHeader({ kid, alg: 'RS256' }).sign(privateKey);
  return {
    issuer,
    keys: [{ ...jwk, kid, alg: 'RS256', use: 'sig' }],
    sign: async (user, groups, session) => {
      const common = commonClaims(issuer, user, groups, session, Math.floor(now() / 1000));
      const [access, id] = await Promise.all([
        sign({
          ...common,
          client_id: userPool.clientId,
          token_use: 'access',
          scope: 'aws.cognito.signin.user.admin',
          jti: randomUUID(),
          username: user.sub,
        }),
        sign({
          ...common,
          aud: userPool.clientId,
          token_use: 'id',
          jti: randomUUID(),
          'cognito:username': user.sub,
          email: user.email,
          email_verified: user.emailVerified,
          ...(user.name === undefined ? {} : { name: user.name }),
        }),
      ]);
      return { access, id };
    },
    verifyAccess: async (token) => {
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          algorithms: ['RS256'],
          issuer,
          requiredClaims: ['exp', 'sub', 'origin_jti'],
          currentDate: new Date(now()),
        });
        if (payload['token_use'] !== 'access' || payload.sub === undefined) {
          throw notAuthorized('Invalid Access Token');
        }
        return { sub: payload.sub, originJti: String(payload['origin_jti']) };
      } catch (error) {
        throw notAuthorized(error instanceof errors.JWTExpired ? 'Access Token has expired' : 'Invalid Access Token');
      }
    },
  };
}
