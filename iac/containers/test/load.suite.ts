import { expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { engineOutput, inspect } from './engine.ts';
import { replicated } from './installation.ts';
import type { Installation } from './installation.ts';
import { startLoad } from './load.ts';
import type { Load } from './load.ts';

/** Long enough for a request of every kind to meet the replica that is gone. */
const goneMilliseconds = 4_000;

/** What people notice when replicas die and when everything is replaced: nothing. */
export function describeLoad(app: () => Installation): void {
  it('fails no request when any one replica of any service is killed', async () => {
    const load = await startLoad(app());
    for (const service of replicated) {
      const [victim = ''] = await app().containers(service);
      await sleep(1_000);
      await engineOutput('kill', '-s', 'KILL', victim);
      await sleep(goneMilliseconds);
      await engineOutput('start', victim);
      await app().ready(victim);
      await sleep(500);
    }
    await load.stop();
    await expectNothingLost(load);
  }, 240_000);

  it('fails no request when everything that runs twice, the broker, and nginx where it can, are renewed in turn', async () => {
    const load = await startLoad(app());
    const ends: Record<string, number> = {};
    for (const service of replicated) {
      for (const [number, replica] of (await app().containers(service)).entries()) {
        await engineOutput('stop', '-t', '60', replica);
        const { State } = await inspect<{ State: { ExitCode: number } }>(replica);
        ends[`${service} ${number + 1}`] = State.ExitCode;
        await engineOutput('start', replica);
        await app().ready(replica);
      }
    }
    const [broker = ''] = await app().containers('rabbitmq');
    await engineOutput('restart', '-t', '5', broker);
    const [nginx = ''] = await app().containers('nginx');
    // Older ones close connections that a request is on its way over; browsers send it again, the client here does not.
    if (await keepsConnections(nginx)) {
      await engineOutput('kill', '-s', 'HUP', nginx);
    }
    await sleep(2_000);
    await load.stop();
    await expectNothingLost(load);
    // Every one of them had finished what it was doing: 0, and not 137 for a process that had to be killed.
    expect(new Set(Object.values(ends))).toEqual(new Set([0]));
    expect(Object.keys(ends)).toHaveLength(2 * replicated.length);
  }, 300_000);

  const keepsConnections = async (nginx: string): Promise<boolean> =>
    (await engineOutput('exec', nginx, 'cat', '/tmp/tintype/here.conf')).includes('keepalive_min_timeout');

  async function expectNothingLost(load: Load): Promise<void> {
    expect(load.failures).toEqual([]);
    const kinds = [
      'page',
      'sessions',
      'feed',
      'post',
      'notifications',
      'limits',
      'picture',
      'like',
      'comment',
      'upload',
    ];
    expect(kinds.filter((kind) => (load.done.get(kind) ?? 0) < 10)).toEqual([]);
    const written: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = cursor === '' ? '' : `?cursor=${encodeURIComponent(cursor)}`;
      const { body } = await app().call(`/api/posts/${load.postId}/comments${query}`, { as: load.reader });
      const page = body as { items: { id: string }[]; next: string | null };
      written.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    // Each once: what was asked twice by nginx was done once.
    expect(written.toSorted()).toEqual(load.comments.toSorted());
    expect(new Set(load.photos).size).toBe(load.photos.length);
  }
}
