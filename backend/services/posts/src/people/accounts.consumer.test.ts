import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createEvent } from '@tintype/events';
import type { AnyEvent } from '@tintype/events';
import { startWorld } from '../../test/world.ts';
import type { World } from '../../test/world.ts';
import { followAccounts } from './accounts.consumer.ts';

let world: World;
let handle: (event: AnyEvent) => Promise<void>;
beforeAll(async () => {
  world = await startWorld();
  const consume = followAccounts({ orm: world.orm, wakeRelay: () => undefined }, 'posts.accounts');
  handle = async (event) => {
    if (event.name === 'user.registered' || event.name === 'user.deleted') {
      await consume(event);
    }
  };
}, 60_000);
afterAll(() => world.close());

const registered = (userId: string, name: string) =>
  createEvent('user.registered', { userId, handle: `h${userId.slice(0, 8)}`, name });
const deleted = (userId: string) => createEvent('user.deleted', { userId });
const people = (id: string) => world.sql('select id, name from people where id = ?', [id]);

describe('user.registered', () => {
  it('makes one profile, however often it comes, also at once', async () => {
    const id = randomUUID();
    const event = registered(id, 'Ada');
    await Promise.all([event, event, event, registered(id, 'Ada again')].map(handle));
    expect(await people(id)).toHaveLength(1);
  });

  it('leaves a profile alone that has been changed since', async () => {
    const id = randomUUID();
    await handle(registered(id, 'Ada'));
    await world.sql(`update people set name = 'Changed' where id = ?`, [id]);
    await handle(registered(id, 'Ada'));
    expect(await people(id)).toEqual([{ id, name: 'Changed' }]);
  });

  it('brings nobody back when it comes after the deletion', async () => {
    const id = randomUUID();
    await handle(deleted(id));
    await handle(registered(id, 'Late'));
    expect(await people(id)).toEqual([]);
  });
});

describe('user.deleted', () => {
  it('takes all of a person along, counts what is left, and says what is gone', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    await world.follow(ada, bob);
    await world.follow(bob, ada);
    const [hers, his] = [await world.post(ada), await world.post(bob)];
    const [album, photo] = [await world.album(ada), await world.uploadPhoto(ada)];
    await world.fetch(`/api/albums/${album.id}/photos/${photo.id}`, { as: ada, method: 'PUT' });
    for (const text of ['one', 'two']) {
      await world.fetch(`/api/posts/${his.id}/comments`, { as: ada, json: { text } });
    }
    await world.fetch(`/api/posts/${his.id}/comments`, { as: bob, json: { text: 'stays' } });
    await world.fetch(`/api/posts/${his.id}/like`, { as: ada, method: 'PUT' });
    const event = deleted(ada.id);
    await handle(event);
    await handle(event);
    await handle(deleted(ada.id));
    expect((await world.fetch(`/api/people/${ada.handle}`)).status).toBe(404);
    expect((await world.fetch(`/api/posts/${hers.id}`)).status).toBe(404);
    const left = await world.fetch(`/api/posts/${his.id}`);
    expect(left.body).toMatchObject({ counts: { likes: 0, comments: 1 }, latestComments: [{ text: 'stays' }] });
    const profile = await world.fetch(`/api/people/${bob.handle}`);
    expect(profile.body.counts).toEqual({ posts: 1, followers: 0, following: 0 });
    const told = await world.sql(
      `select name, payload from outbox where name in ('post.deleted', 'photos.released') and payload::text like any(array[?, ?])`,
      [`%${hers.id}%`, `%${photo.id}%`],
    );
    expect(told.map((row) => row['name']).sort()).toEqual(['photos.released', 'post.deleted']);
    // A token may live for some minutes yet.
    const liked = await world.fetch(`/api/posts/${his.id}/like`, { as: ada, method: 'PUT' });
    expect([404, 401]).toContain(liked.status);
  });
});
