import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { TestPerson } from '@tintype/testing';
import { startWorld } from '../../test/world.ts';
import type { World } from '../../test/world.ts';

let world: World;
let author: TestPerson;
let guest: TestPerson;
let other: TestPerson;
beforeAll(async () => {
  world = await startWorld();
  [author, guest, other] = [await world.person(), await world.person(), await world.person()];
}, 60_000);
afterAll(() => world.close());

const say = (post: { id: string }, person: TestPerson, text: unknown, headers = {}) =>
  world.fetch(`/api/posts/${post.id}/comments`, { as: person, json: { text }, headers });
const remove = (comment: { id: string }, person: TestPerson) =>
  world.fetch(`/api/comments/${comment.id}`, { as: person, method: 'DELETE' });
const countOf = async (post: { id: string }): Promise<number> =>
  (await world.fetch(`/api/posts/${post.id}`, { as: author })).body.counts.comments;

describe('POST /api/posts/:postId/comments', () => {
  it('wants to know who is asking, and about which post', async () => {
    const post = await world.post(author);
    const path = `/api/posts/${post.id}/comments`;
    expect((await world.fetch(path, { json: { text: 'Hello' } })).status).toBe(401);
    expect((await say({ id: uuidv7() }, guest, 'Hello')).body.code).toBe('posts.not_found');
  });

  it.each([[''], ['   '], ['x'.repeat(1001)], [7], ['a\u0000b']])('refuses %j', async (text) => {
    const post = await world.post(author);
    const { status, body } = await say(post, guest, text);
    expect([status, body.errors?.[0]?.path]).toEqual([400, 'text']);
    expect(await countOf(post)).toBe(0);
  });

  it('adds a comment, counts it and tells of it', async () => {
    const post = await world.post(author);
    const { status, body } = await say(post, guest, ' What light!\nWhere was it? ');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      text: 'What light!\nWhere was it?',
      author: { handle: guest.handle },
      canDelete: true,
    });
    expect(await countOf(post)).toBe(1);
    const told = await world.sql(`select payload from outbox where name = 'comment.added' and payload->>'postId' = ?`, [
      post.id,
    ]);
    expect(told).toEqual([
      { payload: { commentId: body.id, postId: post.id, authorId: author.id, actorId: guest.id } },
    ]);
  });

  it('is carried out once for one key, however often it is sent', async () => {
    const post = await world.post(author);
    const headers = { 'Idempotency-Key': uuidv7() };
    const answers = await Promise.all(Array.from({ length: 10 }, () => say(post, guest, 'Once', headers)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await countOf(post)).toBe(1);
  });

  it('counts every one of many that come at once', async () => {
    const post = await world.post(author);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => say(post, index % 2 ? guest : author, `Number ${index}`)),
    );
    expect(await countOf(post)).toBe(20);
  });
});

describe('GET /api/posts/:postId/comments', () => {
  it('pages through every comment once, newest first, while more are added', async () => {
    const post = await world.post(author);
    for (let index = 0; index < 13; index += 1) {
      await say(post, guest, `Number ${index}`);
    }
    const texts: string[] = [];
    let cursor = '';
    do {
      const { body } = await world.fetch(`/api/posts/${post.id}/comments?limit=5${cursor}`);
      texts.push(...body.items.map((item: { text: string }) => item.text));
      cursor = body.next === null ? '' : `&cursor=${body.next}`;
      await say(post, author, 'Later');
    } while (cursor !== '');
    expect(texts).toEqual(Array.from({ length: 13 }, (_, index) => `Number ${12 - index}`));
  });

  it('lets the post show its two newest, newest first', async () => {
    const post = await world.post(author);
    for (const text of ['one', 'two', 'three']) {
      await say(post, guest, text);
    }
    const { body } = await world.fetch(`/api/posts/${post.id}`);
    expect(body.latestComments.map((comment: { text: string }) => comment.text)).toEqual(['three', 'two']);
    expect(body.latestComments[0]).toMatchObject({ author: { handle: guest.handle }, canDelete: false });
  });

  it.each(['nonsense', 'x'.repeat(201)])('refuses the cursor %s', async (cursor) => {
    const post = await world.post(author);
    const { status } = await world.fetch(`/api/posts/${post.id}/comments?cursor=${cursor}`);
    expect(status).toBe(400);
  });
});

describe('DELETE /api/comments/:commentId', () => {
  it('is for the author of the comment and the author of the post', async () => {
    const post = await world.post(author);
    const [first, second] = [(await say(post, guest, 'one')).body, (await say(post, guest, 'two')).body];
    expect((await world.fetch(`/api/comments/${first.id}`, { method: 'DELETE' })).status).toBe(401);
    expect(await remove(first, other)).toMatchObject({ status: 403, body: { code: 'comments.not_yours' } });
    expect((await remove(first, guest)).status).toBe(204);
    expect((await remove(second, author)).status).toBe(204);
    expect(await remove(second, author)).toMatchObject({ status: 404, body: { code: 'comments.not_found' } });
    expect(await countOf(post)).toBe(0);
  });

  it('counts down once, however many delete it at once', async () => {
    const post = await world.post(author);
    await say(post, guest, 'stays');
    const { body } = await say(post, guest, 'goes');
    await Promise.all([remove(body, guest), remove(body, author), remove(body, guest), remove(body, author)]);
    expect(await countOf(post)).toBe(1);
  });

  it('lets people take their words back from a post that they may no longer see', async () => {
    const post = await world.post(author);
    const mine = (await say(post, guest, 'mine')).body;
    await world.fetch(`/api/posts/${post.id}`, { as: author, method: 'PATCH', json: { visibility: 'private' } });
    expect((await remove(mine, other)).status).toBe(404);
    expect((await remove(mine, guest)).status).toBe(204);
  });
});
