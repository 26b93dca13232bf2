import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endpoints as authEndpoints } from '@tintype/auth/endpoints';
import type { Endpoint } from '@tintype/http';
import { endpoints as mediaEndpoints } from '@tintype/media/endpoints';
import { endpoints as notificationEndpoints } from '@tintype/notifications/endpoints';
import { endpoints as postEndpoints } from '@tintype/posts/endpoints';
import { startTestStack } from '@tintype/testing';
import type { TestStack } from '@tintype/testing';
import { matrix } from './authorisation-matrix.ts';
import { actors, createWorld } from './world.ts';
import type { World } from './world.ts';

const endpoints: readonly Endpoint[] = [
  ...authEndpoints,
  ...mediaEndpoints,
  ...postEndpoints,
  ...notificationEndpoints,
];

let stack: TestStack;
let world: World;
beforeAll(async () => {
  stack = await startTestStack();
  world = await createWorld(stack);
});
afterAll(() => stack.close());

describe('the authorisation matrix', () => {
  it('has a row for every endpoint, and none for what is not there', () => {
    expect(Object.keys(matrix).sort()).toEqual(endpoints.map((endpoint) => endpoint.id).sort());
  });

  it('expects 401 for nobody exactly where the declaration asks for somebody', () => {
    for (const endpoint of endpoints.filter((e) => e.id !== 'refresh')) {
      const asksForSomebody = endpoint.auth === 'required' || endpoint.auth === 'admin';
      expect([endpoint.id, matrix[endpoint.id]?.every((row) => (row.expect[0] === 401) === asksForSomebody)]).toEqual([
        endpoint.id,
        true,
      ]);
    }
  });

  const cells = endpoints.flatMap((endpoint) =>
    (matrix[endpoint.id] ?? []).flatMap((row) =>
      actors.map((actor, i) => ({
        name: `${endpoint.id} ${row.of}`.trim(),
        endpoint,
        row,
        actor,
        status: row.expect[i] ?? 0,
      })),
    ),
  );
  it.each(cells)('$name: $actor gets $status', async ({ endpoint, row, actor, status }) => {
    const { path, ...request } = await row.request(world, actor);
    expect((request.method ?? 'GET').toLowerCase()).toBe(endpoint.method);
    const answer = await stack.fetch(path, { ...request, ...world.as(actor) });
    expect({ status: answer.status, text: answer.status === status ? '' : answer.text }).toEqual({ status, text: '' });
    if (status === 404 && endpoint.auth !== 'none') {
      // What one may not see answers like what does not exist: the same bytes for an id nobody has.
      const nowhere = await stack.fetch(
        path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '0197f3a0-0000-7000-8000-00000000dead'),
        {
          ...request,
          ...world.as(actor),
        },
      );
      expect([nowhere.status, nowhere.text]).toEqual([answer.status, answer.text]);
    }
  });
});
