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
import { startTestIdentity } from '@tintype/testing/identity';

// How fast the home feed is read: the service as it runs, against the least that can answer the same JSON, and what a page
// costs with a million posts compared to ten thousand. All of them take turns, so that whatever else the machine does
// meets all of them; ratios are taken within a round. Prints figures; passes and fails nothing.
const sizes = [10_000, 100_000, 1_000_000];
const [rounds, seconds, connections] = [5, 3, 10];

type Name = 'service' | 'floor';

interface Target {
  readonly name: Name;
  readonly url: string;
  readonly child: ChildProcess;
  readonly headersOf: (personNumber: number) => Record<string, string>;
  readonly figures: { perSecond: number; p99: number }[];
}

const identity = await startTestIdentity();
const tokens = Array.from({ length: readers }, (_, number) => identity.tokenOf(personId(number)));
const directory = await mkdtemp(path.join(tmpdir(), 'tintype-bench-'));
// The server runs as an account of its own where this one is root.
await chmod(directory, 0o755);
const postgres = await startPostgres({
  dataDirectory: path.join(directory, 'postgres'),
  settings: { shared_buffers: '512MB', synchronous_commit: 'off', max_wal_size: '4GB' },
});
const fields: { posts: number; service: Target; floor: Target }[] = [];
try {
  for (const posts of sizes) {
    const started = performance.now();
    const url = postgres.url(`bench_${posts}`);
    await postgres.ensureDatabase(`bench_${posts}`);
    await fill(url, posts);
    console.log(`filled ${posts.toLocaleString('en')} posts in ${((performance.now() - started) / 1000).toFixed(0)} s`);
    const field = { posts, service: await start('service', url), floor: await start('floor', url) };
    fields.push(field);
    await assertSame(field.service, field.floor);
  }
  // The first round is for the compiler and the caches.
  for (let round = 0; round <= rounds; round += 1) {
    for (const target of fields.flatMap(({ service, floor }) => [service, floor])) {
      const figures = await load(target, round === 0 ? 2 : seconds);
      if (round > 0) {
        target.figures.push(figures);
      }
    }
  }
  report();
} finally {
  for (const { service, floor } of fields) {
    service.child.kill();
    floor.child.kill();
  }
  await identity.close();
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
}

function report(): void {
  for (const { posts, service, floor } of fields) {
    console.log(`\n${posts.toLocaleString('en')} posts`);
    for (const { name, figures } of [service, floor]) {
      const [perSecond, p99] = [figures.map((f) => f.perSecond), figures.map((f) => f.p99)].map(median);
      console.log(`  ${name.padEnd(9)} ${perSecond?.toFixed(0).padStart(5)} requests/s, p99 ${p99?.toFixed(0)} ms`);
    }
    console.log(`  ratio     ${ratio(service, floor).toFixed(2)} of the floor`);
  }
  const [least, most] = [fields[0], fields.at(-1)];
  if (least && most) {
    const [few, many] = [least.posts, most.posts].map((posts) => posts.toLocaleString('en'));
    console.log(
      `\na page with ${many} posts costs ${ratio(least.service, most.service).toFixed(2)} of one with ${few}`,
    );
  }
}

/** The median over the rounds of how many times as much the one did as the other. */
function ratio(one: Target, other: Target): number {
  return median(
    one.figures.map((figures, round) => figures.perSecond / (other.figures[round]?.perSecond ?? Number.NaN)),
  );
}

async function start(name: Name, databaseUrl: string): Promise<Target> {
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
  const child = fork(path.join(import.meta.dirname, `${name}.child.ts`), [JSON.stringify(environment)]);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const headersOf = (number: number): Record<string, string> =>
    name === 'service' ? { authorization: `Bearer ${tokens[number]}` } : { 'x-viewer': personId(number) };
  return { name, child, headersOf, url: `http://127.0.0.1:${port}`, figures: [] };
}

async function load(target: Target, duration: number): Promise<Target['figures'][number]> {
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

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
