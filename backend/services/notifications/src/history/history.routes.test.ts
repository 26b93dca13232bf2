import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { startHarness } from '../../test/harness.ts';
import type { Harness, Person } from '../../test/harness.ts';

let app: Harness;
let ada: Person;
let bea: Person;
beforeAll(async () => {
  app = await startHarness();
});
afterAll(() => app.close());
beforeEach(async () => {
  ada = await app.createPerson();
  bea = await app.createPerson();
});

const path = '/api/notifications';

/** Bea comments on posts of Ada; the ids of the notifications, oldest first. */
async function comments(count: number, postId = app.createPost(ada)): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const event = await app.happen('comment.added', { commentId: uuidv7(), postId, authorId: ada.id, actorId: bea.id });
    ids.push(event.id);
  }
  return ids;
}

async function list(query = '', person = ada) {
  return (await app.fetch(`${path}${query}`, { as: person })).body;
}

function idsOf(page: { items: { id: string }[] }): string[] {
  return page.items.map(({ id }) => id);
}

describe('GET /api/notifications', () => {
  it('answers 401 without a token, and 400 to what does not fit', async () => {
    expect((await app.fetch(path)).status).toBe(401);
    for (const query of ['?limit=0', '?limit=101', '?limit=x', '?cursor=x', '?other=1']) {
      expect((await app.fetch(path + query, { as: ada })).status).toBe(400);
    }
  });

  it('is empty at first', async () => {
    expect(await list()).toEqual({ items: [], next: null, unread: 0 });
  });

  it('pages from the newest to the oldest, each once', async () => {
    const ids = await comments(7);
    const seen: string[] = [];
    let cursor: string | null = '';
    let pages = 0;
    while (cursor !== null) {
      const page = await list(`?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...idsOf(page));
      cursor = page.next;
      pages += 1;
    }
    expect(seen).toEqual(ids.toReversed());
    expect(pages).toBe(3);
  });

  it('has no further page when the last one is full', async () => {
    await comments(3);
    expect((await list('?limit=3')).next).toBeNull();
  });

  it('fills pages up when what may not be seen any more is left out', async () => {
    const [first] = await comments(1);
    const hidden = app.createPost(ada);
    await comments(12, hidden);
    const [last] = await comments(1);
    app.graph.posts.delete(hidden);
    const page = await list('?limit=5');
    expect(idsOf(page)).toEqual([last, first]);
    expect(page).toMatchObject({ next: null, unread: 2 });
  });

  it('goes on by its cursor when there is too much to leave out', async () => {
    const [first] = await comments(1);
    const hidden = app.createPost(ada);
    await comments(12, hidden);
    app.graph.posts.delete(hidden);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await list(`?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...idsOf(page));
      cursor = page.next;
    }
    expect(seen).toEqual([first]);
  });

  it('shows nobody the notifications of others', async () => {
    const [id] = await comments(1);
    expect(await list('', bea)).toEqual({ items: [], next: null, unread: 0 });
    expect(await list(`?cursor=${id}`, bea)).toEqual({ items: [], next: null, unread: 0 });
  });

  it('leaves out what people did who have left', async () => {
    await comments(2);
    app.graph.people.delete(bea.id);
    expect(await list()).toEqual({ items: [], next: null, unread: 0 });
  });

  it('answers 304 while nothing changed', async () => {
    await comments(1);
    const { headers } = await app.fetch(path, { as: ada });
    const etag = headers.get('etag') ?? '';
    const ask = () =>
      fetch(new URL(path, app.url), { headers: { Authorization: `Bearer ${ada.token}`, 'If-None-Match': etag } });
    expect((await ask()).status).toBe(304);
    await comments(1);
    expect((await ask()).status).toBe(200);
  });

  it('counts up to 100 unread', async () => {
    await comments(103);
    expect((await list('?limit=1')).unread).toBe(100);
  });
});

describe('POST /api/notifications/read', () => {
  const read = (json: object, person = ada) => app.fetch(`${path}/read`, { as: person, json });

  it('answers 401 without a token, and 400 to what does not fit', async () => {
    expect((await app.fetch(`${path}/read`, { json: {} })).status).toBe(401);
    expect((await read({ upTo: 'x' })).status).toBe(400);
    expect((await read({ all: true })).status).toBe(400);
  });

  it('marks everything up to a notification, and never goes back', async () => {
    const [first, second, third] = await comments(3);
    expect((await read({ upTo: second })).status).toBe(204);
    expect(await list()).toMatchObject({
      unread: 1,
      items: [
        { id: third, isRead: false },
        { id: second, isRead: true },
        { id: first, isRead: true },
      ],
    });
    await read({ upTo: first });
    expect((await list()).unread).toBe(1);
  });

  it('marks everything there is without one, and not what comes later', async () => {
    await comments(2);
    await read({});
    expect((await list()).unread).toBe(0);
    await comments(1);
    expect((await list()).unread).toBe(1);
  });

  it('does not take an id from the future for more than now', async () => {
    await comments(1);
    await read({ upTo: 'ffffffff-ffff-ffff-ffff-ffffffffffff' });
    await comments(1);
    expect((await list()).unread).toBe(1);
  });

  it("leaves others' markers alone", async () => {
    await comments(1);
    await read({}, bea);
    expect((await list()).unread).toBe(1);
  });
});
