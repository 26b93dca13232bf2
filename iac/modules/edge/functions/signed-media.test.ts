import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { loadFunction, readFunction } from './load-function.ts';
import type { EdgeAnswer, EdgeRequest, EdgeResult } from './load-function.ts';

interface Vector {
  readonly what: string;
  readonly photoId: string;
  readonly file: string;
  readonly e: string;
  readonly s: string;
  readonly audience: string | null;
}

const file = new URL('../../../../backend/libs/media-urls/test/vectors.json', import.meta.url);
const { key, now, vectors } = JSON.parse(readFileSync(file, 'utf8')) as {
  key: string;
  now: number;
  vectors: Vector[];
};
const valid = vectors.find((vector) => vector.audience === 'restricted') as Vector;

const requestOf = ({ photoId, file: name, e, s }: Vector): EdgeRequest => ({
  method: 'GET',
  uri: `/media/${photoId}/${name}`,
  querystring: { e: { value: e }, s: { value: s } },
  headers: {},
});
const load = (store?: Record<string, string>) =>
  loadFunction('signed-media', { now, store: store && new Map(Object.entries(store)) });
const isPassedOn = (result: EdgeResult): boolean => 'uri' in result;

describe('signed-media.js', () => {
  it.each(vectors)('$what: $audience', async (vector) => {
    const handle = await load({ current: key });
    const request = requestOf(vector);
    const result = await handle(request);
    if (vector.audience === null) {
      expect((result as EdgeAnswer).statusCode).toBe(404);
    } else {
      expect(result).toEqual(requestOf(vector));
    }
  });

  it('takes what was signed with the key before, and nothing else, while the key changes', async () => {
    const during = await load({ current: 'the next key', previous: key });
    const passed = await Promise.all(vectors.map(async (vector) => isPassedOn(await during(requestOf(vector)))));
    expect(passed).toEqual(vectors.map((vector) => vector.audience !== null));
    const after = await load({ current: 'the next key' });
    expect(isPassedOn(await after(requestOf(valid)))).toBe(false);
  });

  it.each([
    ['twice the same signature', { e: { value: valid.e }, s: { value: valid.s, multiValue: [{ value: valid.s }] } }],
    ['twice the same expiry', { e: { value: valid.e, multiValue: [{ value: valid.e }] }, s: { value: valid.s } }],
    ['no query', {}],
  ])('lets nothing pass with %s', async (_, querystring) => {
    const handle = await load({ current: key });
    expect(await handle({ ...requestOf(valid), querystring })).toMatchObject({ statusCode: 404 });
  });

  it.each([
    '/media',
    '/media/',
    `/media/${valid.photoId}`,
    `/media/${valid.photoId}/original`,
    `//media/${valid.photoId}/160.webp`,
  ])('lets %s not pass', async (uri) => {
    const handle = await load({ current: key });
    expect(await handle({ ...requestOf(valid), uri })).toMatchObject({ statusCode: 404 });
  });

  it('answers as media does: not to be kept, and without a word on what was wrong', async () => {
    const handle = await load({ current: key });
    const refused = vectors.filter((vector) => vector.audience === null);
    const answers = await Promise.all(refused.map(async (vector) => await handle(requestOf(vector))));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const [answer] = answers as EdgeAnswer[];
    expect(answer?.headers['cache-control']?.value).toBe('no-store');
    expect(answer?.headers['content-type']?.value).toBe('application/problem+json');
    expect(JSON.parse(answer?.body.data ?? '')).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      code: 'not_found',
      detail: 'There is nothing here, or it is not yours to see.',
    });
  });

  it('lets nothing pass, and blames nobody, while there is no key', async () => {
    const handle = await load({});
    expect(await handle(requestOf(valid))).toMatchObject({
      statusCode: 503,
      headers: { 'cache-control': { value: 'no-store' } },
    });
  });
});

describe.each(['pages', 'signed-media'])('%s.js', (name) => {
  it('is within the 10 KB that CloudFront takes, and has no key in it', () => {
    expect(Buffer.byteLength(readFunction(name))).toBeLessThanOrEqual(10 * 1024);
    expect(readFunction(name)).not.toMatch(/createHmac\('sha256', ['"`]/);
  });
});
