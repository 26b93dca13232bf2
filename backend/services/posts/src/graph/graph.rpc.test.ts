import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { GraphServiceDefinition, createGrpcClient, startGrpcServer } from '@tintype/grpc';
import type { GrpcClient, GrpcServer } from '@tintype/grpc';
import { silentLogger } from '@tintype/logger';
import { createMediaUrls } from '@tintype/media-urls';
import type { TestPerson } from '@tintype/testing';
import { audiences, startWorld } from '../../test/world.ts';
import type { Audience, World } from '../../test/world.ts';
import { createReader } from '../reading/reader.ts';
import { implementGraph } from './graph.rpc.ts';

const token = 'a token for services in tests, long enough';
let world: World;
let server: GrpcServer;
let graph: GrpcClient<typeof GraphServiceDefinition>;
let owner: TestPerson;
let follower: TestPerson;
let stranger: TestPerson;

// The same implementation over the same database, with a token that the test knows.
beforeAll(async () => {
  world = await startWorld();
  const reader = createReader(() => world.orm.em.getConnection().getNativeClient());
  const mediaUrls = createMediaUrls('a signing key for tests, which is long enough');
  const services = [implementGraph({ reader, mediaUrls })];
  server = await startGrpcServer({ host: '127.0.0.1', port: 0, token, logger: silentLogger, services });
  graph = createGrpcClient(GraphServiceDefinition, { address: server.address, token });
  [owner, follower, stranger] = [await world.person(), await world.person(), await world.person()];
  await world.follow(follower, owner);
}, 60_000);
afterAll(async () => {
  graph.close();
  await server.close();
  await world.close();
});

describe('DescribePosts', () => {
  it('answers with what the viewer may see, and leaves out the rest', async () => {
    const ids = {} as Record<Audience, string>;
    for (const visibility of audiences) {
      ids[visibility] = (await world.post(owner, { visibility })).id;
    }
    const seen = async (viewerId: string): Promise<string[]> => {
      const { posts } = await graph.call.describePosts({ viewerId, postIds: [...Object.values(ids), uuidv7()] });
      return posts.map((post) => post.id).sort();
    };
    expect(await seen('')).toEqual([ids.public]);
    expect(await seen(stranger.id)).toEqual([ids.public]);
    expect(await seen(follower.id)).toEqual([ids.public, ids.followers].sort());
    expect(await seen(owner.id)).toEqual(Object.values(ids).sort());
  });

  it('names the author and the first photo', async () => {
    const photo = await world.photoOf(owner);
    const post = await world.post(owner, { photos: [{ id: photo.id, alt: 'A plate' }] });
    const { posts } = await graph.call.describePosts({ viewerId: stranger.id, postIds: [post.id] });
    expect(posts).toEqual([{ id: post.id, authorId: owner.id, thumbnailAlt: 'A plate', thumbnailUrl: expect.stringContaining(`/media/${photo.id}/160.webp?`) }]); // prettier-ignore
  });

  it('refuses what are no ids', async () => {
    await expect(graph.call.describePosts({ viewerId: 'x', postIds: [] })).rejects.toMatchObject({ status: 400 });
    await expect(graph.call.describePosts({ viewerId: '', postIds: ['x'] })).rejects.toMatchObject({ status: 400 });
  });
});

describe('DescribePeople', () => {
  it('answers with cards and leaves out whom nobody knows', async () => {
    const { people } = await graph.call.describePeople({ personIds: [owner.id, uuidv7()] });
    expect(people).toEqual([{ id: owner.id, handle: owner.handle, name: owner.name, avatarUrl: '' }]);
  });
});

describe('ListFollowers', () => {
  it('pages through every follower once, oldest follow first, while more come', async () => {
    const star = await world.person();
    const fans = [follower, stranger, owner];
    for (const fan of fans) {
      await world.follow(fan, star);
    }
    const seen: string[] = [];
    let after = '';
    do {
      const page = await graph.call.listFollowers({ personId: star.id, after, limit: 2 });
      seen.push(...page.followerIds);
      after = page.next;
    } while (after !== '');
    expect(seen).toEqual(fans.map((fan) => fan.id));
  });

  it('answers with an empty list for nobody, and refuses callers without the token', async () => {
    expect(await graph.call.listFollowers({ personId: uuidv7(), after: '', limit: 0 })).toEqual({
      followerIds: [],
      next: '',
    });
    const outsider = createGrpcClient(GraphServiceDefinition, { address: server.address, token: 'another token' });
    await expect(outsider.call.listFollowers({ personId: owner.id, after: '', limit: 1 })).rejects.toThrow();
    outsider.close();
  });
});
