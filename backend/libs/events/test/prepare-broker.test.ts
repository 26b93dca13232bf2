import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Connection } from 'rabbitmq-client';
import { silentLogger } from '@tintype/logger';
import { endPrograms, freePort, runProgram } from '@tintype/testing/processes';
import { hasRabbitmq, prepareBroker } from '@tintype/testing/rabbitmq';
import type { Broker } from '@tintype/testing/rabbitmq';
import type { AnyEvent } from '../src/index.ts';
import { createRabbitmqTransport } from '../src/rabbitmq-transport.ts';
import { deletedUser } from '../src/transport.suite.ts';
import type { EventTransport } from '../src/index.ts';
import { until } from './array-outbox.ts';

const [describeHere, title] = hasRabbitmq
  ? [describe, 'the users of the broker']
  : [describe.skip, 'the users of the broker (left out: Debian package rabbitmq-server is not installed)'];

const admin = { username: 'administrator', password: 'a password of the administrator' };
const passwords: Record<string, string> = {
  auth: 'a password/of:auth@home',
  media: 'a password of media',
  posts: 'a password of posts',
  notifications: 'a password of notifications',
};

describeHere(title, () => {
  let broker: Broker;
  const open: { close(): Promise<void> }[] = [];

  const prepare = (extra: Record<string, string> = {}) =>
    runProgram('libs/events/src/prepare-broker.ts', {
      BROKER_MANAGEMENT_URL: broker.managementUrl,
      BROKER_USERNAME: admin.username,
      BROKER_PASSWORD: admin.password,
      BROKER_WAIT: '30',
      ...Object.fromEntries(
        Object.entries(passwords).map(([name, value]) => [`${name.toUpperCase()}_EVENTS_PASSWORD`, value]),
      ),
      ...extra,
    });

  function addressOf(username: string, password = passwords[username] ?? ''): string {
    const url = new URL(broker.url);
    [url.username, url.password] = [encodeURIComponent(username), encodeURIComponent(password)];
    return url.href;
  }

  function connect(service: string): EventTransport {
    const transport = createRabbitmqTransport(addressOf(service), { logger: silentLogger, service });
    open.push(transport);
    return transport;
  }

  function connectRaw(username: string, password?: string): Connection {
    const connection = new Connection({ url: addressOf(username, password), retryLow: 100, retryHigh: 500 });
    connection.on('error', () => undefined);
    // One that never got in has nothing to say goodbye to.
    open.push({ close: async () => connection.unsafeDestroy() });
    return connection;
  }

  const manage = (path: string, as: { username: string; password: string }, init: RequestInit = {}) =>
    fetch(`${broker.managementUrl}/api/${path}`, {
      ...init,
      headers: { authorization: `Basic ${Buffer.from(`${as.username}:${as.password}`).toString('base64')}` },
    });

  beforeAll(async () => {
    broker = await prepareBroker({ management: true });
    await broker.start();
    const guest = { username: 'guest', password: 'guest' };
    await until(async () => (await manage('whoami', guest).catch(() => undefined))?.ok === true, 60_000);
    const { username, password } = admin;
    await manage(`users/${username}`, guest, {
      method: 'PUT',
      body: JSON.stringify({ password, tags: 'administrator' }),
    });
    await manage(`permissions/%2F/${username}`, guest, {
      method: 'PUT',
      body: JSON.stringify({ configure: '.*', write: '.*', read: '.*' }),
    });
    const task = prepare();
    expect([await task.exited, task.output()]).toEqual([0, expect.stringContaining('guest is gone')]);
    for (const secret of [...Object.values(passwords), admin.password]) {
      expect(task.output()).not.toContain(secret);
    }
  }, 120_000);
  afterAll(async () => {
    await endPrograms();
    await Promise.all(open.map((each) => each.close()));
    await broker?.remove();
  }, 30_000);

  it('let services publish, consume and listen', async () => {
    const [auth, posts, media] = [connect('auth'), connect('posts'), connect('media')];
    const event = deletedUser();
    const [consumed, heard]: [AnyEvent[], AnyEvent[]] = [[], []];
    await posts.subscribe({
      consumer: 'posts.accounts',
      events: ['user.registered', 'user.deleted'],
      handle: async (each) => void consumed.push(each),
    });
    await media.listen(['user.deleted'], async (each) => void heard.push(each));
    await auth.publish(event);
    await until(() => consumed.length === 1 && heard.length === 1);
    expect([consumed, heard]).toEqual([[event], [event]]);
    // Media was not subscribed, and its event waits in the queue that was prepared for it.
    const waiting = await connectRaw('media').basicGet({ queue: 'media.claims', noAck: true });
    expect(waiting?.messageId).toBe(event.id);
  });

  it('cannot touch what is not theirs, nor administer', async () => {
    const posts = connectRaw('posts');
    await posts.onConnect();
    const refused = { code: 'ACCESS_REFUSED' };
    await expect(posts.queueDelete('media.claims')).rejects.toMatchObject(refused);
    await expect(posts.queuePurge('media.claims')).rejects.toMatchObject(refused);
    await expect(posts.basicGet('media.claims')).rejects.toMatchObject(refused);
    await expect(posts.basicGet('media.claims.dead')).rejects.toMatchObject(refused);
    await expect(posts.queueDeclare({ queue: 'anything' })).rejects.toMatchObject(refused);
    await expect(posts.exchangeDelete({ exchange: 'tintype.events' })).rejects.toMatchObject(refused);
    await expect(posts.exchangeDeclare({ exchange: 'tintype.other', type: 'topic' })).rejects.toMatchObject(refused);
    const bound = { queue: 'media.claims', exchange: 'tintype.events', routingKey: 'post.liked' };
    await expect(posts.queueBind(bound)).rejects.toMatchObject(refused);
    expect((await manage('users', { username: 'posts', password: passwords['posts'] ?? '' })).status).toBe(401);
  });

  it('are all there are: guest is gone', async () => {
    const users = (await (await manage('users', admin)).json()) as { name: string }[];
    expect(users.map(({ name }) => name).sort()).toEqual([admin.username, ...Object.keys(passwords)].sort());
    await expect(connectRaw('guest', 'guest').onConnect(1_500)).rejects.toThrow();
  });

  it('get a new password when the task is repeated with one', async () => {
    const next = 'the next password of media';
    expect(await prepare({ MEDIA_EVENTS_PASSWORD: next }).exited).toBe(0);
    await expect(connectRaw('media').onConnect(1_500)).rejects.toThrow();
    await connectRaw('media', next).onConnect(5_000);
  });

  it('are not made half: what is missing or refused is said, with 1', async () => {
    const missing = prepare({ POSTS_EVENTS_PASSWORD: '' });
    expect([await missing.exited, missing.output()]).toEqual([
      1,
      expect.stringContaining('POSTS_EVENTS_PASSWORD is not set'),
    ]);
    const wrong = prepare({ BROKER_PASSWORD: 'wrong' });
    expect([await wrong.exited, wrong.output()]).toEqual([1, expect.stringContaining('was answered with 401')]);
    const away = prepare({ BROKER_MANAGEMENT_URL: `http://127.0.0.1:${await freePort()}`, BROKER_WAIT: '1' });
    expect([await away.exited, away.output()]).toEqual([1, expect.stringContaining('waiting for the broker')]);
  });
});
