import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { endpoints as mediaEndpoints } from '@tintype/media/endpoints';
import type { Endpoint } from '@tintype/http';
import { endpoints as notificationEndpoints } from '@tintype/notifications/endpoints';
import { endpoints as postEndpoints } from '@tintype/posts/endpoints';
import { startTestStack, waitFor } from '@tintype/testing';
import type { TestPerson, TestStack } from '@tintype/testing';
import { createWorld } from './world.ts';
import type { ActorName, World } from './world.ts';

const reads: readonly Endpoint[] = [...mediaEndpoints, ...postEndpoints, ...notificationEndpoints].filter(
  (e) => e.method === 'get',
);
const canary = `canary-${randomBytes(6).toString('hex')}`;

let stack: TestStack;
let world: World;
let secrets: { postIds: string[]; albumIds: string[]; photoIds: string[]; mediaUrls: string[] };
const frames: string[] = [];

beforeAll(async () => {
  stack = await startTestStack({ logLevel: 'debug' });
  world = await createWorld(stack);
  const { owner, stranger } = world.people;
  // The stranger is as near as a stranger can be: followed by the owner, once a follower, listening on a socket.
  await stack.fetch(`/api/people/${stranger.handle}/follow`, { as: owner, method: 'PUT' });
  await stack.fetch(`/api/people/${owner.handle}/follow`, { as: stranger, method: 'PUT' });
  await stack.fetch(`/api/people/${owner.handle}/follow`, { as: stranger, method: 'DELETE' });
  await listenToSocket(stranger);
  const texts = { caption: `caption ${canary} #${canary}`, alt: `alt ${canary}` };
  const withPhoto = async () => ({ ...texts, photoId: await world.photo() });
  const posts = [await world.post('private', await withPhoto()), await world.post('followers', await withPhoto())];
  const albumTexts = { title: `title ${canary}`, description: `description ${canary}` };
  const albumIds = [await world.album('private', albumTexts), await world.album('followers', albumTexts)];
  for (const [i, post] of posts.entries()) {
    await world.comment(post.id, owner, `comment ${canary}`);
    await stack.fetch(`/api/posts/${post.id}/like`, { as: owner, method: 'PUT' });
    await stack.fetch(`/api/albums/${albumIds[i]}/photos/${post.photoId}`, { as: owner, method: 'PUT' });
  }
  // A post that was public and is not any more, and one that is public but sits in the private album.
  const narrowed = await world.post('public', await withPhoto());
  const seen = await stack.fetch(`/api/posts/${narrowed.id}`);
  await stack.fetch(`/api/posts/${narrowed.id}`, { as: owner, method: 'PATCH', json: { visibility: 'private' } });
  const shown = await world.post('public', { caption: 'Seen by all', photoId: await world.photo() });
  await stack.fetch(`/api/albums/${albumIds[0]}/photos/${shown.photoId}`, { as: owner, method: 'PUT' });
  secrets = {
    postIds: [...posts.map((post) => post.id), narrowed.id, shown.id],
    albumIds,
    photoIds: [...posts.map((post) => post.photoId), narrowed.photoId, shown.photoId],
    mediaUrls: seen.body.photos[0].variants.map((variant: { url: string }) => variant.url),
  };
  await waitFor(
    async () => (await stack.fetch('/api/notifications', { as: world.people.follower })).body.items.length > 0,
    'the fan-out to be over',
  );
}, 120_000);
afterAll(() => stack.close());

/** Opens the stranger's live socket, as their browser would, and keeps every frame. */
async function listenToSocket({ token }: TestPerson): Promise<void> {
  const options = { protocols: ['tintype.v1', `bearer.${token}`], headers: { Origin: stack.url } };
  const socket = new WebSocket(`${stack.url.replace('http', 'ws')}/ws`, options as never);
  socket.addEventListener('message', ({ data }) => frames.push(String(data)));
  await new Promise((done, fail) => {
    socket.addEventListener('open', done);
    socket.addEventListener('error', () => fail(new Error('the live socket did not open')));
  });
}

/** Every address of a declared read with every id there is. */
function addresses(): string[] {
  const { owner, stranger } = world.people;
  const values: Record<string, readonly string[]> = {
    postId: secrets.postIds,
    albumId: secrets.albumIds,
    photoId: secrets.photoIds,
    handle: [owner.handle, stranger.handle],
    file: ['640.webp'],
    commentId: [],
    channelId: [],
  };
  return reads.flatMap((endpoint) => {
    let paths = [endpoint.path];
    for (const [, name = ''] of endpoint.path.matchAll(/:(\w+)/g)) {
      paths = paths.flatMap((path) => (values[name] ?? []).map((value) => path.replace(`:${name}`, value)));
    }
    const queries = endpoint.id === 'searchPeople' ? [`?q=${canary}`, '?q=olive'] : ['', '?limit=100'];
    return paths.flatMap((path) => (endpoint.query ? queries.map((query) => path + query) : [path]));
  });
}

it('the owner does see the canary (else this test would prove nothing)', async () => {
  const answer = await stack.fetch(`/api/posts/${secrets.postIds[0]}`, { as: world.people.owner });
  expect(answer.text).toContain(canary);
  const followers = await stack.fetch(`/api/posts/${secrets.postIds[1]}`, { as: world.people.follower });
  expect(followers.text).toContain(canary);
});

it.each<ActorName>(['nobody', 'stranger', 'admin'])('%s finds it in no answer of any read', async (actor) => {
  const asked = addresses();
  expect(asked.length).toBeGreaterThan(40);
  for (const path of asked) {
    const answer = await stack.fetch(path, world.as(actor));
    expect(answer.status).toBeLessThan(500);
    const leaks = answer.text.includes(canary) || [...answer.headers.values()].join('\n').includes(canary);
    expect(path.includes(canary) ? path : `${path} ${leaks ? 'LEAKS' : 'is silent'}`).not.toContain('LEAKS');
  }
});

it('no conditional, partial or HEAD request tells that the post is there', async () => {
  for (const headers of [{ 'If-None-Match': '*' }, { Range: 'bytes=0-0' }, { 'Accept-Language': 'de' }]) {
    for (const method of ['GET', 'HEAD']) {
      const hidden = await stack.fetch(`/api/posts/${secrets.postIds[0]}`, { method, headers });
      const absent = await stack.fetch('/api/posts/0197f3a0-0000-7000-8000-00000000dead', { method, headers });
      expect([hidden.status, hidden.text]).toEqual([absent.status, absent.text]);
    }
  }
});

it('addresses of pictures handed out while a post was public are dead soon after', async () => {
  await waitFor(
    async () => {
      const answers = await Promise.all(secrets.mediaUrls.map((url) => stack.fetch(url)));
      return answers.every((answer) => answer.status === 404);
    },
    'every old address to answer 404',
    10_000,
  );
});

it('no socket frame, mail or log line carries it', async () => {
  expect(frames.join('\n')).not.toContain(canary);
  expect(JSON.stringify(await stack.mailbox())).not.toContain(canary);
  expect(stack.logs()).not.toContain(canary);
});
