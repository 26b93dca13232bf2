import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { WebSocket } from 'ws';
import { createEvent } from '@tintype/events';
import { startHarness } from '../../test/harness.ts';
import type { Harness, Person, Replica } from '../../test/harness.ts';

let app: Harness;
const open: WebSocket[] = [];
beforeAll(async () => {
  app = await startHarness();
});
afterAll(() => app.close());
afterEach(() => open.splice(0).forEach((socket) => socket.terminate()));

const origin = 'http://localhost:8080';

interface Client {
  readonly socket: WebSocket;
  readonly messages: Record<string, unknown>[];
  /** The code it is closed with. */
  readonly closed: Promise<number>;
}

/** Opens a socket; rejects with the status of a refusal. */
function join(options: {
  token?: string;
  origin?: string | undefined;
  path?: string;
  on?: Replica;
  protocols?: string[];
}): Promise<Client> {
  const url = new URL(options.path ?? '/ws', (options.on ?? app).url.replace('http', 'ws'));
  const protocols = options.protocols ?? [
    'tintype.v1',
    ...(options.token === undefined ? [] : [`bearer.${options.token}`]),
  ];
  const from = 'origin' in options ? options.origin : origin;
  const socket = new WebSocket(url, protocols, {
    ...(from !== undefined && { origin: from }),
    perMessageDeflate: true,
  });
  open.push(socket);
  const messages: Record<string, unknown>[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())));
  const closed = new Promise<number>((resolve) => void socket.once('close', resolve));
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve({ socket, messages, closed }));
    socket.once('unexpected-response', (_request, response) => {
      response.resume();
      reject(new Error(String(response.statusCode)));
    });
    socket.on('error', reject);
  });
}

/** A comment on a post of the person. */
async function comment(author: Person, on: Replica = app): Promise<string> {
  const actor = await app.createPerson();
  const postId = app.createPost(author);
  const event = createEvent('comment.added', { commentId: uuidv7(), postId, authorId: author.id, actorId: actor.id });
  await on.publish(event);
  return event.id;
}

async function eventually(check: () => boolean, milliseconds = 3_000): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!check() && Date.now() < deadline) {
    await sleep(10);
  }
}

describe('opening a socket', () => {
  it('is answered with the protocol and never with the token, and without compression', async () => {
    const { token } = await app.createPerson();
    const { socket } = await join({ token });
    expect(socket.protocol).toBe('tintype.v1');
    expect(socket.extensions).toBe('');
  });

  it('is refused with 401 without a valid token', async () => {
    const { token } = await app.createPerson();
    const expired = await app.createPerson({ seconds: -60 });
    await expect(join({})).rejects.toThrow('401');
    await expect(join({ token: 'no.to.ken' })).rejects.toThrow('401');
    await expect(join({ token: `${token}x` })).rejects.toThrow('401');
    await expect(join({ token: expired.token })).rejects.toThrow('401');
    await expect(join({ path: `/ws?token=${token}` })).rejects.toThrow('401');
  });

  it('is refused with 403 from other origins, whatever the token', async () => {
    const { token } = await app.createPerson();
    for (const foreign of ['https://evil.test', 'http://localhost:808', 'http://localhost', undefined]) {
      await expect(join({ token, origin: foreign })).rejects.toThrow('403');
    }
  });

  it('is refused with 404 elsewhere', async () => {
    const { token } = await app.createPerson();
    await expect(join({ token, path: '/ws/other' })).rejects.toThrow('404');
  });

  it('leaves the service up when the caller hangs up in the middle', async () => {
    for (let n = 0; n < 20; n += 1) {
      const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(
        `GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: ${origin}\r\n\r\n`,
        () => socket.resetAndDestroy(),
      );
    }
    await sleep(100);
    expect((await app.fetch('/healthz')).status).toBe(200);
  });

  it('is closed with 4429 from the eleventh of a person on', async () => {
    const { token } = await app.createPerson();
    const first = await Promise.all(Array.from({ length: 10 }, () => join({ token })));
    const eleventh = await join({ token });
    expect(await eleventh.closed).toBe(4429);
    first[0]?.socket.close();
    await first[0]?.closed;
    const next = await join({ token });
    await sleep(50);
    expect(next.socket.readyState).toBe(WebSocket.OPEN);
  });
});

describe('what is told', () => {
  it('is the notification as the list shows it, to every socket of its owner and nobody else', async () => {
    const [ada, bea] = [await app.createPerson(), await app.createPerson()];
    const [one, two] = [await join({ token: ada.token }), await join({ token: ada.token })];
    const other = await join({ token: bea.token });
    const id = await comment(ada);
    await eventually(() => one.messages.length > 0 && two.messages.length > 0);
    const { items, unread } = (await app.fetch('/api/notifications', { as: ada })).body;
    expect(items[0].id).toBe(id);
    expect(one.messages).toEqual([{ type: 'notification', notification: items[0], unread }]);
    expect(two.messages).toEqual(one.messages);
    expect(other.messages).toEqual([]);
  });

  it('is nothing about what may not be seen', async () => {
    const [ada, bea] = [await app.createPerson(), await app.createPerson()];
    const client = await join({ token: bea.token });
    app.graph.followers.set(ada.id, [bea.id]);
    await app.happen('post.published', { postId: app.createPost(ada, []), authorId: ada.id, visibility: 'followers' });
    const id = await comment(bea);
    await eventually(() => client.messages.length > 0);
    expect(client.messages).toMatchObject([{ notification: { id }, unread: 1 }]);
  });
});

describe('what a client says', () => {
  it('is ignored except a ping, whatever it is', async () => {
    const { token } = await app.createPerson();
    const { socket, messages } = await join({ token });
    for (const text of ['hello', '{', '[]', 'null', '{"__proto__":{"x":1}}', '{"type":"notification"}', '<script>']) {
      socket.send(text);
    }
    socket.send(Buffer.from([0, 255, 1]));
    socket.send('{"type":"ping"}');
    await eventually(() => messages.length > 0);
    expect(messages).toEqual([{ type: 'pong' }]);
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  it('may have 64 kB, and closes with 1009 above', async () => {
    const { token } = await app.createPerson();
    const { socket, closed } = await join({ token });
    socket.send('x'.repeat(64 * 1024));
    await sleep(50);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.send('x'.repeat(64 * 1024 + 1));
    expect(await closed).toBe(1009);
    expect((await app.fetch('/healthz')).status).toBe(200);
  });

  it('closes with 4429 when it is a flood', async () => {
    const { token } = await app.createPerson();
    const { socket, closed } = await join({ token });
    for (let n = 0; n < 400; n += 1) {
      socket.send('{"type":"ping"}');
    }
    expect(await closed).toBe(4429);
  });
});

describe('the end of a sign-in', () => {
  it('closes with 4401 when the token expires, and nothing comes after', async () => {
    const person = await app.createPerson({ seconds: 2 });
    const { messages, closed } = await join({ token: person.token });
    expect(await closed).toBe(4401);
    await comment(person);
    expect(messages).toEqual([]);
  });

  it('closes at once when the session is revoked by an event', async () => {
    const person = await app.createPerson();
    const { closed } = await join({ token: person.token });
    const started = Date.now();
    await app.happen('session.revoked', {
      userId: person.id,
      tokenFamily: person.family,
      before: new Date().toISOString(),
    });
    expect(await closed).toBe(4401);
    expect(Date.now() - started).toBeLessThan(1_000);
    await expect(join({ token: person.token })).rejects.toThrow('401');
  });

  it('closes within five seconds on a replica that no event reaches', async () => {
    const replica = await app.startReplica();
    const [person, bystander] = [await app.createPerson(), await app.createPerson()];
    const { closed } = await join({ token: person.token, on: replica });
    const other = await join({ token: bystander.token, on: replica });
    const started = Date.now();
    app.graph.revocations.push({ userId: person.id, tokenFamily: person.family, before: new Date() });
    expect(await closed).toBe(4401);
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(other.socket.readyState).toBe(WebSocket.OPEN);
    await replica.close();
    expect(await other.closed).toBe(1001);
  });
});

describe('a reader that does not read', () => {
  it('is dropped, while others go on', async () => {
    const replica = await app.startReplica();
    const person = await app.createPerson({ name: 'x' });
    const slow = await join({ token: person.token, on: replica });
    const quick = await join({ token: person.token, on: replica });
    slow.socket.pause();
    const actor = await app.createPerson();
    // Large messages fill the kernel's buffers soon.
    app.graph.people.set(actor.id, { handle: actor.handle, name: 'n'.repeat(1_000_000) });
    const postId = app.createPost(person);
    for (let n = 0; n < 12; n += 1) {
      await replica.publish(
        createEvent('comment.added', { commentId: uuidv7(), postId, authorId: person.id, actorId: actor.id }),
      );
    }
    await eventually(() => quick.messages.length === 12, 8_000);
    expect(quick.messages).toHaveLength(12);
    slow.socket.resume();
    expect([1006, 1013]).toContain(await slow.closed);
    expect(slow.messages.length).toBeLessThan(12);
    await replica.close();
  });
});
