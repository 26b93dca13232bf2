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

const change = (album: { id: string }, method: string, json?: unknown, as = ada) =>
  world.fetch(`/api/albums/${album.id}`, { as, method, ...(json !== undefined && { json }) });
const put = (album: { id: string }, photo: { id: string }, as = ada, json?: unknown) =>
  world.fetch(`/api/albums/${album.id}/photos/${photo.id}`, { as, method: 'PUT', ...(json !== undefined && { json }) });
const take = (album: { id: string }, photo: { id: string }, as = ada) =>
  world.fetch(`/api/albums/${album.id}/photos/${photo.id}`, { as, method: 'DELETE' });
const read = async (album: { id: string }, query = '') =>
  (await world.fetch(`/api/albums/${album.id}${query}`, { as: ada })).body;
const idsOf = (page: { items: { id: string }[] }): string[] => page.items.map((item) => item.id);

describe('POST /api/albums', () => {
  it('wants to know who is asking, and a title', async () => {
    const json = { title: 'Plates', visibility: 'public' };
    expect((await world.fetch('/api/albums', { json })).status).toBe(401);
    for (const fault of [
      { title: '' },
      { title: 'x'.repeat(101) },
      { visibility: 'all' },
      { description: 'x'.repeat(1001) },
    ]) {
      expect((await world.fetch('/api/albums', { as: ada, json: { ...json, ...fault } })).status).toBe(400);
    }
  });

  it('makes one album of ten requests with one key', async () => {
    const headers = { 'Idempotency-Key': uuidv7() };
    const json = { title: `once ${headers['Idempotency-Key']}`, description: 'Glass', visibility: 'private' };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => world.fetch('/api/albums', { as: ada, json, headers })),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(answers[0]?.body).toMatchObject({
      ...json,
      counts: { photos: 0 },
      cover: null,
      owner: { handle: ada.handle },
    });
    expect(await world.sql('select id from albums where title = ?', [json.title])).toHaveLength(1);
  });
});

describe('GET /api/albums and /api/people/:handle/albums', () => {
  it('page through every album once, newest first', async () => {
    const owner = await world.person();
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      made.unshift((await world.album(owner, index % 2 ? 'private' : 'public')).id);
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await world.fetch(`/api/albums?limit=2${cursor}`, { as: owner });
      seen.push(...idsOf(body));
      cursor = body.next === null ? '' : `&cursor=${body.next}`;
    } while (cursor !== '');
    expect(seen).toEqual(made);
    const public_ = await world.fetch(`/api/people/${owner.handle}/albums?limit=2`);
    expect(idsOf(public_.body)).toEqual([made[0], made[2]]);
    expect((await world.fetch('/api/albums')).status).toBe(401);
    expect((await world.fetch('/api/people/nobody_at_all/albums')).body.code).toBe('people.not_found');
  });
});

describe('PUT and DELETE /api/albums/:albumId/photos/:photoId', () => {
  it('are for the owner of the album', async () => {
    const [album, hidden, photo] = [
      await world.album(ada),
      await world.album(ada, 'private'),
      await world.photoOf(bob),
    ];
    const path = `/api/albums/${album.id}/photos/${photo.id}`;
    for (const method of ['PUT', 'DELETE'] as const) {
      expect((await world.fetch(path, { method })).status).toBe(401);
    }
    for (const call of [put, take]) {
      expect(await call(album, photo, bob)).toMatchObject({ status: 403, body: { code: 'albums.not_yours' } });
      expect(await call(hidden, photo, bob)).toMatchObject({ status: 404, body: { code: 'albums.not_found' } });
      expect((await call(album, { id: 'x' })).status).toBe(404);
    }
  });

  it('take in no photo of somebody else', async () => {
    const [album, photo] = [await world.album(ada), await world.photoOf(bob)];
    expect(await put(album, photo)).toMatchObject({ status: 404, body: { code: 'photos.not_found' } });
    expect(await read(album)).toMatchObject({ counts: { photos: 0 }, photos: { items: [] } });
  });

  it('keep the order of adding, count each photo once, and take the first as the cover', async () => {
    const album = await world.album(ada);
    const photos = [await world.uploadPhoto(ada), await world.uploadPhoto(ada), await world.uploadPhoto(ada)];
    for (const photo of photos.toReversed()) {
      const answers = await Promise.all([put(album, photo), put(album, photo), put(album, photo)]);
      expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    }
    const first = await read(album, '?limit=2');
    expect(first).toMatchObject({ counts: { photos: 3 }, cover: { id: photos[2]?.id } });
    const second = await read(album, `?limit=2&cursor=${first.photos.next}`);
    expect([...idsOf(first.photos), ...idsOf(second.photos)]).toEqual(photos.map(({ id }) => id).toReversed());
    expect(second.photos.next).toBeNull();
    await world.settled();
    for (const photo of photos) {
      expect((await world.fetch(`/api/photos/${photo.id}`, { as: ada })).status).toBe(200);
    }
    expect((await fetch(new URL(first.cover.variants[0].url, world.url))).status).toBe(200);
  });

  it('describe a photo as the post did that it comes from', async () => {
    const photo = await world.uploadPhoto(ada);
    await world.post(ada, { photos: [{ id: photo.id, alt: 'A glass plate' }] });
    const album = await world.album(ada);
    await put(album, photo);
    expect((await read(album)).photos.items[0].alt).toBe('A glass plate');
    await put(album, photo, ada, { alt: 'In this album, a plate' });
    const post = await world.post(ada, { photos: [{ id: photo.id, alt: 'Another' }], albumId: album.id });
    expect((await read(album)).photos.items[0].alt).toBe('In this album, a plate');
    expect(post.photos[0]?.alt).toBe('Another');
  });

  it('describe a photo as they are told, the last time counts, and a repeat without a word changes nothing', async () => {
    const [album, photo] = [await world.album(ada), await world.uploadPhoto(ada)];
    const alt = async () => (await read(album)).photos.items[0].alt;
    expect((await put(album, photo, ada, { alt: ' A harbour at night ' })).status).toBe(204);
    expect(await alt()).toBe('A harbour at night');
    for (const nothing of [undefined, {}]) {
      expect((await put(album, photo, ada, nothing)).status).toBe(204);
      expect(await alt()).toBe('A harbour at night');
    }
    expect((await put(album, photo, ada, { alt: '' })).status).toBe(204);
    expect(await read(album)).toMatchObject({ counts: { photos: 1 }, photos: { items: [{ alt: '' }] } });
    const both = await Promise.all([put(album, photo, ada, { alt: 'x' }), put(album, photo, ada, { alt: 'y' })]);
    expect(both.map(({ status }) => status)).toEqual([204, 204]);
    expect(['x', 'y']).toContain(await alt());
    expect((await put(album, photo, bob, { alt: 'Mine' })).status).toBe(403);
    for (const fault of [{ alt: 'x'.repeat(1501) }, { alt: null }, { alt: 'a', caption: 'b' }, [], 'text']) {
      expect([fault, (await put(album, photo, ada, fault)).status]).toEqual([fault, 400]);
    }
    expect(['x', 'y']).toContain(await alt());
  });

  it('let a photo go that nothing else keeps, also when it is put back at that moment', async () => {
    const album = await world.album(ada);
    const [gone, back] = [await world.uploadPhoto(ada), await world.uploadPhoto(ada)];
    await put(album, gone);
    await put(album, back);
    await take(album, gone);
    await take(album, back);
    const again = await put(album, back);
    expect((await take(album, { id: uuidv7() })).status).toBe(204);
    await world.settled();
    expect((await world.fetch(`/api/photos/${gone.id}`, { as: ada })).status).toBe(404);
    // Either it was gone already, or it is there and stays.
    const kept = await world.fetch(`/api/photos/${back.id}`, { as: ada });
    expect([again.status, kept.status]).toEqual(again.status === 204 ? [204, 200] : [404, 404]);
    expect((await read(album)).counts.photos).toBe(again.status === 204 ? 1 : 0);
  });

  it('stop at 2,000 photos', async () => {
    const album = await world.album(ada);
    await world.sql(
      `insert into album_photos (album_id, photo_id, id, claim_id, alt, width, height, thumbhash)
       select ?, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '', 1, 1, '' from generate_series(1, 1999)`,
      [album.id],
    );
    await world.sql('update albums set photo_count = 1999 where id = ?', [album.id]);
    const photos = await Promise.all(Array.from({ length: 3 }, () => world.uploadPhoto(ada)));
    const answers = await Promise.all(photos.map((photo) => put(album, photo)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422, 422]);
    expect(answers.find(({ status }) => status === 422)?.body.code).toBe('albums.full');
    await world.settled();
    const [row] = await world.sql('select photo_count, (select count(*)::int from album_photos where album_id = albums.id) as real from albums where id = ?', [album.id]); // prettier-ignore
    expect(row).toEqual({ photo_count: 2000, real: 2000 });
    const full = await world.tryToPost(ada, { albumId: album.id });
    expect(full).toMatchObject({ status: 422, body: { code: 'albums.full' } });
    const last = await put(album, await world.photoOf(ada));
    expect(last.status).toBe(422);
  });
});

describe('PATCH /api/albums/:albumId', () => {
  it('changes what is given, and takes only one of its photos as the cover', async () => {
    const album = await world.album(ada);
    const [one, two] = [await world.uploadPhoto(ada), await world.uploadPhoto(ada)];
    await put(album, one);
    expect((await change(album, 'PATCH', { coverPhotoId: two.id })).body.code).toBe('photos.not_found');
    await put(album, two);
    const { body } = await change(album, 'PATCH', { title: 'Glass', coverPhotoId: two.id });
    expect(body).toMatchObject({ title: 'Glass', visibility: 'public', cover: { id: two.id } });
    expect(body.updatedAt >= body.createdAt).toBe(true);
    await take(album, two);
    expect((await read(album)).cover.id).toBe(one.id);
  });

  it('refuses strangers, nobody and what does not fit', async () => {
    const album = await world.album(ada);
    expect((await world.fetch(`/api/albums/${album.id}`, { method: 'PATCH', json: {} })).status).toBe(401);
    expect((await change(album, 'PATCH', { title: 'Mine' }, bob)).status).toBe(403);
    expect((await change(album, 'PATCH', { title: '' })).status).toBe(400);
    expect((await change({ id: uuidv7() }, 'PATCH', { title: 'x' })).status).toBe(404);
  });

  it('hides a narrowed album at once, and its addresses work for whoever may see it', async () => {
    const album = await world.album(ada);
    await put(album, await world.photoOf(ada));
    expect((await world.fetch(`/api/albums/${album.id}`, { as: bob })).status).toBe(200);
    await change(album, 'PATCH', { visibility: 'private' });
    expect((await world.fetch(`/api/albums/${album.id}`, { as: bob })).status).toBe(404);
    const { photos } = await read(album);
    expect((await fetch(new URL(photos.items[0].variants[0].url, world.url))).status).toBe(200);
  });
});

describe('DELETE /api/albums/:albumId', () => {
  it('frees the photos that nothing else keeps, and leaves posts as they are', async () => {
    const album = await world.album(ada);
    const [alone, posted] = [await world.uploadPhoto(ada), await world.uploadPhoto(ada)];
    await put(album, alone);
    const post = await world.post(ada, { photos: [{ id: posted.id, alt: '' }], albumId: album.id });
    expect((await change(album, 'DELETE', undefined, bob)).status).toBe(403);
    expect((await change(album, 'DELETE')).status).toBe(204);
    expect((await change(album, 'DELETE')).status).toBe(404);
    await world.settled();
    expect((await world.fetch(`/api/photos/${alone.id}`, { as: ada })).status).toBe(404);
    const left = await world.fetch(`/api/posts/${post.id}`, { as: ada });
    expect([left.status, left.body.album]).toEqual([200, undefined]);
    expect((await fetch(new URL(left.body.photos[0].variants[0].url, world.url))).status).toBe(200);
  });
});
