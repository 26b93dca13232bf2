import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SessionServiceDefinition, implement, startGrpcServer } from '@tintype/grpc';
import { silentLogger } from '@tintype/logger';

/** Stands in for the user pool and auth: keys to verify tokens with, no revocations, and real tokens. */
export interface TestIdentity {
  /** What a service has to be told of it. */
  readonly environment: Readonly<
    Record<'GRPC_TOKEN' | 'AUTH_GRPC' | 'COGNITO_ISSUER' | 'COGNITO_CLIENT_ID' | 'COGNITO_JWKS_URL', string>
  >;
  /** An access token as Cognito makes them, for 15 minutes unless told. */
  tokenOf(personId: string, options?: { seconds?: number; family?: string }): string;
  close(): Promise<void>;
}

const issuer = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_test';
const clientId = 'test-client';
const grpcToken = 'a token between services, for tests only';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Starts it on loopback. */
export async function startTestIdentity(): Promise<TestIdentity> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' }] };
  const server = createServer((_request, response) => response.end(JSON.stringify(keys)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sessions = implement(SessionServiceDefinition, {
    listRevocations: async () => ({ revocations: [], asOf: new Date() }),
  });
  const services = [sessions];
  const grpc = await startGrpcServer({ host: '127.0.0.1', port: 0, token: grpcToken, logger: silentLogger, services });
  return {
    environment: {
      GRPC_TOKEN: grpcToken,
      AUTH_GRPC: grpc.address,
      COGNITO_ISSUER: issuer,
      COGNITO_CLIENT_ID: clientId,
      COGNITO_JWKS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    },
    tokenOf: (personId, { seconds = 900, family = randomUUID() } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const claims = { sub: personId, token_use: 'access', client_id: clientId, origin_jti: family };
      const times = { iss: issuer, auth_time: now, iat: now, exp: now + seconds };
      const unsigned = `${encode({ alg: 'RS256', kid: 'test' })}.${encode({ ...claims, ...times })}`;
      return `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(privateKey, 'base64url')}`;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await grpc.close();
    },
  };
}
