import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { waitFor } from '@tintype/testing';
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

const update = (json: unknown, as = ada) => world.fetch('/api/people/me', { as, method: 'PATCH', json });
const handles = (items: { handle: string }[]): string[] => items.map((item) => item.handle);

describe('GET /api/people/me', () => {
  it('wants to know who is asking', async () => {
    expect((await world.fetch('/api/people/me')).status).toBe(401);
  });

  it('answers with the profile that came with the account', async () => {
    const { status, body } = await world.fetch('/api/people/me', { as: ada });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: ada.id,
      handle: ada.handle,
      name: ada.name,
      avatarUrl: null,
      bio: '',
      viewer: 'self',
      counts: { posts: 0, followers: 0, following: 0 },
    });
  });
});

describe('GET /api/people/:handle', () => {
  it('finds a handle in any case, and nobody under a free one', async () => {
    const found = await world.fetch(`/api/people/${ada.handle.toUpperCase()}`);
    expect(found.body).toMatchObject({ handle: ada.handle, viewer: 'none' });
    const nobody = await world.fetch('/api/people/nobody_at_all');
    expect(nobody).toMatchObject({ status: 404, body: { code: 'people.not_found' } });
  });
});

describe('PATCH /api/people/me', () => {
  it('wants to know who is asking', async () => {
    expect((await world.fetch('/api/people/me', { method: 'PATCH', json: { bio: 'x' } })).status).toBe(401);
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'two\nlines' }, 'name'],
    [{ name: 'x'.repeat(61) }, 'name'],
    [{ bio: 'x'.repeat(301) }, 'bio'],
    [{ avatarPhotoId: 'x' }, 'avatarPhotoId'],
    [{ handle: 'other' }, ''],
  ])('refuses %j', async (json, path) => {
    const { status, body } = await update(json);
    expect([status, body.errors?.[0]?.path]).toEqual([400, path]);
  });

  it('changes what is given and leaves the rest', async () => {
    expect((await update({ name: 'Ada L.', bio: 'Plates,\nand lenses' })).body).toMatchObject({ name: 'Ada L.' });
    expect((await update({ name: 'Ada' })).body).toMatchObject({ name: 'Ada', bio: 'Plates,\nand lenses' });
  });

  it('takes no photo of somebody else as an avatar, nor one that is not there', async () => {
    const theirs = await world.photoOf(bob);
    for (const avatarPhotoId of [theirs.id, uuidv7()]) {
      expect(await update({ avatarPhotoId })).toMatchObject({ status: 404, body: { code: 'photos.not_found' } });
    }
    expect((await world.fetch('/api/people/me', { as: ada })).body.avatarUrl).toBeNull();
  });

  it('shows the avatar to everybody, and lets go of it when it is replaced or removed', async () => {
    const [first, second] = [await world.uploadPhoto(ada), await world.uploadPhoto(ada)];
    const { body } = await update({ avatarPhotoId: first.id });
    expect((await fetch(new URL(body.avatarUrl, world.url))).status).toBe(200);
    // Set again, the photo is claimed anew; letting go of the earlier claim must leave it.
    await update({ avatarPhotoId: first.id });
    await update({ avatarPhotoId: second.id });
    await update({ avatarPhotoId: second.id });
    await world.settled();
    const again = (await world.fetch(`/api/people/${ada.handle}`)).body.avatarUrl as string;
    expect((await fetch(new URL(again, world.url))).status).toBe(200);
    await waitFor(
      async () => (await world.fetch(`/api/photos/${first.id}`, { as: ada })).status === 404,
      'the first photo to go',
    );
    expect((await update({ avatarPhotoId: null })).body.avatarUrl).toBeNull();
    await waitFor(
      async () => (await world.fetch(`/api/photos/${second.id}`, { as: ada })).status === 404,
      'the second photo to go',
    );
  });

  it('keeps exactly one avatar of many that are set at once', async () => {
    const photos = await Promise.all(Array.from({ length: 4 }, () => world.uploadPhoto(bob)));
    await Promise.all(photos.map(({ id }) => update({ avatarPhotoId: id }, bob)));
    await world.settled();
    const [row] = await world.sql<{ id: string }>('select avatar_photo_id as id from people where id = ?', [bob.id]);
    const statuses = await Promise.all(
      photos.map(async ({ id }) => [id, (await world.fetch(`/api/photos/${id}`, { as: bob })).status]),
    );
    expect(statuses).toEqual(photos.map(({ id }) => [id, id === row?.id ? 200 : 404]));
  });
});

describe('GET /api/people', () => {
  it('finds people by how their handle or name begins, in any case, those one follows first', async () => {
    const names = [
      ['search_one', 'Zoë Quint'],
      ['search_two', 'Searle'],
      ['other_three', 'Searching Now'],
    ] as const;
    const [, two] = await Promise.all(names.map(([handle, name]) => world.createPerson({ handle, name })));
    await world.follow(ada, two as TestPerson);
    const find = async (q: string) =>
      (await world.fetch(`/api/people?q=${encodeURIComponent(q)}`, { as: ada })).body.items;
    expect(handles(await find('SEARCH'))).toEqual(['search_two', 'other_three', 'search_one']);
    expect(handles(await find('@search_o'))).toEqual(['search_one']);
    expect(handles(await find('zoË'))).toEqual(['search_one']);
    expect(handles(await find('earch'))).toEqual([]);
    expect(handles(await find('sear%'))).toEqual([]);
    expect((await find('search'))[0]).toMatchObject({ viewer: 'following' });
  });

  it.each(['', '?q=', '?q=a&limit=21', '?q=a&limit=x', '?q=a&page=2'])('refuses "%s"', async (query) => {
    expect((await world.fetch(`/api/people${query}`)).status).toBe(400);
  });
});

describe('GET /api/suggestions/people', () => {
  it('wants to know who is asking', async () => {
    expect((await world.fetch('/api/suggestions/people')).status).toBe(401);
  });

  it('names whom those one follows follow, then who has many followers, then the newest; never oneself or those followed', async () => {
    const [me, friend, near, popular] = await Promise.all(Array.from({ length: 4 }, () => world.person()));
    const fans = await Promise.all(Array.from({ length: 3 }, () => world.person()));
    if (!me || !friend || !near || !popular) {
      throw new Error('nobody came');
    }
    await world.follow(me, friend);
    await world.follow(friend, near);
    await world.follow(friend, me);
    await Promise.all(fans.map((fan) => world.follow(fan, popular)));
    const { body } = await world.fetch('/api/suggestions/people?limit=20', { as: me });
    const found = handles(body.items);
    expect(found.slice(0, 2)).toEqual([near.handle, popular.handle]);
    expect(found).not.toContain(me.handle);
    expect(found).not.toContain(friend.handle);
  });
});
