import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { unavailable } from '@tintype/errors';
import { silentLogger } from '@tintype/logger';
import { GraphServiceDefinition, createGrpcClient, implement, startGrpcServer } from '../src/index.ts';
import type { GraphServiceImplementation, GrpcClient, GrpcServer } from '../src/index.ts';

const token = 'token of the services, for this test alone';
const child = fileURLToPath(new URL('graph-server.child.ts', import.meta.url));
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) {
    await clean();
  }
});

async function startReplica(port = 0): Promise<{ process: ChildProcess; address: string; port: number }> {
  const replica = fork(child, [String(port)], { execArgv: ['--disable-warning=ExperimentalWarning'] });
  cleanups.push(() => replica.kill('SIGKILL'));
  const [address] = (await once(replica, 'message')) as [string];
  return { process: replica, address, port: Number(address.split(':').pop()) };
}

function connect(
  addresses: readonly string[],
  definition: typeof GraphServiceDefinition = GraphServiceDefinition,
): GrpcClient<typeof GraphServiceDefinition> {
  const client = createGrpcClient(definition, { address: `ipv4:${addresses.join(',')}`, token });
  cleanups.push(() => client.close());
  return client;
}

const ask = async (client: GrpcClient<typeof GraphServiceDefinition>): Promise<string> =>
  (await client.call.listFollowers({ personId: 'p', after: '', limit: 1 })).followerIds[0] ?? '';

/** Keeps calls under way while something happens, and answers how many each process answered. */
async function underCalls(
  client: GrpcClient<typeof GraphServiceDefinition>,
  happens: () => Promise<unknown>,
): Promise<{ answered: Map<string, number>; failures: unknown[] }> {
  const answered = new Map<string, number>();
  const failures: unknown[] = [];
  let isOver = false;
  const caller = async (): Promise<void> => {
    while (!isOver) {
      await ask(client).then(
        (pid) => answered.set(pid, (answered.get(pid) ?? 0) + 1),
        (error: unknown) => failures.push(error),
      );
    }
  };
  const callers = Array.from({ length: 16 }, caller);
  await happens();
  isOver = true;
  await Promise.all(callers);
  return { answered, failures };
}

async function calls(client: GrpcClient<typeof GraphServiceDefinition>, count: number): Promise<Set<string>> {
  const pids = new Set<string>();
  for (let i = 0; i < count; i += 1) {
    pids.add(await ask(client));
  }
  return pids;
}

describe('a client of a service with two replicas', () => {
  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'loses no call when one ends by %s, and uses it when it is back',
    async (signal) => {
      const [one, two] = [await startReplica(), await startReplica()];
      const client = connect([one.address, two.address]);
      const result = await underCalls(client, async () => {
        await calls(client, 200);
        const exited = once(one.process, 'exit');
        one.process.kill(signal);
        await exited;
        await calls(client, 200);
      });
      expect(result.failures).toEqual([]);
      expect([...result.answered.keys()].sort()).toEqual([String(one.process.pid), String(two.process.pid)].sort());
      const back = await startReplica(one.port);
      const deadline = Date.now() + 20_000;
      let pids = new Set<string>();
      while (!pids.has(String(back.process.pid)) && Date.now() < deadline) {
        pids = await calls(client, 20);
      }
      expect([...pids].sort()).toEqual([String(back.process.pid), String(two.process.pid)].sort());
    },
  );

  it('loses no call when servers ask for new connections', async () => {
    let count = 0;
    const servers = await Promise.all(
      [0, 1].map(() =>
        startInProcess(
          async () => {
            count += 1;
            return { followerIds: ['here'], next: '' };
          },
          { 'grpc.max_connection_age_ms': 250 },
        ),
      ),
    );
    const client = connect(servers.map(({ address }) => address));
    const { failures } = await underCalls(client, async () => {
      while (count < 8_000) {
        await calls(client, 50);
      }
    });
    expect(failures).toEqual([]);
  });
});

describe('a call', () => {
  it('that a replica answered with 503 is not sent to another one', async () => {
    let count = 0;
    const busy = async () => {
      count += 1;
      throw unavailable(1, 'Busy just now.');
    };
    const servers = [await startInProcess(busy), await startInProcess(busy)];
    await expect(ask(connect(servers.map(({ address }) => address)))).rejects.toMatchObject({ status: 503 });
    expect(count).toBe(1);
  });

  it('that may have been delivered is sent again only where the contract calls the method idempotent', async () => {
    const listFollowers = { ...GraphServiceDefinition.methods.listFollowers, options: {} };
    const definition = {
      ...GraphServiceDefinition,
      methods: { ...GraphServiceDefinition.methods, listFollowers },
    } as unknown as typeof GraphServiceDefinition;
    const replicas = [await startReplica(), await startReplica()];
    const client = connect(
      replicas.map(({ address }) => address),
      definition,
    );
    const { failures } = await underCalls(client, async () => {
      await calls(client, 50);
      const [first] = replicas;
      const exited = ended(first?.process);
      first?.process.kill('SIGKILL');
      await exited;
    });
    expect(failures.length).toBeGreaterThan(0);
    expect(failures[0]).toMatchObject({ status: 503 });
  });

  it('to nobody answers 503 well before its deadline', async () => {
    const replica = await startReplica();
    const exited = ended(replica.process);
    replica.process.kill('SIGKILL');
    await exited;
    const error: unknown = await ask(connect([replica.address])).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status: 503, cause: { name: 'ClientError' } });
  });
});

async function ended(replica: ChildProcess | undefined): Promise<void> {
  await (replica && once(replica, 'exit'));
}

async function startInProcess(
  listFollowers: GraphServiceImplementation['listFollowers'],
  limits: Parameters<typeof startGrpcServer>[0]['limits'] = {},
): Promise<GrpcServer> {
  const service = implement(GraphServiceDefinition, {
    listFollowers,
    describePeople: async () => ({ people: [] }),
    describePosts: async () => ({ posts: [] }),
  });
  const server = await startGrpcServer({
    host: '127.0.0.1',
    port: 0,
    token,
    logger: silentLogger,
    services: [service],
    limits,
  });
  cleanups.push(() => server.close());
  return server;
}
