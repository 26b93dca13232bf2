import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import autocannon from 'autocannon';
import { startPostgres } from '@tintype/embedded';
import { fill, personId, readers } from './fill.ts';
import { startIdentity } from './identity.ts';

// How fast the home feed is read: the service as it runs, against the least that can answer the same JSON, in turns within one run;
// and what a page costs with a million posts compared to ten thousand. Prints figures; passes and fails nothing.
const sizes = [10_000, 100_000, 1_000_000];
const [rounds, seconds, connections] = [3, 4, 10];

interface Target {
  readonly name: string;
  readonly url: string;
  readonly child: ChildProcess;
  readonly headersOf: (personNumber: number) => Record<string, string>;
}

interface Figures {
  readonly perSecond: number;
  readonly p99: number;
}

const identity = await startIdentity();
const directory = await mkdtemp(path.join(tmpdir(), 'tintype-bench-'));
// The server runs as an account of its own where this one is root.
await chmod(directory, 0o755);
const postgres = await startPostgres({
  dataDirectory: path.join(directory, 'postgres'),
  settings: { shared_buffers: '512MB', synchronous_commit: 'off', max_wal_size: '4GB' },
});
try {
  const costs: { posts: number; microseconds: number }[] = [];
  for (const posts of sizes) {
    const started = performance.now();
    const database = `bench_${posts}`;
    await postgres.ensureDatabase(database);
    await fill(postgres.url(database), posts);
    console.log(
      `${posts.toLocaleString('en')} posts (filled in ${((performance.now() - started) / 1000).toFixed(0)} s)`,
    );
    const { service, floor } = await measure(postgres.url(database));
    print('service', service);
    print('floor', floor);
    console.log(`  ratio     ${(service.perSecond / floor.perSecond).toFixed(2)} of the floor\n`);
    costs.push({ posts, microseconds: 1e6 / service.perSecond });
  }
  const [least, most] = [costs[0], costs.at(-1)];
  if (least && most) {
    const ratio = (most.microseconds / least.microseconds).toFixed(2);
    console.log(
      `cost of a page with ${most.posts.toLocaleString('en')} posts: ${ratio} of that with ${least.posts.toLocaleString('en')}`,
    );
  }
} finally {
  await identity.close();
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
}

async function measure(databaseUrl: string): Promise<{ service: Figures; floor: Figures }> {
  const environment = {
    ...identity.environment,
    LOG_LEVEL: 'error',
    GRPC_HOST: '127.0.0.1',
    GRPC_PORT: '0',
    PUBLIC_URL: 'http://localhost',
    EVENTS_URL: 'memory:',
    DATABASE_URL: databaseUrl,
    MEDIA_GRPC: '127.0.0.1:1',
    MEDIA_SIGNING_KEY: 'a key that signs addresses for the bench only',
  };
  const tokens = Array.from({ length: readers }, (_, number) => identity.tokenOf(personId(number)));
  const service = await start('service', environment, (number) => ({ authorization: `Bearer ${tokens[number]}` }));
  const floor = await start('floor', environment, (number) => ({ 'x-viewer': personId(number) }));
  try {
    await assertSame(service, floor);
    const figures: Record<string, Figures[]> = { service: [], floor: [] };
    // The first round is for the compiler and the caches.
    for (let round = 0; round <= rounds; round += 1) {
      for (const target of [service, floor]) {
        const result = await load(target, round === 0 ? 2 : seconds);
        if (round > 0) {
          figures[target.name]?.push(result);
        }
      }
    }
    return { service: median(figures['service'] ?? []), floor: median(figures['floor'] ?? []) };
  } finally {
    for (const { child } of [service, floor]) {
      child.kill();
      await once(child, 'exit');
    }
  }
}

async function start(
  name: 'service' | 'floor',
  environment: Record<string, string>,
  headersOf: Target['headersOf'],
): Promise<Target> {
  const child = fork(path.join(import.meta.dirname, `${name}.child.ts`), [JSON.stringify(environment)]);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { name, child, headersOf, url: `http://127.0.0.1:${port}` };
}

async function load(target: Target, duration: number): Promise<Figures> {
  const requests = Array.from({ length: readers }, (_, number) => ({
    method: 'GET' as const,
    path: '/api/feed',
    headers: target.headersOf(number),
  }));
  const result = await autocannon({ url: target.url, connections, duration, requests });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${target.name}: ${result.non2xx} bad answers, ${result.errors} errors`);
  }
  return { perSecond: result.requests.average, p99: result.latency.p99 };
}

async function assertSame(one: Target, other: Target): Promise<void> {
  for (const number of [0, 1, readers - 1]) {
    const [first, second] = await Promise.all(
      [one, other].map(async (target) => {
        const response = await fetch(`${target.url}/api/feed`, { headers: target.headersOf(number) });
        return response.text();
      }),
    );
    const isSame =
      isDeepStrictEqual(JSON.parse(first ?? '1'), JSON.parse(second ?? '2')) && first?.length === second?.length;
    if (!isSame || (first?.length ?? 0) < 10_000) {
      throw new Error('The service and the floor do not answer the same.');
    }
  }
}

function median(figures: readonly Figures[]): Figures {
  const middle = figures.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(figures.length / 2)];
  return middle ?? { perSecond: Number.NaN, p99: Number.NaN };
}

function print(name: string, { perSecond, p99 }: Figures): void {
  console.log(`  ${name.padEnd(9)} ${perSecond.toFixed(0).padStart(5)} requests/s, p99 ${p99.toFixed(1)} ms`);
}
