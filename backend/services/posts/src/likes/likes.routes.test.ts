import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { TestPerson } from '@tintype/testing';
import { startWorld } from '../../test/world.ts';
import type { Post, World } from '../../test/world.ts';

let world: World;
let author: TestPerson;
let fans: TestPerson[];
beforeAll(async () => {
  world = await startWorld();
  author = await world.person();
  fans = [];
  for (let count = 0; count < 5; count += 1) {
    fans.push(await world.person());
  }
}, 60_000);
afterAll(() => world.close());

const like = (post: { id: string }, person: TestPerson, method = 'PUT') =>
  world.fetch(`/api/posts/${post.id}/like`, { as: person, method });
const likesOf = async (post: { id: string }, viewer = author): Promise<{ count: number; liked: boolean }> => {
  const { body } = await world.fetch(`/api/posts/${post.id}`, { as: viewer });
  return { count: body.counts.likes, liked: body.viewer.liked };
};
const events = (name: string, post: { id: string }) =>
  world.sql(`select id from outbox where name = ? and payload->>'postId' = ?`, [name, post.id]);

describe.each(['PUT', 'DELETE'])('%s /api/posts/:postId/like', (method) => {
  it('wants to know who is asking', async () => {
    const post = await world.post(author);
    expect((await world.fetch(`/api/posts/${post.id}/like`, { method })).status).toBe(401);
  });

  it('answers 404 for a post that is not there, and for what is no id', async () => {
    expect((await like({ id: uuidv7() }, author, method)).body.code).toBe('posts.not_found');
    expect((await like({ id: 'nothing' }, author, method)).status).toBe(404);
  });
});

describe('liking', () => {
  it('counts a person once, however often they like', async () => {
    const post = await world.post(author);
    const [fan] = fans as [TestPerson];
    await Promise.all(Array.from({ length: 20 }, () => like(post, fan)));
    expect(await likesOf(post, fan)).toEqual({ count: 1, liked: true });
    expect(await events('post.liked', post)).toHaveLength(1);
  });

  it('lets nobody wait in a circle with the author who deletes the post', async () => {
    const deadlocks = async (): Promise<number> => {
      await world.sql('select pg_stat_clear_snapshot()');
      const statement = 'select deadlocks::int from pg_stat_database where datname = current_database()';
      return (await world.sql<{ deadlocks: number }>(statement))[0]?.deadlocks ?? 0;
    };
    const before = await deadlocks();
    for (let round = 0; round < 6; round += 1) {
      const post = await world.post(author);
      const path = `/api/posts/${post.id}`;
      const comment = (person: TestPerson) =>
        world.fetch(`${path}/comments`, { as: person, json: { text: 'Lovely.' } });
      const fromFans = () => fans.flatMap((fan) => [like(post, fan), comment(fan), like(post, fan, 'DELETE')]);
      const answers = await Promise.all([
        ...fromFans(),
        world.fetch(path, { as: author, method: 'DELETE' }),
        ...fromFans(),
      ]);
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    }
    // Postgres tells what it counted within a second or so.
    await sleep(1_500);
    expect(await deadlocks()).toBe(before);
  });

  it('counts everybody who likes at the same moment', async () => {
    const post = await world.post(author);
    const everybody = [author, ...fans];
    // Each several times, so that 24 requests meet at one row.
    const answers = await Promise.all(
      everybody.flatMap((person) => Array.from({ length: 4 }, () => like(post, person))),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([204]));
    expect(await likesOf(post)).toEqual({ count: everybody.length, liked: true });
    expect(await events('post.liked', post)).toHaveLength(everybody.length);
  });

  it('is taken back once, however often it is taken back', async () => {
    const post = await world.post(author);
    const [fan, other] = fans as [TestPerson, TestPerson];
    await like(post, fan);
    await like(post, other);
    await Promise.all(Array.from({ length: 10 }, () => like(post, fan, 'DELETE')));
    expect(await likesOf(post, fan)).toEqual({ count: 1, liked: false });
  });

  it('is taken back also when one may see the post no more', async () => {
    const [fan, stranger] = fans as [TestPerson, TestPerson];
    await world.follow(fan, author);
    const post = await world.post(author, { visibility: 'followers' });
    await like(post, fan);
    await world.fetch(`/api/people/${author.handle}/follow`, { as: fan, method: 'DELETE' });
    expect((await world.fetch(`/api/posts/${post.id}`, { as: fan })).status).toBe(404);
    expect((await like(post, fan, 'DELETE')).status).toBe(204);
    expect((await likesOf(post)).count).toBe(0);
    // Once it is gone, the post is as unknown to them as to anybody.
    expect((await like(post, fan, 'DELETE')).status).toBe(404);
    expect((await like(post, stranger, 'DELETE')).status).toBe(404);
  });

  it('keeps count with what is there, in whatever order likes come and go', async () => {
    const post = await world.post(author);
    const calls = fans.flatMap((fan) =>
      ['PUT', 'DELETE', 'PUT', 'DELETE', 'PUT'].map((method) => () => like(post, fan, method)),
    );
    await Promise.all(calls.sort(() => Math.random() - 0.5).map((call) => call()));
    const [row] = await world.sql<{ kept: number; counted: number }>(
      'select like_count as kept, (select count(*)::int from likes where post_id = posts.id) as counted from posts where id = ?',
      [post.id],
    );
    expect(row?.kept).toBe(row?.counted);
  });

  it('is no fault when the post is deleted at that moment', async () => {
    const post = await world.post(author);
    const [answers] = await Promise.all([
      Promise.all(fans.map((fan) => like(post, fan))),
      world.fetch(`/api/posts/${post.id}`, { as: author, method: 'DELETE' }),
    ]);
    expect(answers.filter(({ status }) => status !== 204 && status !== 404)).toEqual([]);
    expect((await world.fetch<Post>(`/api/posts/${post.id}`)).status).toBe(404);
  });
});
