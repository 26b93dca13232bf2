import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createEvent } from '@tintype/events';
import type { AnyEvent, EventName } from '@tintype/events';
import type { TestPerson } from '@tintype/testing';
import { startWorld } from '../../test/world.ts';
import type { Post, World } from '../../test/world.ts';
import { feedEvents, keepFeeds } from './feed.consumer.ts';
import { feedPage } from './list-feed.query.ts';

let world: World;
let ada: TestPerson;
let bob: TestPerson;
// Every statement of every connection. Seen from before the first one: connections take `query` as it is when they are made.
const statements: string[] = [];
const original = pg.Client.prototype.query;
beforeAll(async () => {
  pg.Client.prototype.query = function record(this: pg.Client, ...parameters: unknown[]) {
    const [config] = parameters;
    const text = typeof config === 'string' ? config : (config as { text: string }).text;
    // The relay looks into the outbox all the while.
    if (!text.includes('outbox') && text !== 'begin' && text !== 'commit') {
      statements.push(text);
    }
    return Reflect.apply(original, this, parameters);
  } as typeof original;
  world = await startWorld();
  [ada, bob] = [await world.person(), await world.person()];
  await world.follow(bob, ada);
}, 60_000);
afterAll(async () => {
  await world.close();
  pg.Client.prototype.query = original;
});

const page = (path: string, as?: TestPerson) => world.fetch<{ items: Post[]; next: string | null }>(path, as && { as });
const feedRows = async (viewer: TestPerson): Promise<unknown[]> =>
  (await world.sql('select post_id from feed_items where viewer_id = ? order by 1', [viewer.id])).map(
    (row) => row['post_id'],
  );

// Hands an event to the consumer, as often and as late as one likes.
const deliver = async (event: AnyEvent): Promise<void> => {
  const isMine = (candidate: AnyEvent): candidate is Extract<AnyEvent, { name: (typeof feedEvents)[number] }> =>
    (feedEvents as readonly EventName[]).includes(candidate.name);
  if (isMine(event)) {
    await keepFeeds(world)(event);
  }
};

describe('GET /api/feed', () => {
  it('wants to know who is asking', async () => {
    expect((await page('/api/feed')).status).toBe(401);
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'cursor=x', 'offset=3'])('refuses ?%s', async (query) => {
    expect((await page(`/api/feed?${query}`, bob)).status).toBe(400);
  });

  it('pages through every post once, newest first, while more come in', async () => {
    const [author, reader] = [await world.person(), await world.person()];
    await world.follow(reader, author);
    const published: string[] = [];
    for (let index = 0; index < 9; index += 1) {
      published.unshift((await world.post(index % 3 ? author : reader)).id);
    }
    await world.settled();
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await page(`/api/feed?limit=4${cursor}`, reader);
      seen.push(...body.items.map((item) => item.id));
      cursor = body.next === null ? '' : `&cursor=${body.next}`;
      await world.post(author);
      await world.settled();
    } while (cursor !== '');
    expect(seen).toEqual(published);
  });

  it('shows a post as the reader has left it: liked, with its newest comments', async () => {
    const post = await world.post(ada, { caption: 'Plates' });
    await world.settled();
    await world.fetch(`/api/posts/${post.id}/like`, { as: bob, method: 'PUT' });
    await world.fetch(`/api/posts/${post.id}/comments`, { as: bob, json: { text: 'Fine' } });
    const { body } = await page('/api/feed?limit=1', bob);
    expect(body.items[0]).toMatchObject({
      id: post.id,
      author: { handle: ada.handle },
      counts: { likes: 1, comments: 1 },
      viewer: { liked: true, saved: false, author: 'following' },
      latestComments: [{ text: 'Fine', canDelete: true }],
    });
  });

  it('answers 304 while nothing has changed', async () => {
    const first = await page('/api/feed', bob);
    const headers = { 'If-None-Match': first.headers.get('etag') ?? '' };
    expect((await world.fetch('/api/feed', { as: bob, headers })).status).toBe(304);
    await world.post(ada);
    await world.settled();
    expect((await world.fetch('/api/feed', { as: bob, headers })).status).toBe(200);
  });

  it('runs one statement for a page, whatever its size', async () => {
    for (const limit of [1, 5, 50]) {
      statements.length = 0;
      expect((await page(`/api/feed?limit=${limit}`, bob)).status).toBe(200);
      expect(statements).toHaveLength(1);
    }
  });

  it('reads the index backwards and sorts nothing, however many posts there are', async () => {
    await world.sql(
      `insert into posts (id, author_id, caption, visibility, created_at)
       select ('01970000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, ?, 'post', 'public', now() from generate_series(1, 20000) n`,
      [ada.id],
    );
    await world.sql(
      `insert into feed_items (viewer_id, post_id) select ?, id from posts where id < '01980000-0000-7000-8000-000000000000'`,
      [bob.id],
    );
    await world.sql('analyze posts, feed_items, follows');
    const client = new pg.Client({ connectionString: world.tintype.postgres.url('posts') });
    await client.connect();
    await client.query(`set plan_cache_mode = force_generic_plan`);
    await client.query(`prepare feed (uuid, uuid) as ${feedPage(20).text}`);
    const { rows } = await client.query(`explain execute feed ('${bob.id}', 'ffffffff-ffff-ffff-ffff-ffffffffffff')`);
    await client.end();
    const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index (Only )?Scan Backward using feed_items_pkey/);
    expect(plan).not.toMatch(/Seq Scan on (posts|feed_items|post_photos|comments|likes)/);
  });
});

describe('GET /api/discover', () => {
  it('shows public posts to everybody, newest first, page by page', async () => {
    const newest = await world.post(ada);
    const before = await world.post(bob, { visibility: 'followers' });
    const [one, two] = [await page('/api/discover?limit=1'), await page('/api/discover?limit=2', ada)];
    expect(one.body.items.map(({ id }) => id)).toEqual([newest.id]);
    expect(two.body.items.map(({ id }) => id)).not.toContain(before.id);
    const next = await page(`/api/discover?limit=1&cursor=${one.body.next}`);
    expect(next.body.items[0]?.id).toBe(two.body.items[1]?.id);
    expect(one.headers.get('etag')).not.toBeNull();
  });
});

describe('events that keep the feeds', () => {
  it('lead to the same feeds when they come again', async () => {
    const [author, reader] = [await world.person(), await world.person()];
    await world.follow(reader, author);
    const post = await world.post(author);
    await world.settled();
    const event = createEvent('post.published', { postId: post.id, authorId: author.id, visibility: 'public' });
    const follow = createEvent('follow.accepted', { followerId: reader.id, followeeId: author.id });
    await Promise.all([event, event, follow, follow].map(deliver));
    expect(await feedRows(reader)).toEqual([post.id]);
  });

  it('lead to the same feeds when they come late', async () => {
    const [author, reader] = [await world.person(), await world.person()];
    await world.follow(reader, author);
    const post = await world.post(author);
    await world.settled();
    const accepted = createEvent('follow.accepted', { followerId: reader.id, followeeId: author.id });
    const ended = createEvent('follow.ended', { followerId: reader.id, followeeId: author.id });
    // The follow stands, so an old ending changes nothing.
    await deliver(ended);
    expect(await feedRows(reader)).toEqual([post.id]);
    await world.fetch(`/api/people/${author.handle}/follow`, { as: reader, method: 'DELETE' });
    await deliver(accepted);
    await deliver(createEvent('post.published', { postId: post.id, authorId: author.id, visibility: 'public' }));
    expect(await feedRows(reader)).toEqual([]);
  });

  it('skip posts that are private by now, or gone', async () => {
    const [author, reader] = [await world.person(), await world.person()];
    await world.follow(reader, author);
    const [hidden, gone] = [await world.post(author, { visibility: 'private' }), await world.post(author)];
    await world.fetch(`/api/posts/${gone.id}`, { as: author, method: 'DELETE' });
    for (const { id: postId } of [hidden, gone]) {
      await deliver(createEvent('post.published', { postId, authorId: author.id, visibility: 'public' }));
    }
    expect(await feedRows(reader)).toEqual([]);
  });

  it('reach every one of very many followers', async () => {
    const author = await world.person();
    await world.sql(
      `insert into people (id, handle, name, name_key, created_at)
       select gen_random_uuid(), 'crowd_' || n, 'Crowd', 'crowd', now() from generate_series(1, 2500) n`,
    );
    await world.sql(
      `insert into follows (follower_id, followee_id, id, created_at)
       select id, ?, gen_random_uuid(), now() from people where handle like 'crowd%'`,
      [author.id],
    );
    const post = await world.post(author);
    await world.settled();
    const [row] = await world.sql('select count(*)::int as reached from feed_items where post_id = ?', [post.id]);
    expect(row).toEqual({ reached: 2501 });
  });
});
