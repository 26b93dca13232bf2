import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestStack } from '@tintype/testing';
import type { TestStack } from '@tintype/testing';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

const port = (): number => Number(new URL(stack.url).port);
const upgrade = (path: string, host: string, protocol = 'websocket'): string =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`;

/** Sends a request as it is, and returns the first line of the answer. */
async function ask(text: string): Promise<string> {
  const socket = connect(port(), '127.0.0.1');
  socket.write(text);
  const [data] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return data.toString().split('\r\n', 1)[0] ?? '';
}

describe('an upgrade that is not to be had', () => {
  it('does not end the process when its caller hangs up', async () => {
    for (const [path, host] of [
      ['/nowhere', 'localhost'],
      ['/ws', 'elsewhere.test'],
      ['/ws', 'localhost'],
    ] as const) {
      for (let times = 0; times < 40; times += 1) {
        const socket = connect(port(), '127.0.0.1').on('error', () => undefined);
        const closed = once(socket, 'close');
        socket.write(upgrade(path, host), () => socket.resetAndDestroy());
        await closed;
      }
    }
    await sleep(200);
    expect((await stack.fetch('/healthz')).status).toBe(200);
  });

  it('is refused to another host, and ignored elsewhere, so that clients which offer HTTP/2 get their answer', async () => {
    expect(await ask(upgrade('/ws', 'elsewhere.test'))).toBe('HTTP/1.1 404 Not Found');
    expect(await ask(upgrade('/api/discover', 'localhost', 'h2c'))).toBe('HTTP/1.1 200 OK');
  });
});
