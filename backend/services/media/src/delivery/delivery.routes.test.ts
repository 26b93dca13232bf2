import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEvent } from '@tintype/events';
import { createMediaUrls } from '@tintype/media-urls';
import { startMedia } from '../../test/media-stack.ts';
import type { MediaStack, TestPerson } from '../../test/media-stack.ts';
import { drawNoise } from '../../test/pictures.ts';

interface PhotoAnswer {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly variants: readonly { name: string; format: string; url: string }[];
}

let stack: MediaStack;
let owner: TestPerson;
beforeAll(async () => {
  stack = await startMedia();
  owner = stack.createPerson();
});
afterAll(() => stack.close());

async function upload(): Promise<PhotoAnswer> {
  return (await (await stack.upload(owner, await drawNoise(1200, 900))).json()) as PhotoAnswer;
}

/** The signer that posts uses, at a time of the test's choosing. */
const signer = (now = Date.now()) => createMediaUrls(stack.environment['MEDIA_SIGNING_KEY'] ?? '', () => now);

const claim = async (photo: PhotoAnswer, key: string, isPublic: boolean) =>
  stack.photoService.call.claimPhotos({ ownerId: owner.id, photoIds: [photo.id], claim: key, isPublic });

const statusOf = async (url: string): Promise<number> => (await stack.fetch(url)).status;

describe('GET /media/:photoId/:file', () => {
  it('answers with bytes that never change, for as long as the address lives', async () => {
    const photo = await upload();
    for (const variant of photo.variants) {
      const answer = await stack.fetch(variant.url);
      const body = Buffer.from(await answer.arrayBuffer());
      const headers = Object.fromEntries(answer.headers);
      expect(headers).toMatchObject({
        'content-type': `image/${variant.format}`,
        'content-length': String(body.length),
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
      });
      const [, seconds] = /^private, max-age=(\d+), immutable$/.exec(headers['cache-control'] ?? '') ?? [];
      expect(Number(seconds)).toBeGreaterThan(590);
      expect(Number(seconds)).toBeLessThanOrEqual(1200);
      const again = Buffer.from(await (await stack.fetch(variant.url)).arrayBuffer());
      expect(again.equals(body)).toBe(true);
    }
  });

  it('answers 304 to who has it, but only with a valid address', async () => {
    const { url } = (await upload()).variants[0] ?? { url: '' };
    const etag = (await stack.fetch(url)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/);
    const fresh = await stack.fetch(url, { headers: { 'If-None-Match': etag } });
    expect([fresh.status, await fresh.text()]).toEqual([304, '']);
    const unsigned = await stack.fetch(url.replace(/s=.*/, 's=x'), { headers: { 'If-None-Match': etag } });
    expect(unsigned.status).toBe(404);
  });

  it('answers HEAD with the length and no bytes', async () => {
    const { url } = (await upload()).variants.at(-1) ?? { url: '' };
    const body = await (await stack.fetch(url)).arrayBuffer();
    const head = await stack.fetch(url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(body.byteLength)]);
  });

  it('answers one and the same 404 to every address that is not exactly right', async () => {
    const photo = await upload();
    const other = await upload();
    const [first, second] = photo.variants;
    const url = new URL(first?.url ?? '', stack.url);
    const address = (id: string, file: string, query: string): string => `/media/${id}/${file}?${query}`;
    const query = url.search.slice(1);
    const e = url.searchParams.get('e') ?? '';
    const s = url.searchParams.get('s') ?? '';
    const wrong: Record<string, string> = {
      'of another variant': (second?.url ?? '').replace(/\?.*/, `?${query}`),
      'of another photo': address(other.id, '160.webp', query),
      'of a photo that is not there': address(randomUUID(), '160.webp', query),
      'without a signature': address(photo.id, '160.webp', `e=${e}`),
      'without anything': `/media/${photo.id}/160.webp`,
      'with a later expiry': address(photo.id, '160.webp', `e=${Number(e) + 600}&s=${s}`),
      'with a changed signature': address(
        photo.id,
        '160.webp',
        `e=${e}&s=${s.slice(0, -1)}${s.endsWith('A') ? 'B' : 'A'}`,
      ),
      'with a longer signature': address(photo.id, '160.webp', `e=${e}&s=${s}AAAA`),
      'with a very long signature': address(photo.id, '160.webp', `e=${e}&s=${s.repeat(100)}`),
      'with two signatures': address(photo.id, '160.webp', `e=${e}&s=${s}&s=${s}`),
      'with a made-up expiry': address(photo.id, '160.webp', `e=1e99&s=${s}`),
      'of another case': address(photo.id.toUpperCase(), '160.webp', query),
      'of a file that is none': address(photo.id, '160.png', query),
      'of the original': address(photo.id, 'original', query),
      'that is expired': signer(Date.now() - 3 * 24 * 3_600_000).square(photo.id, 'restricted'),
      'signed with another key': createMediaUrls('x'.repeat(32)).square(photo.id, 'restricted'),
      'for the public, of what is not': signer().square(photo.id, 'public'),
      'of a step that the photo does not have':
        signer().variants({ id: photo.id, width: 4000, height: 3000 }, 'restricted').at(-1)?.url ?? '',
    };
    const bodies = new Set<string>();
    for (const [name, path] of Object.entries(wrong)) {
      const answer = await stack.fetch(path);
      expect([name, answer.status]).toEqual([name, 404]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      bodies.add(await answer.text());
    }
    expect(bodies.size).toBe(1);
    expect(await statusOf(first?.url ?? '')).toBe(200);
  });

  it('opens for the public by a public claim, and for nobody by address after the last one (B6, B8, R12)', async () => {
    const photo = await upload();
    const [postId, albumId] = [randomUUID(), randomUUID()];
    await claim(photo, `post:${postId}`, true);
    await claim(photo, `album:${albumId}`, false);
    const shared = signer()
      .variants(photo, 'public')
      .map((variant) => variant.url);
    for (const url of shared) {
      const answer = await stack.fetch(url);
      await answer.arrayBuffer();
      expect([answer.status, answer.headers.get('cache-control')?.split(',')[0]]).toEqual([200, 'public']);
    }
    const change = { postId, authorId: owner.id, photoIds: [photo.id] };
    await stack.transport.publish(createEvent('post.visibility_changed', { ...change, visibility: 'private' }));
    for (const url of shared) {
      expect(await statusOf(url)).toBe(404);
    }
    expect(await statusOf(signer().square(photo.id, 'restricted'))).toBe(200);

    await stack.transport.publish(createEvent('post.visibility_changed', { ...change, visibility: 'public' }));
    expect(await statusOf(shared[0] ?? '')).toBe(200);

    await stack.transport.publish(createEvent('post.deleted', change));
    expect(await statusOf(shared[0] ?? '')).toBe(404);
    expect(await statusOf(signer().square(photo.id, 'restricted'))).toBe(200);

    await stack.transport.publish(createEvent('photos.released', { claim: `album:${albumId}`, photoIds: [photo.id] }));
    expect(await statusOf(signer().square(photo.id, 'restricted'))).toBe(404);
  });

  it('opens nothing but the square through an avatar, whatever was public before (B6, B8)', async () => {
    const photo = await upload();
    const postId = randomUUID();
    await claim(photo, `post:${postId}`, true);
    await claim(photo, `avatar:${randomUUID()}`, true);
    const shared = signer().variants(photo, 'public');
    const change = { postId, authorId: owner.id, photoIds: [photo.id], visibility: 'private' as const };
    await stack.transport.publish(createEvent('post.visibility_changed', change));
    for (const { name, format, url } of shared) {
      const isSquare = name === '160' && format === 'webp';
      expect([name, format, await statusOf(url)]).toEqual([name, format, isSquare ? 200 : 404]);
    }
    const own = (await (await stack.fetch(`/api/photos/${photo.id}`, { as: owner })).json()) as PhotoAnswer;
    for (const { url } of own.variants) {
      expect(await statusOf(url)).toBe(200);
    }
  });

  it('says in the owner’s own answer which addresses are open to everybody', async () => {
    const photo = await upload();
    const isPublic = async (): Promise<boolean> => {
      const answer = (await (await stack.fetch(`/api/photos/${photo.id}`, { as: owner })).json()) as PhotoAnswer;
      return answer.variants[0]?.url === signer().square(photo.id, 'public');
    };
    expect(await isPublic()).toBe(false);
    await claim(photo, `post:${randomUUID()}`, true);
    expect(await isPublic()).toBe(true);
  });
});
