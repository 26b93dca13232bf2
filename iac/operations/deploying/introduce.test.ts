import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createClients } from '../clients.ts';
import { introduceServices } from './introduce.ts';

// No emulated AWS has deployments with dates: this stands in for what ECS says of services, and notes what it is asked to do.
interface Known {
  readonly madeAt: number;
  readonly deployedAt: number;
}
let server: Server | undefined;
afterEach(() => {
  server?.close();
});

async function deployedAgain(known: Readonly<Record<string, Known>>): Promise<readonly string[]> {
  const renewed: string[] = [];
  server = createServer((request, response) => {
    void (async () => {
      const body = JSON.parse(Buffer.concat(await request.toArray()).toString()) as { service: string };
      if (String(request.headers['x-amz-target']).endsWith('UpdateService')) {
        renewed.push(body.service);
      }
      const services = Object.entries(known).map(([name, { madeAt, deployedAt }]) => ({
        serviceName: `tintype-dev-${name}`,
        createdAt: madeAt,
        deployments: [
          { status: 'ACTIVE', createdAt: 0 },
          { status: 'PRIMARY', createdAt: deployedAt },
        ],
      }));
      response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' }).end(JSON.stringify({ services }));
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.env['AWS_ENDPOINT_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env['AWS_ACCESS_KEY_ID'] = process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
  const named = Object.keys(known).map((name) => [name, { service_name: `tintype-dev-${name}` } as never]);
  const answered = await introduceServices(createClients('eu-central-1'), {
    cluster: 'tintype-dev',
    services: Object.fromEntries(named) as never,
  });
  expect(renewed).toEqual(answered.map((name) => `tintype-dev-${name}`));
  return answered;
}

const day = 86_400;
const made = 1_800_000_000;

describe('introducing services to each other', () => {
  it('deploys those once more that call others, when all were made at once', async () => {
    const fresh = { madeAt: made, deployedAt: made };
    const again = await deployedAgain({ auth: fresh, media: fresh, posts: fresh, notifications: fresh });
    expect(again).toEqual(['media', 'posts', 'notifications']);
  });

  it('leaves services alone that were deployed after those they call', async () => {
    const settled = { madeAt: made, deployedAt: made + day };
    expect(await deployedAgain({ auth: settled, media: settled, posts: settled, notifications: settled })).toEqual([]);
  });

  it('deploys only the callers of a service that was added', async () => {
    const settled = { madeAt: made, deployedAt: made + day };
    const added = { madeAt: made + 2 * day, deployedAt: made + 2 * day };
    const again = await deployedAgain({ auth: settled, media: added, posts: settled, notifications: settled });
    expect(again).toEqual(['posts']);
  });
});
