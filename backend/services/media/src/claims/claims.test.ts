import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEvent } from '@tintype/events';
import type { AnyEvent } from '@tintype/events';
import { startMedia } from '../../test/media-stack.ts';
import type { MediaStack, TestPerson } from '../../test/media-stack.ts';
import { drawJpeg } from '../../test/pictures.ts';
import type { Dependencies } from '../dependencies.ts';
import { withAudience, withClaim, withoutClaim } from '../photos/photo.entity.ts';
import type { Photo } from '../photos/photo.entity.ts';
import { keepClaims } from './claims.consumer.ts';

let stack: MediaStack;
let replica: Dependencies;
let owner: TestPerson;
const told: AnyEvent[] = [];
beforeAll(async () => {
  stack = await startMedia();
  replica = await stack.connectReplica();
  owner = stack.createPerson();
  await stack.transport.listen(['photo.deleted'], async (event) => void told.push(event));
});
afterAll(() => stack.close());

async function upload(person = owner): Promise<string> {
  return ((await (await stack.upload(person, await drawJpeg(200, 150))).json()) as { id: string }).id;
}

const claimsOf = async (id: string): Promise<Photo['claims']> => (await replica.scope.items.find(id))?.claims ?? {};

const claim = (photoIds: string[], key: string, isPublic = true, ownerId = owner.id) =>
  stack.photoService.call.claimPhotos({ ownerId, photoIds, claim: key, isPublic });

async function waitFor(check: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !check(); tries += 1) {
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
  expect(check()).toBe(true);
}

describe('ClaimPhotos', () => {
  it('answers with what others show of the photos, in the order asked for, and again when repeated', async () => {
    const ids = [await upload(), await upload(), await upload()].reverse();
    const key = `post:${randomUUID()}`;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { photos } = await claim(ids, key);
      expect(photos.map(({ id, width, height }) => [id, width, height])).toEqual(ids.map((id) => [id, 200, 150]));
      expect(photos[0]?.thumbhash).toMatch(/^[\w+/]+=*$/);
    }
    await claim(ids, key, false);
    expect(await claimsOf(ids[0] ?? '')).toEqual({ [key]: 'public' });
  });

  it('claims all or none: a photo of another, one that is not there, one that is going', async () => {
    const mine = [await upload(), await upload()];
    const kept = `album:${randomUUID()}`;
    await claim(mine.slice(0, 1), kept);
    const gone = await upload();
    await stack.fetch(`/api/photos/${gone}`, { method: 'DELETE', as: owner });
    for (const bad of [await upload(stack.createPerson()), randomUUID(), gone]) {
      await expect(claim([...mine, bad], `post:${randomUUID()}`)).rejects.toMatchObject({
        status: 404,
        code: 'photos.not_found',
      });
      // What was claimed before the attempt stays claimed.
      await expect(claim([...mine, bad], kept)).rejects.toMatchObject({ status: 404 });
    }
    expect(await claimsOf(mine[0] ?? '')).toEqual({ [kept]: 'public' });
    expect(await claimsOf(mine[1] ?? '')).toEqual({});
    const unclaimed: string[] = [];
    for await (const id of replica.scope.items.listUnclaimed(new Date(Date.now() + 1000))) {
      unclaimed.push(id);
    }
    expect(unclaimed).toContain(mine[1]);
    expect(unclaimed).not.toContain(mine[0]);
  });

  it('survives many claims of one photo at once', async () => {
    const id = await upload();
    const keys = Array.from({ length: 8 }, () => `post:${randomUUID()}`);
    await Promise.all(keys.map((key) => claim([id], key)));
    expect(Object.keys(await claimsOf(id)).sort()).toEqual([...keys].sort());
  });

  it('refuses what no service of ours would send', async () => {
    await expect(claim([await upload()], 'anything')).rejects.toMatchObject({ status: 400 });
    await expect(claim(['no-id'], `post:${randomUUID()}`)).rejects.toMatchObject({ status: 400 });
  });
});

describe('what happens elsewhere', () => {
  it('deletes a photo with its last claim, tells it once, and bears repeats', async () => {
    const id = await upload();
    const [postId, other] = [randomUUID(), `avatar:${owner.id}`];
    await claim([id], `post:${postId}`);
    await claim([id], other, true);
    const deleted = createEvent('post.deleted', { postId, authorId: owner.id, photoIds: [id] });
    await stack.transport.publish(deleted);
    await stack.transport.publish(deleted);
    expect(await claimsOf(id)).toEqual({ [other]: 'public' });
    const released = createEvent('photos.released', { claim: other, photoIds: [id] });
    await stack.transport.publish(released);
    await stack.transport.publish(released);
    expect((await replica.scope.items.find(id))?.state).toBe('deleted');
    expect(await replica.scope.files.openOriginal(id)).toBeUndefined();
    expect(await replica.scope.files.openVariant(id, '160.webp')).toBeUndefined();
    // Two relays watch one outbox here, so the same event may come twice; it is one event all the same.
    const mine = () => told.filter((event) => event.name === 'photo.deleted' && event.payload.photoId === id);
    await waitFor(() => mine().length > 0);
    expect(new Set(mine().map((event) => event.id)).size).toBe(1);
    expect(mine()[0]?.payload).toEqual({ photoId: id, ownerId: owner.id });
  });

  it('leaves a photo alone that a stranger’s event names', async () => {
    const id = await upload();
    await stack.transport.publish(
      createEvent('photos.released', { claim: `post:${randomUUID()}`, photoIds: [id, randomUUID()] }),
    );
    expect((await replica.scope.items.find(id))?.state).toBe('ready');
  });

  it('deletes every photo of a person who is gone, claimed or not', async () => {
    const leaver = stack.createPerson();
    const ids = [await upload(leaver), await upload(leaver)];
    await claim(ids.slice(0, 1), `post:${randomUUID()}`, true, leaver.id);
    await stack.transport.publish(createEvent('user.deleted', { userId: leaver.id }));
    for (const id of ids) {
      expect((await replica.scope.items.find(id))?.state).toBe('deleted');
    }
  });

  it('goes on where an earlier try stopped', async () => {
    const id = await upload();
    const postId = randomUUID();
    await claim([id], `post:${postId}`);
    const { scope } = replica;
    const failing = keepClaims({
      ...scope,
      vault: {
        ...scope.vault,
        erase: async () => {
          throw new Error('the process died here');
        },
      },
    });
    const event = createEvent('post.deleted', { postId, authorId: owner.id, photoIds: [id] });
    if (event.name !== 'post.deleted') {
      throw new Error('unexpected');
    }
    await expect(failing(event)).rejects.toThrow('died');
    expect((await scope.items.find(id))?.state).toBe('deleting');
    await stack.transport.publish(event);
    expect((await scope.items.find(id))?.state).toBe('deleted');
  });
});

describe('events in any order (H9)', () => {
  it('end in the same claims', () => {
    const [one, two] = ['01a00000-0000-7000-8000-000000000001', '01a00000-0000-7000-8000-000000000002'];
    const start = withClaim({ claims: {}, changes: {} } as Photo, 'post:x', 'public');
    const first = (photo: Photo): Photo => withAudience(photo, 'post:x', 'restricted', one);
    const second = (photo: Photo): Photo => withAudience(photo, 'post:x', 'public', two);
    const release = (photo: Photo): Photo => withoutClaim(photo, 'post:x');
    for (const order of [
      [first, second],
      [second, first],
      [first, second, first, second, second],
    ]) {
      expect(order.reduce((photo, apply) => apply(photo), start).claims).toEqual({ 'post:x': 'public' });
    }
    for (const order of [
      [release, first],
      [first, release, second],
      [second, release, release],
    ]) {
      expect(order.reduce((photo, apply) => apply(photo), start).claims).toEqual({});
    }
  });
});
