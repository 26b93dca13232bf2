import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { TestPerson } from '@tintype/testing';
import { audiences, startWorld } from '../../test/world.ts';
import type { Audience, Post, World } from '../../test/world.ts';

const viewers = ['nobody', 'stranger', 'follower', 'owner'] as const;
type Viewer = (typeof viewers)[number];

// The rule, written once more and independently of the SQL that it checks.
const sees: Record<Viewer, readonly Audience[]> = {
  nobody: ['public'],
  stranger: ['public'],
  follower: ['public', 'followers'],
  owner: ['public', 'followers', 'private'],
};

let world: World;
const people = {} as Record<Exclude<Viewer, 'nobody'>, TestPerson>;
const posts = {} as Record<Audience, Post>;
const albums = {} as Record<Audience, { id: string }>;

const canary = (what: string, audience: Audience): string => `canary-${what}-${audience}`;
const as = (viewer: Viewer) => (viewer === 'nobody' ? {} : { as: people[viewer] });

beforeAll(async () => {
  world = await startWorld();
  for (const name of ['stranger', 'follower', 'owner'] as const) {
    people[name] = await world.person();
  }
  await world.follow(people.follower, people.owner);
  const photo = await world.photoOf(people.owner);
  for (const audience of audiences) {
    albums[audience] = await world.album(people.owner, audience, canary('album', audience));
    posts[audience] = await world.post(people.owner, {
      visibility: audience,
      caption: canary('caption', audience),
      photos: [{ id: photo.id, alt: canary('alt', audience) }],
      albumId: albums[audience].id,
    });
    const path = `/api/posts/${posts[audience].id}`;
    await world.fetch(`${path}/comments`, { as: people.owner, json: { text: canary('comment', audience) } });
    await world.fetch(`${path}/like`, { as: people.owner, method: 'PUT' });
  }
  await world.settled();
}, 60_000);
afterAll(() => world.close());

const cells = viewers.flatMap((viewer) =>
  audiences.map((audience) => ({ viewer, audience, isSeen: sees[viewer].includes(audience) })),
);

describe.each(cells)('a post for $audience, looked at by $viewer', ({ viewer, audience, isSeen }) => {
  const get = (path: string) => world.fetch(path, as(viewer));

  it('is read or is not there', async () => {
    const { id } = posts[audience];
    for (const path of [`/api/posts/${id}`, `/api/posts/${id}/comments`, `/api/albums/${albums[audience].id}`]) {
      const { status, text } = await get(path);
      expect([path, status]).toEqual([path, isSeen ? 200 : 404]);
      expect([path, text.includes(`-${audience}`)]).toEqual([path, isSeen]);
    }
  });

  it('is in the lists of its author or is not', async () => {
    const lists = ['posts', 'albums'].map((list) => `/api/people/${people.owner.handle}/${list}?limit=100`);
    for (const path of lists) {
      const { status, text } = await get(path);
      expect(status).toBe(200);
      expect([path, text.includes(`-${audience}`)]).toEqual([path, isSeen]);
    }
  });

  it('is in the feed of followers and of its author alone', async () => {
    const { status, text } = await get('/api/feed?limit=100');
    expect(status).toBe(viewer === 'nobody' ? 401 : 200);
    expect(text.includes(canary('caption', audience))).toBe(isSeen && (viewer === 'follower' || viewer === 'owner'));
  });

  it('is discovered only when it is public', async () => {
    const { text } = await get('/api/discover?limit=100');
    expect(text.includes(canary('caption', audience))).toBe(audience === 'public');
  });

  it.each([
    ['PUT', 'like', undefined],
    ['DELETE', 'like', undefined],
    ['POST', 'comments', { text: 'Hello' }],
  ])('is answered to %s %s as to a reader', async (method, what, json) => {
    const path = `/api/posts/${posts[audience].id}/${what}`;
    const answer = await world.fetch(path, { ...as(viewer), method, ...(json && { json }) });
    const done = method === 'POST' ? 201 : 204;
    expect(answer.status).toBe(viewer === 'nobody' ? 401 : isSeen ? done : 404);
  });

  it.each([
    ['PATCH', { caption: canary('caption', audience) }],
    ['DELETE', undefined],
  ])('refuses %s to all but its author, and says no more than a read', async (method, json) => {
    if (viewer === 'owner') {
      return;
    }
    for (const path of [`/api/posts/${posts[audience].id}`, `/api/albums/${albums[audience].id}`]) {
      const body = json && (path.includes('albums') ? { title: 'Mine' } : json);
      const answer = await world.fetch(path, { ...as(viewer), method, ...(body && { json: body }) });
      expect([path, answer.status]).toEqual([path, viewer === 'nobody' ? 401 : isSeen ? 403 : 404]);
    }
  });
});

const relations = { nobody: 'none', stranger: 'none', follower: 'following', owner: 'self' } as const;

describe.each(viewers)('a post, looked at by %s', (viewer) => {
  it('says how they stand to its author, wherever it is shown', async () => {
    const { id } = posts.public;
    const lists = [`/api/people/${people.owner.handle}/posts?limit=100`, '/api/discover?limit=100'];
    const inFeed = viewer === 'follower' || viewer === 'owner';
    const shown = [(await world.fetch(`/api/posts/${id}`, as(viewer))).body];
    for (const path of [...lists, ...(inFeed ? ['/api/feed?limit=100'] : [])]) {
      const { body } = await world.fetch<{ items: { id: string }[] }>(path, as(viewer));
      shown.push(body.items.find((item) => item.id === id));
    }
    expect(shown.map((post) => post?.viewer.author)).toEqual(shown.map(() => relations[viewer]));
  });
});

describe('what one may not see', () => {
  it('is answered byte for byte as what does not exist', async () => {
    const hidden = posts.private.id;
    for (const suffix of ['', '/comments']) {
      const real = await world.fetch(`/api/posts/${hidden}${suffix}`, { as: people.stranger });
      const made = await world.fetch(`/api/posts/${uuidv7()}${suffix}`, { as: people.stranger });
      expect([real.status, real.text]).toEqual([made.status, made.text]);
    }
    const album = await world.fetch(`/api/albums/${albums.private.id}`, { as: people.stranger });
    expect(album.text).toBe((await world.fetch(`/api/albums/${uuidv7()}`, { as: people.stranger })).text);
  });

  it.each(viewers)('is not counted for %s', async (viewer) => {
    const { body } = await world.fetch(`/api/people/${people.owner.handle}`, as(viewer));
    expect(body.counts.posts).toBe(sees[viewer].length);
  });

  it('moves no counter when somebody acts on it all the same', async () => {
    const before = await world.sql('select like_count, comment_count from posts where id = ?', [posts.private.id]);
    await world.fetch(`/api/posts/${posts.private.id}/like`, { as: people.stranger, method: 'PUT' });
    await world.fetch(`/api/posts/${posts.private.id}/comments`, { as: people.stranger, json: { text: 'Hello' } });
    expect(await world.sql('select like_count, comment_count from posts where id = ?', [posts.private.id])).toEqual(
      before,
    );
  });

  it('does not name an album beside a post that more people see than the album', async () => {
    const post = await world.post(people.owner, { visibility: 'public', albumId: albums.private.id });
    const theirs = await world.fetch<Post>(`/api/posts/${post.id}`, { as: people.follower });
    const own = await world.fetch<Post>(`/api/posts/${post.id}`, { as: people.owner });
    expect(theirs.body.album).toBeUndefined();
    expect(own.body.album).toEqual({ id: albums.private.id, title: canary('album', 'private') });
    expect(theirs.text).not.toContain(canary('album', 'private'));
  });
});

describe('ending a follow', () => {
  it('closes at once what only followers see', async () => {
    const path = `/api/people/${people.owner.handle}/follow`;
    await world.fetch(path, { as: people.follower, method: 'DELETE' });
    const post = await world.fetch(`/api/posts/${posts.followers.id}`, { as: people.follower });
    const feed = await world.fetch('/api/feed', { as: people.follower });
    expect(post.status).toBe(404);
    expect(feed.body.items).toEqual([]);
  });
});
