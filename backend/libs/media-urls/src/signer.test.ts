import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createMediaUrls } from './index.ts';
import type { Audience, MediaUrls } from './index.ts';

const photo = { id: '0199a000-0000-7000-8000-000000000001', width: 1600, height: 1067 };
const other = { ...photo, id: '0199a000-0000-7000-8000-000000000002' };
const audiences = ['public', 'restricted'] as const;
const periods = { public: 24 * 3600, restricted: 600 } as const;

const addresses = (urls: MediaUrls, audience: Audience, of = photo): string[] => [
  ...urls.variants(of, audience).map(({ url }) => url),
  urls.square(of.id, audience),
];

function check(urls: MediaUrls, address: string): Audience | undefined {
  const [, , photoId = '', file = ''] = address.split(/[/?]/);
  const query = new URL(address, 'http://localhost').searchParams;
  return urls.check(photoId, file, query.get('e') ?? '', query.get('s') ?? '');
}

describe.each(audiences)('addresses signed as %s', (audience) => {
  it('stay the same for a period, then change, and hold for one more', () => {
    let seconds = 10 * periods.public;
    const urls = createMediaUrls('a key', () => seconds * 1000);
    const first = addresses(urls, audience);
    seconds += periods[audience] - 1;
    expect(addresses(urls, audience)).toEqual(first);
    seconds += 1;
    const second = addresses(urls, audience);
    expect(second.filter((address) => first.includes(address))).toEqual([]);
    expect([...first, ...second].map((address) => check(urls, address))).toEqual(
      [...first, ...second].map(() => audience),
    );
    seconds += periods[audience] + 1;
    expect(first.map((address) => check(urls, address))).toEqual(first.map(() => undefined));
    expect(second.map((address) => check(urls, address))).toEqual(second.map(() => audience));
  });

  it('are each for one photo, one file and one key', () => {
    const [urls, stranger] = [createMediaUrls('a key'), createMediaUrls('another key')];
    const all = [photo, other].flatMap((of) => addresses(urls, audience, of));
    // The square is among the variants.
    expect(new Set(all).size).toBe(all.length - 2);
    expect(all.map((address) => check(stranger, address))).toEqual(all.map(() => undefined));
    expect(check(urls, urls.square(photo.id, audience).replace(photo.id, other.id))).toBeUndefined();
    expect(check(urls, urls.square(photo.id, audience).replace('160', '1920'))).toBeUndefined();
  });

  it('are signed once however often they are shown', () => {
    const urls = createMediaUrls('a key');
    expect(urls.variants(photo, audience)).toBe(urls.variants({ ...photo }, audience));
    expect(urls.square(photo.id, audience)).toBe(createMediaUrls('a key').square(photo.id, audience));
  });
});

describe('the vectors that the edge is held to as well', () => {
  const file = new URL('../test/vectors.json', import.meta.url);
  const { key, now, vectors } = JSON.parse(readFileSync(file, 'utf8')) as {
    key: string;
    now: number;
    vectors: { what: string; photoId: string; file: string; e: string; s: string; audience: Audience | null }[];
  };
  const urls = createMediaUrls(key, () => now);

  it.each(vectors)('$what: $audience', ({ photoId, file: name, e, s, audience }) => {
    expect(urls.check(photoId, name, e, s) ?? null).toBe(audience);
  });
});
