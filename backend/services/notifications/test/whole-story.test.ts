import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { startTestStack, waitFor } from '@tintype/testing';
import type { Mail, TestPerson, TestStack } from '@tintype/testing';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

async function subscribe(person: TestPerson): Promise<string> {
  const address = `inbox.${person.handle}@example.com`;
  const { status } = await stack.fetch('/api/notifications/channels', { as: person, json: { kind: 'email', address } });
  expect(status).toBe(201);
  const [asked] = await stack.mailbox({ to: address });
  const link = /http\S+\/mailbox\/sns\/confirm\S+/.exec(asked?.text ?? '')?.[0] ?? '';
  expect((await fetch(link)).status).toBe(200);
  return address;
}

async function publish(person: TestPerson, visibility = 'public'): Promise<string> {
  const photo = await stack.uploadPhoto(person);
  const json = { photos: [{ id: photo.id, alt: 'A hill' }], caption: 'Secret words', visibility };
  const { status, body } = await stack.fetch('/api/posts', { as: person, json });
  expect(status).toBe(201);
  return body.id as string;
}

async function mailsTo(address: string): Promise<Mail[]> {
  return (await stack.mailbox({ to: address })).filter(({ subject }) => !subject.includes('Confirmation'));
}

async function listOf(person: TestPerson) {
  return (await stack.fetch('/api/notifications', { as: person })).body;
}

/** Opens a socket as the pages do. */
async function join(person: TestPerson) {
  const url = new URL('/ws', stack.url.replace('http', 'ws'));
  const socket = new WebSocket(url, ['tintype.v1', `bearer.${person.token}`], { origin: new URL(stack.url).origin });
  const messages: Record<string, unknown>[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as Record<string, unknown>));
  const closed = new Promise<number>((resolve) => void socket.once('close', resolve));
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return { messages, closed };
}

describe('notifications among all services', () => {
  it('tell of a follow, a post, a like and a comment, in the app, by mail and over the socket', async () => {
    const [ada, bea] = [await stack.createPerson({ name: 'Ada Lovelace' }), await stack.createPerson({ name: 'Bea' })];
    const [adas, beas] = [await subscribe(ada), await subscribe(bea)];
    const { messages } = await join(bea);

    await stack.fetch(`/api/people/${ada.handle}/follow`, { as: bea, method: 'PUT' });
    await waitFor(async () => (await mailsTo(adas)).length === 1, 'the mail about the follow');
    expect((await mailsTo(adas))[0]).toMatchObject({ subject: 'Bea follows you now' });
    expect((await mailsTo(adas))[0]?.text).toContain(`${stack.url}/@${bea.handle}\n`);

    const postId = await publish(ada, 'followers');
    await waitFor(async () => (await mailsTo(beas)).length === 1, 'the mail about the post');
    const [mail] = await mailsTo(beas);
    expect(mail?.subject).toBe('Ada Lovelace shared something new');
    expect(mail?.text).toContain(`${stack.url}/posts/${postId}\n`);
    expect(mail?.text).not.toContain('Secret words');
    const { items, unread } = await listOf(bea);
    expect(items).toMatchObject([{ kind: 'post_published', post: { id: postId, thumbnailAlt: 'A hill' } }]);
    const thumbnail = await fetch(new URL(items[0].post.thumbnailUrl, stack.url));
    expect(thumbnail.status).toBe(200);
    await waitFor(() => messages.length === 1, 'the message over the socket');
    expect(messages).toMatchObject([
      { type: 'notification', unread, notification: { id: items[0].id, post: { id: postId } } },
    ]);

    await stack.fetch(`/api/posts/${postId}/like`, { as: bea, method: 'PUT' });
    await stack.fetch(`/api/posts/${postId}/comments`, { as: bea, json: { text: 'Secret answer' } });
    await waitFor(async () => (await listOf(ada)).items.length === 3, 'the like and the comment');
    const kinds = (await listOf(ada)).items.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(['comment_added', 'post_liked', 'followed']);
    expect(await mailsTo(adas)).toHaveLength(1);
  });

  it('forget posts that are narrowed or deleted, and say nothing of private ones', async () => {
    const [ada, bea] = [await stack.createPerson(), await stack.createPerson()];
    const address = await subscribe(bea);
    await stack.fetch(`/api/people/${ada.handle}/follow`, { as: bea, method: 'PUT' });
    const secret = await publish(ada, 'private');
    const narrowed = await publish(ada);
    const deleted = await publish(ada);
    await waitFor(async () => (await mailsTo(address)).length === 2, 'the mails about two posts');
    expect((await mailsTo(address)).some(({ text }) => text.includes(secret))).toBe(false);
    expect((await listOf(bea)).unread).toBe(2);

    await stack.fetch(`/api/posts/${narrowed}`, { as: ada, method: 'PATCH', json: { visibility: 'private' } });
    await stack.fetch(`/api/posts/${deleted}`, { as: ada, method: 'DELETE' });
    expect(await listOf(bea)).toMatchObject({ items: [], unread: 0 });
  });

  it('end with the sign-in: the socket closes within five seconds of signing out', async () => {
    const ada = await stack.createPerson();
    const { closed } = await join(ada);
    const started = Date.now();
    await stack.fetch('/api/auth/sign-out', {
      as: ada,
      method: 'POST',
      headers: { Cookie: ada.cookie, Origin: new URL(stack.url).origin },
    });
    expect(await closed).toBe(4401);
    expect(Date.now() - started).toBeLessThan(5_000);
  });
});
