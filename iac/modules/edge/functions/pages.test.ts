import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadFunction } from './load-function.ts';
import type { EdgeAnswer, EdgeRequest, EdgeResult } from './load-function.ts';

const { routes } = JSON.parse(readFileSync(new URL('../../../../backend/routes.json', import.meta.url), 'utf8')) as {
  routes: { path: string }[];
};

let handle: (request: EdgeRequest) => Promise<EdgeResult>;
beforeAll(async () => {
  handle = await loadFunction('pages');
});
const answerOf = async (uri: string): Promise<EdgeResult> =>
  await handle({ method: 'GET', uri, querystring: {}, headers: {} });

describe('pages.js', () => {
  it.each([
    ['/', '/index.html'],
    ['/discover', '/index.html'],
    ['/@anna.k', '/index.html'],
    ['/@anna.k/albums', '/index.html'],
    ['/p/0199a000-0000-7000-8000-000000000001', '/index.html'],
    ['/apis', '/index.html'],
    ['/index.html', '/index.html'],
    ['/main-3fK29sQx.js', '/main-3fK29sQx.js'],
    ['/icons/tintype.svg', '/icons/tintype.svg'],
    ['/missing.png', '/missing.png'],
    ['/api/openapi.json', '/api/openapi.json'],
    ['/api/docs', '/api/docs/index.html'],
    ['/api/docs/', '/api/docs/index.html'],
    ['/api/docs/swagger-ui.css', '/api/docs/swagger-ui.css'],
    ['/api/docs/nothing', '/api/docs/nothing'],
  ])('takes %s from %s', async (uri, object) => {
    expect((await answerOf(uri)) as EdgeRequest).toMatchObject({ uri: object });
  });

  it.each([
    ...routes.flatMap(({ path }) => [path, `${path}/`, `${path}/nothing`]),
    '/api',
    '/api/',
    '/api/nothing',
    '//evil.example',
    '/a//b',
  ])('never stands in for %s', async (uri) => {
    const answer = (await answerOf(uri)) as EdgeAnswer;
    expect(answer).toMatchObject({ statusCode: 404, headers: { 'cache-control': { value: 'no-store' } } });
    expect(JSON.parse(answer.body.data)).toMatchObject({ status: 404, code: 'not_found' });
  });
});
