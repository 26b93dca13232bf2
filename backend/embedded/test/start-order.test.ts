import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalAws } from '@tintype/local-aws';
import type { LocalAws } from '@tintype/local-aws';
import { waitFor } from '@tintype/testing';
import { awsEnvironment, endPrograms, freePort, spawnService } from '@tintype/testing/processes';
import type { ServiceProcess } from '@tintype/testing/processes';
import { hasRabbitmq, prepareBroker } from '@tintype/testing/rabbitmq';

// Postgres is in services/posts/test/migrate.test.ts, together with what it waits for there.
let directory: string;
let aws: LocalAws;
let startAws: () => Promise<LocalAws>;
let variables: Record<string, string>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tintype-order-'));
  const [cognito, s3, sns, dynamodb] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const ports = { cognito, s3, sns, dynamodb };
  startAws = () => startLocalAws({ dataDirectory: directory, publicUrl: () => 'http://localhost', ports });
  aws = await startAws();
  variables = {
    ...awsEnvironment(aws),
    PUBLIC_URL: 'http://localhost',
    GRPC_TOKEN: 'a token between services, for tests only',
    COGNITO_ISSUER: `https://cognito-idp.${aws.region}.amazonaws.com/${aws.userPool.id}`,
    COGNITO_CLIENT_ID: aws.userPool.clientId,
    COGNITO_JWKS_URL: `${aws.endpoints.cognito}/${aws.userPool.id}/.well-known/jwks.json`,
    COGNITO_USER_POOL_ID: aws.userPool.id,
    AUTH_TABLE: 'tintype-auth',
    AUTH_LIMITS_TABLE: 'tintype-auth-limits',
    SESSION_KEY: 'a key of thirty-two characters or more',
    NOTIFICATIONS_TABLE: 'tintype-notifications',
    TOPIC_PREFIX: 'tintype',
    POSTS_GRPC: '127.0.0.1:1',
    DRAIN_DELAY: '0',
  };
});
afterEach(endPrograms);
afterAll(async () => {
  await aws?.close();
  await rm(directory, { recursive: true, force: true });
});

/** Sees that a service waits: alive, not ready, and saying for what. */
async function expectWaiting(service: ServiceProcess, line: string): Promise<void> {
  await waitFor(() => service.output().includes(line), `"${line}" in ${service.output()}`, 30_000);
  expect([await service.status('/healthz'), await service.status('/readyz')]).toEqual([200, 503]);
}

const expectReady = (service: ServiceProcess): Promise<void> =>
  waitFor(async () => (await service.status('/readyz')) === 200, `readiness: ${service.output()}`, 30_000);

describe('a service that starts before what it needs', () => {
  it('waits for DynamoDB', async () => {
    await aws.close();
    const auth = await spawnService('auth', variables);
    await expectWaiting(auth, 'waiting for DynamoDB');
    expect(await auth.status('/api/auth/sessions')).toBe(503);
    aws = await startAws();
    await expectReady(auth);
    expect(await auth.status('/api/auth/sessions')).toBe(401);
  }, 90_000);

  it('takes no connection before it is ready, for a front that goes elsewhere only when it is refused', async () => {
    await aws.close();
    const auth = await spawnService('auth', { ...variables, ANSWER_WHILE_STARTING: '0' });
    await waitFor(() => auth.output().includes('waiting for DynamoDB'), 'the wait', 30_000);
    expect(await auth.status('/healthz')).toBeUndefined();
    aws = await startAws();
    await expectReady(auth);
  }, 90_000);

  it('waits for auth, because it would let in whose session is over', async () => {
    const grpcPort = await freePort();
    const notifications = await spawnService('notifications', { ...variables, AUTH_GRPC: `127.0.0.1:${grpcPort}` });
    await expectWaiting(notifications, 'revocations could not be pulled');
    const auth = await spawnService('auth', { ...variables, GRPC_PORT: String(grpcPort) });
    await expectReady(notifications);
    // From then on the list is kept, and auth may be away.
    await auth.kill('SIGKILL');
    expect(await notifications.status('/readyz')).toBe(200);
  }, 90_000);

  it('is ready without Cognito, which only sign-in needs: that answers 503', async () => {
    const auth = await spawnService('auth', {
      ...variables,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: `http://127.0.0.1:${await freePort()}`,
    });
    await expectReady(auth);
    const answer = await fetch(`${auth.url}/api/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'ada@example.com', password: 'correct horse 1' }),
    });
    expect(answer.status).toBe(503);
  }, 60_000);

  (hasRabbitmq ? it : it.skip)(
    'waits for the broker',
    async () => {
      const broker = await prepareBroker();
      try {
        const auth = await spawnService('auth', { ...variables, EVENTS_URL: broker.url });
        await expectWaiting(auth, 'connection to the broker lost');
        await broker.start();
        await expectReady(auth);
        expect(auth.output()).not.toContain('guest:guest');
      } finally {
        await broker.remove();
      }
    },
    120_000,
  );

  it('ends with 0 when it is told to stop meanwhile', async () => {
    const auth = await spawnService('auth', {
      ...variables,
      AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${await freePort()}`,
    });
    await expectWaiting(auth, 'waiting for DynamoDB');
    expect(await auth.kill('SIGTERM')).toBe(0);
    expect(auth.output()).toContain('stopping before it was ready');
  }, 60_000);

  it('ends with 1 and every reason when its variables are wrong', async () => {
    const auth = await spawnService('auth', { ...variables, GRPC_TOKEN: 'short', AUTH_TABLE: '' });
    expect(await auth.exited).toBe(1);
    const line = JSON.parse(auth.output().trim()) as { level: number; err: { message: string } };
    expect(line.level).toBe(60);
    expect(line.err.message).toMatch(/GRPC_TOKEN.*AUTH_TABLE|AUTH_TABLE.*GRPC_TOKEN/s);
  }, 60_000);
});
