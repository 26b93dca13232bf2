import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { TestPerson } from '@tintype/testing';
import { startWorld } from '../../test/world.ts';
import type { Post, World } from '../../test/world.ts';

let world: World;
let ada: TestPerson;
let bob: TestPerson;
beforeAll(async () => {
  world = await startWorld();
  [ada, bob] = [await world.person(), await world.person()];
  await world.follow(bob, ada);
}, 60_000);
afterAll(() => world.close());

const get = (post: { id: string }, as = ada) => world.fetch<Post>(`/api/posts/${post.id}`, { as });
const patch = (post: { id: string }, json: unknown, as = ada) =>
  world.fetch<Post>(`/api/posts/${post.id}`, { as, method: 'PATCH', json });
const remove = (post: { id: string }, as = ada) => world.fetch(`/api/posts/${post.id}`, { as, method: 'DELETE' });
const told = async (name: string, post: { id: string }): Promise<unknown[]> => {
  const rows = await world.sql(`select payload from outbox where name = ? and payload->>'postId' = ? order by id`, [
    name,
    post.id,
  ]);
  return rows.map((row) => row['payload']);
};

describe('POST /api/posts', () => {
  it('wants to know who is asking', async () => {
    expect((await world.fetch('/api/posts', { json: { photos: [], visibility: 'public' } })).status).toBe(401);
  });

  it('refuses what does not fit', async () => {
    const { id } = await world.photoOf(ada);
    const photo = { id, alt: '' };
    const faults: [string, object][] = [
      ['photos', { photos: [] }],
      ['photos', { photos: [photo, photo] }],
      ['photos', { photos: Array.from({ length: 11 }, () => ({ id: uuidv7() })) }],
      ['photos.0.alt', { photos: [{ id, alt: 'x'.repeat(1501) }] }],
      ['caption', { photos: [photo], caption: 'x'.repeat(2201) }],
      ['visibility', { photos: [photo], visibility: 'friends' }],
      ['', { photos: [photo], authorId: bob.id }],
    ];
    for (const [path, fault] of faults) {
      const { status, body } = await world.fetch('/api/posts', { as: ada, json: { visibility: 'public', ...fault } });
      expect([path, status, body.errors?.[0]?.path]).toEqual([path, 400, path]);
    }
  });

  it('publishes photos in the order given, and tells of it', async () => {
    const [one, two] = [await world.uploadPhoto(ada), await world.photoOf(ada)];
    const photos = [
      { id: two.id, alt: 'A second' },
      { id: one.id, alt: '' },
    ];
    const post = await world.post(ada, { photos, caption: 'Plates', visibility: 'followers' });
    expect(post).toMatchObject({ caption: 'Plates', visibility: 'followers', counts: { likes: 0, comments: 0 } });
    expect(post.photos.map(({ id, alt }) => ({ id, alt }))).toEqual(photos);
    expect((await get(post, bob)).body.photos.map(({ id }) => id)).toEqual([two.id, one.id]);
    expect((await fetch(new URL(post.photos[0]?.variants[0]?.url ?? '', world.url))).status).toBe(200);
    expect(await told('post.published', post)).toEqual([
      { postId: post.id, authorId: ada.id, visibility: 'followers' },
    ]);
  });

  it('takes no photo of somebody else and none that is not there, and then claims none of them', async () => {
    const [theirs, fresh] = [await world.photoOf(bob), await world.uploadPhoto(ada)];
    for (const id of [theirs.id, uuidv7()]) {
      const answer = await world.tryToPost(ada, {
        photos: [
          { id: fresh.id, alt: '' },
          { id, alt: '' },
        ],
      });
      expect(answer).toMatchObject({ status: 404, body: { code: 'photos.not_found' } });
    }
    expect((await world.fetch(`/api/photos/${fresh.id}`, { as: ada, method: 'DELETE' })).status).toBe(204);
  });

  it('makes one post of twenty requests with one key', async () => {
    const headers = { 'Idempotency-Key': uuidv7() };
    const caption = `once ${headers['Idempotency-Key']}`;
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.tryToPost(ada, { caption }, headers)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(await world.sql('select id from posts where caption = ?', [caption])).toHaveLength(1);
    const other = await world.tryToPost(ada, { caption: 'something else' }, headers);
    expect(other.status).toBe(409);
  });

  it('meets a post again that was committed before a crash, and does not double it', async () => {
    const headers = { 'Idempotency-Key': uuidv7() };
    const { body } = await world.tryToPost(ada, { caption: 'crash' }, headers);
    // As a process leaves it that dies between commit and answer, once the failure was noted.
    await world.sql(`update idempotency_keys set status = 0, body = '' where key like ?`, [
      `%${headers['Idempotency-Key']}`,
    ]);
    const repeated = await world.tryToPost(ada, { caption: 'crash' }, headers);
    expect([repeated.status, repeated.body.id]).toEqual([201, body.id]);
    expect(await told('post.published', body)).toHaveLength(1);
  });

  it('adds the photos to an album of the author, and to nobody else’s', async () => {
    const [mine, theirs] = [await world.album(ada), await world.album(bob)];
    const post = await world.post(ada, { albumId: mine.id });
    expect(post.album).toEqual({ id: mine.id, title: 'An album' });
    const album = await world.fetch(`/api/albums/${mine.id}`);
    expect(album.body).toMatchObject({ counts: { photos: 1 }, photos: { items: [{ id: post.photos[0]?.id }] } });
    const fresh = await world.uploadPhoto(ada);
    for (const albumId of [theirs.id, uuidv7()]) {
      const answer = await world.tryToPost(ada, { albumId, photos: [{ id: fresh.id, alt: '' }] });
      expect(answer).toMatchObject({ status: 404, body: { code: 'albums.not_found' } });
    }
    expect((await world.fetch(`/api/photos/${fresh.id}`, { as: ada, method: 'DELETE' })).status).toBe(204);
  });
});

describe('PATCH /api/posts/:postId', () => {
  it('wants to know who is asking, and that they wrote it', async () => {
    const post = await world.post(ada);
    expect((await world.fetch(`/api/posts/${post.id}`, { method: 'PATCH', json: {} })).status).toBe(401);
    expect(await patch(post, { caption: 'Mine' }, bob)).toMatchObject({
      status: 403,
      body: { code: 'posts.not_yours' },
    });
    expect(await patch({ id: uuidv7() }, {})).toMatchObject({ status: 404, body: { code: 'posts.not_found' } });
    expect((await patch(post, { likes: 7 })).status).toBe(400);
  });

  it('changes caption and descriptions, and only those of photos that the post has', async () => {
    const post = await world.post(ada, { caption: 'before' });
    const id = post.photos[0]?.id ?? '';
    const changed = await patch(post, { caption: 'after', photos: [{ id, alt: 'A plate' }] });
    expect(changed.body).toMatchObject({ caption: 'after', photos: [{ id, alt: 'A plate' }] });
    expect(await told('post.visibility_changed', post)).toEqual([]);
    const other = await world.uploadPhoto(ada);
    const answer = await patch(post, { caption: 'lost', photos: [{ id: other.id, alt: 'x' }] });
    expect(answer).toMatchObject({ status: 404, body: { code: 'photos.not_found' } });
    expect((await get(post)).body).toMatchObject({ caption: 'after' });
  });

  it('hides a narrowed post and its photos from others at once, and shows a widened one again', async () => {
    const photo = await world.uploadPhoto(ada);
    const post = await world.post(ada, { photos: [{ id: photo.id, alt: '' }] });
    await world.settled();
    const address = new URL(post.photos[0]?.variants[0]?.url ?? '', world.url);
    expect((await fetch(address)).status).toBe(200);
    const feedHas = async () => (await world.fetch('/api/feed', { as: bob })).text.includes(post.id);
    expect(await feedHas()).toBe(true);
    await patch(post, { visibility: 'private' });
    expect((await get(post, bob)).status).toBe(404);
    expect(await feedHas()).toBe(false);
    await world.settled();
    expect((await fetch(address)).status).toBe(404);
    const widened = await patch(post, { visibility: 'public' });
    expect((await fetch(new URL(widened.body.photos[0]?.variants[0]?.url ?? '', world.url))).status).toBe(200);
    expect(await feedHas()).toBe(true);
    await world.settled();
    expect((await fetch(address)).status).toBe(200);
    const photoIds = [photo.id];
    expect(await told('post.visibility_changed', post)).toEqual([
      { postId: post.id, authorId: ada.id, visibility: 'private', photoIds },
      { postId: post.id, authorId: ada.id, visibility: 'public', photoIds },
    ]);
  });

  it('brings a post that began as private to followers when it is shared', async () => {
    const post = await world.post(ada, { visibility: 'private' });
    await world.settled();
    const rows = () =>
      world.sql('select viewer_id from feed_items where post_id = ? and viewer_id = ?', [post.id, bob.id]);
    expect(await rows()).toEqual([]);
    await patch(post, { visibility: 'followers' });
    await world.settled();
    expect(await rows()).toHaveLength(1);
  });

  it('settles on one visibility when several are asked for at once', async () => {
    const post = await world.post(ada);
    const wishes = ['private', 'public', 'followers', 'private', 'public'] as const;
    await Promise.all(wishes.map((visibility) => patch(post, { visibility })));
    const events = (await told('post.visibility_changed', post)) as { visibility: string }[];
    expect((await get(post)).body.visibility).toBe(events.at(-1)?.visibility ?? 'public');
  });
});

describe('DELETE /api/posts/:postId', () => {
  it('wants to know who is asking, and that they wrote it', async () => {
    const post = await world.post(ada);
    expect((await world.fetch(`/api/posts/${post.id}`, { method: 'DELETE' })).status).toBe(401);
    expect((await remove(post, bob)).status).toBe(403);
    expect((await remove({ id: uuidv7() })).status).toBe(404);
  });

  it('takes likes, comments and places in feeds along, tells of it once, and frees photos that nothing else keeps', async () => {
    const [free, kept] = [await world.uploadPhoto(ada), await world.uploadPhoto(ada)];
    const album = await world.album(ada);
    await world.fetch(`/api/albums/${album.id}/photos/${kept.id}`, { as: ada, method: 'PUT' });
    const photos = [free, kept].map(({ id }) => ({ id, alt: '' }));
    const post = await world.post(ada, { photos });
    await world.fetch(`/api/posts/${post.id}/like`, { as: bob, method: 'PUT' });
    await world.fetch(`/api/posts/${post.id}/comments`, { as: bob, json: { text: 'Hello' } });
    await world.settled();
    const answers = await Promise.all([remove(post), remove(post), remove(post)]);
    expect(answers.filter(({ status }) => status !== 204 && status !== 404)).toEqual([]);
    expect((await get(post)).status).toBe(404);
    for (const table of ['likes', 'comments', 'feed_items', 'post_photos']) {
      expect(await world.sql(`select post_id from ${table} where post_id = ?`, [post.id])).toEqual([]);
    }
    expect(await told('post.deleted', post)).toEqual([
      { postId: post.id, authorId: ada.id, photoIds: [free.id, kept.id] },
    ]);
    await world.settled();
    expect((await world.fetch(`/api/photos/${free.id}`, { as: ada })).status).toBe(404);
    expect((await world.fetch(`/api/photos/${kept.id}`, { as: ada })).status).toBe(200);
  });
});

describe('GET /api/people/:handle/posts', () => {
  it('pages through everything once, newest first, while more is published', async () => {
    const author = await world.person();
    const published: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      published.unshift((await world.post(author)).id);
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await world.fetch(`/api/people/${author.handle}/posts?limit=3${cursor}`);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      cursor = body.next === null ? '' : `&cursor=${body.next}`;
      await world.post(author);
    } while (cursor !== '');
    expect(seen).toEqual(published);
  });

  it('answers 404 for nobody and 400 for a cursor that no list gave out', async () => {
    expect((await world.fetch('/api/people/nobody_at_all/posts')).body.code).toBe('people.not_found');
    expect((await world.fetch(`/api/people/${ada.handle}/posts?cursor=1`)).status).toBe(400);
  });
});
