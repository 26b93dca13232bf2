import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { TestPerson } from '@tintype/testing';
import { startWorld } from '../../test/world.ts';
import type { World } from '../../test/world.ts';

let world: World;
let ada: TestPerson;
let bob: TestPerson;
beforeAll(async () => {
  world = await startWorld();
  [ada, bob] = [await world.person(), await world.person()];
}, 60_000);
afterAll(() => world.close());

const call = (who: TestPerson, method: 'PUT' | 'DELETE', whom: { handle: string }) =>
  world.fetch(`/api/people/${whom.handle}/follow`, { as: who, method });
const countsOf = async (person: TestPerson) => (await world.fetch(`/api/people/${person.handle}`)).body.counts;
const feedOf = async (person: TestPerson): Promise<string[]> =>
  (await world.fetch('/api/feed?limit=100', { as: person })).body.items.map((item: { id: string }) => item.id);
const told = (name: string, who: TestPerson, whom: TestPerson) =>
  world.sql(`select id from outbox where name = ? and payload->>'followerId' = ? and payload->>'followeeId' = ?`, [
    name,
    who.id,
    whom.id,
  ]);

describe.each(['PUT', 'DELETE'] as const)('%s /api/people/:handle/follow', (method) => {
  it('wants to know who is asking', async () => {
    expect((await world.fetch(`/api/people/${bob.handle}/follow`, { method })).status).toBe(401);
  });

  it('answers 404 for somebody who is not there', async () => {
    expect((await call(ada, method, { handle: 'nobody_at_all' })).body.code).toBe('people.not_found');
    expect((await call(ada, method, { handle: 'no' })).status).toBe(404);
  });
});

describe('following', () => {
  it('is not for oneself', async () => {
    expect(await call(ada, 'PUT', ada)).toMatchObject({ status: 422, body: { code: 'follows.self' } });
  });

  it('happens once, however often it is asked for, and is told of once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => call(ada, 'PUT', bob)));
    expect(answers.map(({ body }) => body.state)).toEqual(Array.from({ length: 10 }, () => 'following'));
    expect(await countsOf(bob)).toMatchObject({ followers: 1, following: 0 });
    expect(await countsOf(ada)).toMatchObject({ followers: 0, following: 1 });
    expect(await told('follow.accepted', ada, bob)).toHaveLength(1);
    expect((await world.fetch(`/api/people/${bob.handle}`, { as: ada })).body.viewer).toBe('following');
  });

  it('ends once, and is told of once', async () => {
    await call(ada, 'PUT', bob);
    const before = (await told('follow.ended', ada, bob)).length;
    const answers = await Promise.all(Array.from({ length: 10 }, () => call(ada, 'DELETE', bob)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect(await countsOf(bob)).toMatchObject({ followers: 0 });
    expect(await told('follow.ended', ada, bob)).toHaveLength(before + 1);
  });

  it('keeps count when two follow and unfollow each other at the same time', async () => {
    const calls = Array.from({ length: 12 }, (_, index) => {
      const [who, whom] = index % 2 ? ([ada, bob] as const) : ([bob, ada] as const);
      return call(who, index % 3 === 0 ? 'DELETE' : 'PUT', whom);
    });
    const answers = await Promise.all(calls);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    const rows = await world.sql(`
      select follower_count = (select count(*) from follows where followee_id = people.id) as followers,
        following_count = (select count(*) from follows where follower_id = people.id) as following from people`);
    expect(rows.filter((row) => !row['followers'] || !row['following'])).toEqual([]);
  });
});

describe('the feed of a follower', () => {
  it('gets the recent posts that are not private, and the later ones, and loses them all with the follow', async () => {
    const [author, reader] = [await world.person(), await world.person()];
    const own = await world.post(reader);
    const early = await world.post(author, { visibility: 'followers' });
    await world.post(author, { visibility: 'private' });
    await call(reader, 'PUT', author);
    expect(await feedOf(reader)).toEqual([early.id, own.id]);
    const later = await world.post(author);
    await world.settled();
    expect(await feedOf(reader)).toEqual([later.id, early.id, own.id]);
    await call(reader, 'DELETE', author);
    expect(await feedOf(reader)).toEqual([own.id]);
    const rows = await world.sql('select post_id from feed_items where viewer_id = ?', [reader.id]);
    expect(rows).toEqual([{ post_id: own.id }]);
  });

  it('takes over at most fifty posts', async () => {
    const [author, reader] = [await world.person(), await world.person()];
    await world.sql(
      `insert into posts (id, author_id, caption, visibility, created_at)
       select ('01980000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, ?, 'post', 'public', now() from generate_series(1, 60) n`,
      [author.id],
    );
    await call(reader, 'PUT', author);
    const [row] = await world.sql<{ size: number; oldest: string }>(
      `select count(*)::int as size, min(post_id::text) as oldest from feed_items where viewer_id = ?`,
      [reader.id],
    );
    expect(row).toEqual({ size: 50, oldest: '01980000-0000-7000-8000-000000000011' });
  });

  it('holds nothing of somebody unfollowed while they published', async () => {
    const [author, reader] = [await world.person(), await world.person()];
    await call(reader, 'PUT', author);
    await Promise.all([world.post(author), world.post(author), call(reader, 'DELETE', author), world.post(author)]);
    await world.settled();
    expect(await feedOf(reader)).toEqual([]);
    expect(await world.sql('select post_id from feed_items where viewer_id = ?', [reader.id])).toEqual([]);
  });
});

describe('GET /api/people/:handle/followers and /following', () => {
  it('page through everybody once, newest first, and say how one stands to them', async () => {
    const star = await world.person();
    const fans: TestPerson[] = [];
    for (let index = 0; index < 4; index += 1) {
      const fan = await world.person();
      fans.push(fan);
      await call(fan, 'PUT', star);
    }
    await call(star, 'PUT', fans[1] as TestPerson);
    const seen: { handle: string; viewer: string }[] = [];
    let cursor = '';
    do {
      const { body } = await world.fetch(`/api/people/${star.handle}/followers?limit=2${cursor}`, { as: star });
      seen.push(...body.items);
      cursor = body.next === null ? '' : `&cursor=${body.next}`;
    } while (cursor !== '');
    expect(seen.map(({ handle }) => handle)).toEqual(fans.map((fan) => fan.handle).toReversed());
    expect(seen.map(({ viewer }) => viewer)).toEqual(['none', 'none', 'following', 'none']);
    const following = await world.fetch(`/api/people/${star.handle}/following`);
    expect(following.body).toMatchObject({ items: [{ handle: fans[1]?.handle, viewer: 'none' }], next: null });
  });

  it('refuse a cursor that no list gave out, and answer 404 for nobody', async () => {
    expect((await world.fetch(`/api/people/${ada.handle}/followers?cursor=x`)).status).toBe(400);
    expect((await world.fetch(`/api/people/${ada.handle}/followers?limit=0`)).status).toBe(400);
    expect((await world.fetch(`/api/people/nobody_at_all/following?cursor=${uuidv7()}`)).status).toBe(404);
  });
});
