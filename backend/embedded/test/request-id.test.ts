import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestStack, waitFor } from '@tintype/testing';
import type { TestStack } from '@tintype/testing';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack({ logLevel: 'debug' });
});
afterAll(() => stack.close());

interface Line {
  readonly requestId?: string;
  readonly service: string;
  readonly msg: string;
  readonly method?: string;
  readonly event?: string;
}

it('one request is followed by its id: over HTTP, by gRPC into media, by events into posts and notifications', async () => {
  const author = await stack.createPerson();
  const { id } = await stack.uploadPhoto(author);
  const requestId = 'follow-me-through-everything';
  await stack.fetch('/api/posts', {
    as: author,
    json: { photos: [{ id }], visibility: 'public' },
    headers: { 'X-Request-Id': requestId },
  });
  const lines = (): string[] =>
    stack
      .logs()
      .split('\n')
      .filter((line) => line.includes(requestId))
      .map((line) => JSON.parse(line) as Line)
      .map((line) => `${line.service} ${line.msg} ${line.event ?? line.method ?? ''}`);
  await waitFor(
    () => lines().filter((line) => line.includes('post.published')).length >= 2,
    'the events to be handled',
  );
  expect(lines()).toEqual(
    expect.arrayContaining([
      'posts request POST',
      'media call /tintype.media.v1.PhotoService/ClaimPhotos',
      expect.stringMatching(/event handled post\.published$/),
    ]),
  );
});
