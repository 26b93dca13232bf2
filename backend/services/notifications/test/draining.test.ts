import { Agent, request as send } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { startLocalAws } from '@tintype/local-aws';
import type { LocalAws } from '@tintype/local-aws';
import { waitFor } from '@tintype/testing';
import { startTestIdentity } from '@tintype/testing/identity';
import type { TestIdentity } from '@tintype/testing/identity';
import { awsEnvironment, endPrograms, spawnService } from '@tintype/testing/processes';
import type { ServiceProcess } from '@tintype/testing/processes';

const drainMilliseconds = 1_500;
const publicUrl = 'http://localhost:8080';
let directory: string;
let aws: LocalAws;
let identity: TestIdentity;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tintype-draining-'));
  [aws, identity] = await Promise.all([
    startLocalAws({ dataDirectory: directory, publicUrl: () => publicUrl }),
    startTestIdentity(),
  ]);
});
afterAll(async () => {
  await endPrograms();
  await identity?.close();
  await aws?.close();
  await rm(directory, { recursive: true, force: true });
});

async function startReplica(): Promise<ServiceProcess> {
  const replica = await spawnService('notifications', {
    ...awsEnvironment(aws),
    ...identity.environment,
    PUBLIC_URL: publicUrl,
    POSTS_GRPC: '127.0.0.1:1',
    NOTIFICATIONS_TABLE: 'tintype-notifications',
    TOPIC_PREFIX: 'tintype',
    DRAIN_DELAY: String(drainMilliseconds),
  });
  await waitFor(async () => (await replica.status('/readyz')) === 200, 'the replica to be ready', 20_000);
  return replica;
}

/** Sends a request over connections that are kept; rejects when it is not answered. */
function ask(agent: Agent, url: string, token?: string): Promise<{ status: number; connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    send(url, { agent, headers }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, connection: answer.headers.connection }));
      answer.once('error', reject);
    })
      .once('error', reject)
      .end();
  });
}

describe('a service that is told to stop', () => {
  it('fails no request of a load balancer that finds out by its health check, and exits with 0', async () => {
    const replicas = [await startReplica(), await startReplica()];
    const [leaving] = replicas;
    const token = identity.tokenOf('0190f5e2-0000-7000-8000-000000000001');
    const agent = new Agent({ keepAlive: true });
    const healthAgent = new Agent({ keepAlive: false });
    // The balancer: replicas in turn, the health of each looked at several times within the delay.
    let healthy = [...replicas];
    let isOver = false;
    const check = async (): Promise<void> => {
      while (!isOver) {
        const states = await Promise.all(
          replicas.map(({ url }) =>
            ask(healthAgent, `${url}/readyz`).then(
              ({ status }) => status === 200,
              () => false,
            ),
          ),
        );
        healthy = replicas.filter((_, i) => states[i]);
        await sleep(drainMilliseconds / 6);
      }
    };
    const answers: { status: number; connection: string | undefined; isLeaving: boolean }[] = [];
    const failures: unknown[] = [];
    const load = async (): Promise<void> => {
      for (let turn = 0; !isOver; turn += 1) {
        const target = healthy[turn % healthy.length];
        await ask(agent, `${target?.url ?? ''}/api/notifications`, token).then(
          (answer) => answers.push({ ...answer, isLeaving: target === leaving }),
          (error: unknown) => failures.push(error),
        );
      }
    };
    const work = [check(), ...Array.from({ length: 8 }, load)];
    let before = 0;
    try {
      await waitFor(() => answers.length > 200, 'the load', 20_000);
      before = answers.length;
      const exited = leaving?.kill('SIGTERM');
      await waitFor(() => !healthy.some((replica) => replica === leaving), 'the balancer to notice');
      expect(await leaving?.status('/healthz')).toBe(200);
      expect(await exited).toBe(0);
      await waitFor(() => answers.length > before + 200, 'the load to go on', 20_000);
    } finally {
      isOver = true;
      await Promise.all(work);
      agent.destroy();
    }
    expect(failures).toEqual([]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    // Served while stopping, and asked to come back elsewhere.
    expect(answers.slice(before).some(({ isLeaving, connection }) => isLeaving && connection === 'close')).toBe(true);
    expect(answers.slice(0, before).every(({ connection }) => connection === 'keep-alive')).toBe(true);
  }, 60_000);

  it('finishes a request whose body is still coming, refuses new connections, and closes sockets with 1001', async () => {
    const replica = await startReplica();
    const token = identity.tokenOf('0190f5e2-0000-7000-8000-000000000002');
    const socket = new WebSocket(`${replica.url.replace('http', 'ws')}/ws`, ['tintype.v1', `bearer.${token}`], {
      origin: publicUrl,
    });
    const closed = new Promise<number>((resolve) => void socket.once('close', resolve));
    await new Promise((resolve, reject) => void socket.once('open', resolve).once('error', reject));
    const slow = send(`${replica.url}/api/notifications/read`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': '2' },
    });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      slow.once('response', (answer) => resolve(answer.resume().statusCode)).once('error', reject);
    });
    slow.write('{');
    await sleep(100);
    const exited = replica.kill('SIGTERM');
    await waitFor(async () => (await replica.status('/healthz')) === undefined, 'connections to be refused');
    slow.end('}');
    // Whatever it answers to this body, it is an answer.
    expect(await answered).toBeGreaterThanOrEqual(200);
    expect(await answered).toBeLessThan(500);
    expect(await closed).toBe(1001);
    expect(await exited).toBe(0);
  }, 60_000);
});
