import { unauthenticated } from '@tintype/errors';
import { SessionServiceDefinition, createGrpcClient } from '@tintype/grpc';
import type { Logger } from '@tintype/logger';
import { createRevocationList } from './revocations.ts';
import type { Revocation, RevocationList } from './revocations.ts';
import { createVerifier } from './verifier.ts';

export { createRevocationList } from './revocations.ts';
export type { Revocation, RevocationList } from './revocations.ts';
export { createVerifier } from './verifier.ts';
export type { VerifiedToken } from './verifier.ts';

/** The person behind a request. */
export interface Identified {
  readonly id: string;
  readonly tokenFamily: string;
  readonly isAdmin: boolean;
  readonly signedInAt: number;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Knows who is calling. */
export interface Identity {
  /** Reads an `Authorization` header; throws 401 when it is not a valid `Bearer` token or its session is over. */
  authenticate(authorization: string): Promise<Identified>;
  /** Whether a person who was let in earlier may stay: for sockets that are open for long. */
  isStillValid(person: Identified): boolean;
  readonly revocations: RevocationList;
  /** Whether it has learned once which sessions are over: before that it would let them in. */
  isReady(): boolean;
  close(): void;
}

interface IdentityConfig {
  readonly COGNITO_ISSUER: string;
  readonly COGNITO_CLIENT_ID: string;
  readonly COGNITO_JWKS_URL: string;
  readonly AUTH_GRPC: string;
  readonly GRPC_TOKEN: string;
}

/** Connects identity to auth: keys from the pool, revocations over gRPC. */
export async function connectIdentity(config: IdentityConfig, logger: Logger): Promise<Identity> {
  const sessions = createGrpcClient(SessionServiceDefinition, { address: config.AUTH_GRPC, token: config.GRPC_TOKEN });
  const revocations = await createRevocationList({
    logger,
    pull: async (since) => {
      const answer = await sessions.call.listRevocations({ since });
      return { asOf: answer.asOf ?? since, revocations: answer.revocations.map(fromMessage) };
    },
  });
  return createIdentity(config, revocations, () => sessions.close());
}

/** Identity over a given list of revocations: auth has its own at hand. */
export function createIdentity(
  config: Pick<IdentityConfig, 'COGNITO_ISSUER' | 'COGNITO_CLIENT_ID' | 'COGNITO_JWKS_URL'>,
  revocations: RevocationList,
  onClose: () => void = () => undefined,
): Identity {
  const verify = createVerifier({
    issuer: config.COGNITO_ISSUER,
    clientId: config.COGNITO_CLIENT_ID,
    jwksUrl: config.COGNITO_JWKS_URL,
  });
  const isRevoked = (person: Identified): boolean =>
    revocations.has({ personId: person.id, tokenFamily: person.tokenFamily, signedInAt: person.signedInAt });
  return {
    authenticate: async (authorization) => {
      const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization) ?? [];
      if (token === undefined) {
        throw unauthenticated();
      }
      const verified = await verify(token);
      const person: Identified = {
        id: verified.personId,
        tokenFamily: verified.tokenFamily,
        isAdmin: verified.groups.includes('admins'),
        signedInAt: verified.signedInAt,
        expiresAt: verified.expiresAt * 1000,
      };
      if (isRevoked(person)) {
        throw unauthenticated('This session is over. Sign in again.');
      }
      return person;
    },
    isStillValid: (person) => person.expiresAt > Date.now() && !isRevoked(person),
    revocations,
    isReady: () => revocations.isKnown(),
    close: () => {
      revocations.close();
      onClose();
    },
  };
}

function fromMessage(message: { userId: string; tokenFamily: string; before: Date | undefined }): Revocation {
  return {
    personId: message.userId,
    tokenFamily: message.tokenFamily === '' ? undefined : message.tokenFamily,
    before: message.before ?? new Date(),
  };
}
