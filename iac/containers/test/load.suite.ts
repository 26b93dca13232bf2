import { expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { engineOutput } from './engine.ts';
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

  it('fails no request when everything is restarted in turn: stores, broker, replicas, nginx', async () => {
    const load = await startLoad(app());
    let said = '';
    try {
      said = await app().script('restart');
      await sleep(2_000);
    } finally {
      await load.stop();
    }
    await expectNothingLost(load);
    const restarted = said.split('\n').flatMap((line) => /^ {2}(\S+) +(?:back after|reloaded)/.exec(line)?.[1] ?? []);
    const twice = replicated.flatMap((service) => [service, service]);
    expect(restarted.toSorted()).toEqual([...twice, 'local-aws', 'nginx', 'postgres', 'rabbitmq'].toSorted());
    // Every service had finished what it was doing: none had to be killed.
    expect(said).not.toMatch(new RegExp(`(?:${replicated.join('|')}) .*had ended with`));
  }, 400_000);

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
      'sign-in',
      'refresh',
      'like',
      'comment',
      'upload',
      'share',
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
