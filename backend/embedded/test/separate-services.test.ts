import { mkdtemp, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCaller, drawPhoto, signUpPerson, waitFor } from '@tintype/testing';
import type { AnyJson, Mail, TestAnswer, TestPerson, TestRequest } from '@tintype/testing';
import { hasRabbitmq, prepareBroker } from '@tintype/testing/rabbitmq';
import type { Broker } from '@tintype/testing/rabbitmq';
import { startSeparately } from './separate-services.ts';
import type { SeparateServices } from './separate-services.ts';

// Where Debian's rabbitmq-server is not installed there is no broker to run over; `make test` says so in one line.
const describeWithBroker = hasRabbitmq ? describe : describe.skip;

describeWithBroker('the services, each in processes of its own, over RabbitMQ', () => {
  let dataDirectory: string;
  let broker: Broker;
  let system: SeparateServices;
  let call: (path: string, request?: TestRequest) => Promise<TestAnswer<AnyJson>>;
  let author: TestPerson;
  let follower: TestPerson;
  const mailbox = async ({ to }: { to: string }): Promise<Mail[]> =>
    ((await call('/mailbox.json')).body as Mail[]).filter((mail) => mail.to === to);
  const post = async (caption: string): Promise<string> => {
    const form = new FormData();
    form.append('image', new Blob([new Uint8Array(await drawPhoto({ width: 200, height: 150 }))]), 'a.jpg');
    const { body: photo } = await call('/api/photos', { as: author, body: form });
    const json = { photos: [{ id: photo.id }], caption, visibility: 'public' };
    const answer = await call('/api/posts', {
      as: author,
      json,
      headers: { 'Idempotency-Key': `post-${encodeURIComponent(caption)}` },
    });
    expect([answer.status, answer.text.slice(0, 200)]).toEqual([201, expect.any(String)]);
    return answer.body.id as string;
  };
  const feedOf = async (person: TestPerson): Promise<string[]> =>
    (await call('/api/feed?limit=100', { as: person })).body.items.map((item: { id: string }) => item.id);

  beforeAll(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'tintype-separate-'));
    broker = await prepareBroker();
    await broker.start();
    system = await startSeparately({ dataDirectory, eventsUrl: broker.url, twice: ['posts', 'notifications'] });
    call = createCaller(system.url).json;
    author = await signUpPerson(call, mailbox);
    follower = await signUpPerson(call, mailbox);
    await call(`/api/people/${author.handle}/follow`, { as: follower, method: 'PUT' });
  }, 180_000);
  afterAll(async () => {
    await system?.close();
    await broker?.remove();
    await rm(dataDirectory, { recursive: true, force: true });
  });

  it('bring a post to the follower: feed, notification, picture', async () => {
    const id = await post('first');
    await waitFor(async () => (await feedOf(follower)).includes(id), 'the post in the feed', 20_000);
    const told = async () => (await call('/api/notifications', { as: follower })).body.items;
    await waitFor(async () => (await told()).length > 0, 'the notification', 20_000);
    expect((await told())[0]).toMatchObject({ kind: 'post_published', actor: { handle: author.handle }, post: { id } });
    const { body } = await call(`/api/posts/${id}`);
    expect((await call(body.photos[0].variants[0].url)).status).toBe(200);
  }, 60_000);

  it('end a session everywhere within 5 seconds', async () => {
    const person = await signUpPerson(call, mailbox);
    await call('/api/auth/sign-out', { method: 'POST', headers: { cookie: person.cookie } });
    const paths = ['/api/feed', '/api/feed', '/api/notifications', '/api/notifications', '/api/photos/limits'];
    await waitFor(
      async () =>
        (await Promise.all(paths.map((path) => call(path, { as: person })))).every(({ status }) => status === 401),
      'every replica to refuse the token',
      5_000,
    );
  }, 30_000);

  it('lose and double nothing when a replica and then the broker are killed in the middle', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 20; i += 1) {
      ids.push(await post(`post ${i}`));
      if (i === 5) {
        await system.replicas.find((replica) => replica.service === 'posts')?.kill('SIGKILL');
      }
      if (i === 10) {
        await broker.kill();
      }
    }
    await broker.start();
    await system.replicas.find((replica) => replica.service === 'posts')?.start();
    await waitFor(
      async () => {
        const feed = await feedOf(follower);
        return ids.every((id) => feed.includes(id));
      },
      'every post in the feed',
      60_000,
    );
    const feed = await feedOf(follower);
    expect(new Set(feed).size).toBe(feed.length);
    const told = async (): Promise<{ post?: { id: string } }[]> =>
      (await call('/api/notifications?limit=100', { as: follower })).body.items;
    await waitFor(
      async () => {
        const notified = (await told()).map((item) => item.post?.id);
        return ids.every((id) => notified.includes(id));
      },
      'a notification of each',
      60_000,
    );
    const notified = (await told()).map((item) => item.post?.id);
    expect(new Set(notified).size).toBe(notified.length);
  }, 180_000);

  it.each([['postgres' as const], ['aws' as const]])(
    'fail no request while %s is restarted: what may be repeated waits',
    async (store) => {
      const id = await post(`before ${store} restarts`);
      const form = new FormData();
      form.append('image', new Blob([new Uint8Array(await drawPhoto({ width: 200, height: 150 }))]), 'a.jpg');
      const signIn = { json: { email: follower.email, password: follower.password } };
      const requests: readonly (() => [string, TestRequest])[] = [
        () => ['/api/feed', { as: follower }],
        () => [`/api/posts/${id}/like`, { as: follower, method: 'PUT' }],
        () => [
          `/api/posts/${id}/comments`,
          { as: follower, json: { text: 'well said' }, headers: { 'Idempotency-Key': randomUUID() } },
        ],
        () => ['/api/notifications', { as: follower }],
        () => ['/api/auth/sessions', { as: follower }],
        () => ['/api/auth/sign-in', signIn],
        () => ['/api/photos', { as: author, body: form, headers: { 'Idempotency-Key': randomUUID() } }],
      ];
      const answers = new Map<string, number>();
      let isOver = false;
      const asking = requests.map(async (next, number) => {
        for (let time = 0; !isOver || time === 0; time += 1) {
          const [path, request] = next();
          const { status } = await call(path, request);
          const answer = `${number} ${path} ${status < 300 ? 'done' : status}`;
          answers.set(answer, (answers.get(answer) ?? 0) + 1);
          // Uploads and sign-ins are limited to so many in a time.
          await sleep(number < 5 ? 10 : 1_000);
        }
      });
      await sleep(500);
      await system.restart(store);
      await sleep(500);
      isOver = true;
      await Promise.all(asking);
      expect([...answers.keys()].toSorted()).toEqual(requests.map((next, number) => `${number} ${next()[0]} done`));
      const { items } = (await call(`/api/posts/${id}/comments?limit=100`, { as: follower })).body;
      expect(items.length).toBe(Math.min(100, answers.get(`2 /api/posts/${id}/comments done`) ?? 0));
    },
    120_000,
  );

  it('drain and exit with 0 when they are told to stop', async () => {
    const codes = await Promise.all(system.replicas.map((replica) => replica.kill('SIGTERM')));
    expect(codes).toEqual(system.replicas.map(() => 0));
  }, 60_000);
});
