import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { TestPerson } from '@tintype/testing';
import { startWorld } from '../../test/world.ts';
import type { World } from '../../test/world.ts';
import { connectDatabase } from '../orm.config.ts';
import { sweepClaims } from './sweep-claims.command.ts';

let world: World;
let ada: TestPerson;
let replica: Awaited<ReturnType<typeof connectDatabase>>;
beforeAll(async () => {
  world = await startWorld();
  ada = await world.person();
  replica = await connectDatabase(world.tintype.postgres.url('posts'), { maxConnections: 2 });
}, 60_000);
afterEach(() => repair());
afterAll(async () => {
  await replica.close();
  await world.close();
});

/** Has every transaction fail that writes to a table: after the claim, and with nothing to show for it. */
async function breakWrites(table: string): Promise<void> {
  await world.sql(`create function die() returns trigger language plpgsql as
    $$ begin raise exception 'the database went away' using errcode = '57P01'; end $$`);
  await world.sql(`create trigger dies after insert or update on ${table} execute function die()`);
}
const repair = () => world.sql('drop function if exists die cascade');

const sweepIn = (minutes: number, orm = world.orm) =>
  sweepClaims({ em: orm.em.fork(), wakeRelay: () => undefined }, Date.now() + minutes * 60_000);
const pending = () => world.sql('select claim from pending_claims where released_at is null');
const releasesOf = (photo: { id: string }) =>
  world.sql(`select payload->>'claim' as claim from outbox where name = 'photos.released' and payload::text like ?`, [
    `%${photo.id}%`,
  ]);
const statusOf = async (photo: { id: string }) => (await world.fetch(`/api/photos/${photo.id}`, { as: ada })).status;

describe('claims of what then did not come about', () => {
  it('of a post are released after an hour, by one of many replicas, and its photos go', async () => {
    const photo = await world.uploadPhoto(ada);
    const post = { photos: [{ id: photo.id, alt: '' }] };
    const headers = { 'Idempotency-Key': uuidv7() };
    await breakWrites('posts');
    expect((await world.tryToPost(ada, post, headers)).status).toBe(503);
    await repair();
    expect(await sweepIn(59)).toBe(0);
    expect(await statusOf(photo)).toBe(200);
    const swept = await Promise.all([sweepIn(61), sweepIn(61, replica), sweepIn(61), sweepIn(61, replica)]);
    expect(swept.reduce((sum, count) => sum + count)).toBe(1);
    // A repeat that comes right then would be given the claim, and lose the photos to the release that is on its way.
    expect(await world.tryToPost(ada, post, headers)).toMatchObject({
      status: 404,
      body: { code: 'photos.not_found' },
    });
    await world.settled();
    expect(await releasesOf(photo)).toHaveLength(1);
    expect(await statusOf(photo)).toBe(404);
    expect((await world.tryToPost(ada, {}, headers)).status).toBe(201);
    await sweepIn(49 * 60);
    expect(await world.sql('select claim from pending_claims')).toEqual([]);
  });

  it('of a photo for an album and of an avatar are released as well', async () => {
    const [photo, avatar, album] = [await world.uploadPhoto(ada), await world.uploadPhoto(ada), await world.album(ada)];
    const put = () => world.fetch(`/api/albums/${album.id}/photos/${photo.id}`, { as: ada, method: 'PUT' });
    const wear = () => world.fetch('/api/people/me', { as: ada, method: 'PATCH', json: { avatarPhotoId: avatar.id } });
    await breakWrites('albums');
    expect((await put()).status).toBe(503);
    await repair();
    await breakWrites('people');
    expect((await wear()).status).toBe(503);
    await repair();
    // What is asked for again is kept, though the first try is swept.
    expect([(await put()).status, (await wear()).status]).toEqual([204, 200]);
    expect(await sweepIn(61)).toBe(2);
    await world.settled();
    expect([await statusOf(photo), await statusOf(avatar)]).toEqual([200, 200]);
    expect([await releasesOf(photo), await releasesOf(avatar)].map((events) => events.length)).toEqual([1, 1]);
  });

  it('are let go of at once where the request is refused', async () => {
    const photo = await world.uploadPhoto(ada);
    const photos = [photo.id, uuidv7()].map((id) => ({ id, alt: '' }));
    expect((await world.tryToPost(ada, { photos })).status).toBe(404);
    expect(await pending()).toEqual([]);
  });
});

describe('claims of what came about', () => {
  it('stay, when the request is repeated, also many times at once', async () => {
    const photo = await world.uploadPhoto(ada);
    const album = await world.album(ada);
    const post = { photos: [{ id: photo.id, alt: '' }], caption: 'again', albumId: album.id };
    const headers = { 'Idempotency-Key': uuidv7() };
    await breakWrites('posts');
    expect((await world.tryToPost(ada, post, headers)).status).toBe(503);
    expect(await pending()).toHaveLength(2);
    await repair();
    const answers = await Promise.all(Array.from({ length: 8 }, () => world.tryToPost(ada, post, headers)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`))).toEqual(
      new Set([`201 ${answers[0]?.body.id}`]),
    );
    expect(await pending()).toEqual([]);
    expect(await sweepIn(61)).toBe(0);
    await world.settled();
    expect(await releasesOf(photo)).toEqual([]);
    expect(await statusOf(photo)).toBe(200);
    expect(await world.sql(`select id from posts where caption = 'again'`)).toHaveLength(1);
  });

  it('are not released by a sweep that meets the request on its way', async () => {
    const headers = { 'Idempotency-Key': uuidv7() };
    const photo = await world.uploadPhoto(ada);
    const [{ status }] = await Promise.all([
      world.tryToPost(ada, { photos: [{ id: photo.id, alt: '' }] }, headers),
      Promise.all(Array.from({ length: 30 }, () => sweepIn(61))),
    ]);
    await world.settled();
    // Either the sweep was first, and there is no post, or the post was, and its photo stays.
    const posts = await world.sql('select post_id from post_photos where photo_id = ?', [photo.id]);
    const isReleased = (await releasesOf(photo)).length > 0;
    expect([status, posts.length, isReleased]).toEqual(status === 201 ? [201, 1, false] : [503, 0, true]);
    expect(await statusOf(photo)).toBe(status === 201 ? 200 : 404);
  });
});
