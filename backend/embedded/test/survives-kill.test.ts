import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from '@jest/globals';
import { drawPhoto, signUpPerson, spawnTintype, waitFor } from '@tintype/testing';
import type { SpawnedTintype, TestPerson } from '@tintype/testing';

const rounds = 20;
const dataDirectory = await mkdtemp(join(tmpdir(), 'tintype-kill-'));
let running: SpawnedTintype | undefined;
afterAll(async () => {
  await running?.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});

/** What was acknowledged: these must be there whatever was killed. */
const photos = new Map<string, string>();
const posts = new Map<string, { caption: string; photoId: string }>();

/** Uploads and posts until the process dies under it. */
async function workUntilDeath(app: SpawnedTintype, person: TestPerson, worker: string): Promise<void> {
  for (let i = 0; ; i += 1) {
    try {
      const image = await drawPhoto({ width: 320, height: 240 });
      const form = new FormData();
      form.append('image', new Blob([new Uint8Array(image)]), 'a.jpg');
      const uploaded = await app.fetch('/api/photos', { as: person, body: form });
      if (uploaded.status === 201) {
        photos.set(uploaded.body.id, createHash('sha256').update(image).digest('hex'));
        const caption = `${worker} ${i}`;
        const json = { photos: [{ id: uploaded.body.id }], caption, visibility: 'public' };
        const posted = await app.fetch('/api/posts', { as: person, json });
        if (posted.status === 201) {
          posts.set(posted.body.id, { caption, photoId: uploaded.body.id });
        }
      }
    } catch {
      return;
    }
  }
}

it(`loses nothing that was acknowledged when it is killed ${rounds} times in the middle of work`, async () => {
  running = await spawnTintype({ dataDirectory });
  let person = await signUpPerson(running.fetch, running.mailbox);
  const follower = await signUpPerson(running.fetch, running.mailbox);
  await running.fetch(`/api/people/${person.handle}/follow`, { as: follower, method: 'PUT' });
  for (let round = 0; round < rounds; round += 1) {
    const app = running;
    const work = [0, 1, 2].map((n) => workUntilDeath(app, person, `round ${round} worker ${n}`));
    // Killed at another moment of the work each time, but not before something was acknowledged in this round.
    const before = posts.size;
    await waitFor(() => posts.size > before, 'a post to be acknowledged', 20_000);
    await sleep((round * 137) % 700);
    // Every other time the database dies with it, without a word.
    await app.kill({ postgresToo: round % 2 === 1 });
    await Promise.all(work);
    running = await spawnTintype({ dataDirectory });
    const { body } = await running.fetch('/api/auth/sign-in', {
      json: { email: person.email, password: person.password },
    });
    person = { ...person, token: body.accessToken };
  }
  expect(posts.size).toBeGreaterThanOrEqual(rounds);
  for (const [id, sha256] of photos) {
    const original = await running.fetchBytes(`/api/photos/${id}/original`, { as: person });
    expect([id, createHash('sha256').update(original).digest('hex')]).toEqual([id, sha256]);
  }
  for (const [id, { caption, photoId }] of posts) {
    const { status, body } = await running.fetch(`/api/posts/${id}`, { as: person });
    expect([status, body.caption, body.photos?.[0]?.id]).toEqual([200, caption, photoId]);
    const variant = await running.fetch(body.photos[0].variants.at(-1).url);
    expect(variant.status).toBe(200);
  }
  // Events survived too: every post reached the follower's feed, each once.
  const app = running;
  const { body: signedIn } = await app.fetch('/api/auth/sign-in', {
    json: { email: follower.email, password: follower.password },
  });
  const feedOf = async (): Promise<string[]> => {
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { id: string }[]; next: string | null } = (
        await app.fetch(`/api/feed?limit=100${cursor && `&cursor=${cursor}`}`, {
          as: { ...follower, token: signedIn.accessToken },
        })
      ).body;
      ids.push(...page.items.map((item) => item.id));
      cursor = page.next;
    }
    return ids;
  };
  const deadline = Date.now() + 15_000;
  let feed = await feedOf();
  while (Date.now() < deadline && ![...posts.keys()].every((id) => feed.includes(id))) {
    await sleep(250);
    feed = await feedOf();
  }
  expect([...posts.keys()].filter((id) => !feed.includes(id))).toEqual([]);
  expect(new Set(feed).size).toBe(feed.length);
}, 600_000);
