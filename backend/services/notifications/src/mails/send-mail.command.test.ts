import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createEvent } from '@tintype/events';
import { startHarness } from '../../test/harness.ts';
import type { Harness, Person } from '../../test/harness.ts';

let app: Harness;
let ada: Person;
let bea: Person;
beforeAll(async () => {
  app = await startHarness();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.sns.fault = 'none';
  ada = await app.createPerson();
  bea = await app.createPerson();
  app.graph.followers.set(ada.id, [bea.id]);
});

/** Ada publishes, and the mails about it are dealt with. */
async function publish(): Promise<void> {
  await app.happen('post.published', { postId: app.createPost(ada), authorId: ada.id, visibility: 'public' });
  await app.mailsDone();
}

async function mailsTo(address: string) {
  return (await app.mailbox(address)).filter(({ subject }) => !subject.includes('Confirmation'));
}

describe('who gets mail', () => {
  it('nobody before confirming, and from then on at once', async () => {
    const { address } = await app.addChannel(bea, { isConfirmed: false });
    await publish();
    expect(await mailsTo(address)).toEqual([]);

    await app.confirm(address);
    await publish();
    expect(await mailsTo(address)).toHaveLength(1);
  });

  it('every confirmed address of a person once', async () => {
    const first = await app.addChannel(bea, { address: `one.${bea.handle}@example.com` });
    const second = await app.addChannel(bea, { address: `two.${bea.handle}@example.com` });
    await publish();
    expect(await mailsTo(first.address)).toHaveLength(1);
    expect(await mailsTo(second.address)).toHaveLength(1);
  });

  it('nobody after removing the address, not even by an old link to confirm', async () => {
    const active = await app.addChannel(bea, { address: `one.${bea.handle}@example.com` });
    const pending = await app.addChannel(bea, { address: `two.${bea.handle}@example.com`, isConfirmed: false });
    for (const { id } of [active, pending]) {
      const { status } = await app.fetch(`/api/notifications/channels/${id}`, { as: bea, method: 'DELETE' });
      expect(status).toBe(204);
    }
    await app.confirm(pending.address);
    await publish();
    expect(await mailsTo(active.address)).toEqual([]);
    expect(await mailsTo(pending.address)).toEqual([]);
  });

  it('nobody after unsubscribing by the link in a mail', async () => {
    const { address } = await app.addChannel(bea);
    await publish();
    const [mail] = await mailsTo(address);
    const link = /http\S+\/mailbox\/sns\/unsubscribe\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    await fetch(link, { method: 'POST' });
    await publish();
    expect(await mailsTo(address)).toHaveLength(1);
  });
});

describe('when SNS fails', () => {
  it('tells in the app all the same, and sends each mail once when SNS is back', async () => {
    const { address } = await app.addChannel(bea);
    app.sns.fault = 'down';
    const events = [1, 2, 3].map(() =>
      createEvent('post.published', { postId: app.createPost(ada), authorId: ada.id, visibility: 'public' }),
    );
    await Promise.all(events.map((event) => app.publish(event)));
    expect((await app.fetch('/api/notifications', { as: bea })).body.items).toHaveLength(3);
    await sleep(3_000);
    expect(await mailsTo(address)).toEqual([]);

    app.sns.fault = 'none';
    await app.mailsDone();
    await Promise.all(events.map((event) => app.publish(event)));
    await app.mailsDone();
    expect(await mailsTo(address)).toHaveLength(3);
  });

  it('sends at most twice when SNS takes mails and never answers', async () => {
    const { address } = await app.addChannel(bea);
    // Known to be confirmed, so that nothing but the sending meets the fault.
    await publish();
    app.sns.fault = 'mute';
    await publish();
    expect(await mailsTo(address)).toHaveLength(3);
    expect(app.logs()).toContain('mail given up');
  });
});

describe('names', () => {
  it('cannot bring headers, lines or links into a mail', async () => {
    const { address } = await app.addChannel(bea);
    app.graph.people.set(ada.id, {
      handle: ada.handle,
      name: 'Bob\r\nBcc: x@evil.example\r\n\r\nVisit http://evil.example',
    });
    await publish();
    const mails = await mailsTo(address);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toBe(`@${ada.handle} shared something new`);
    expect(mails[0]?.text).not.toContain('evil');
    expect((await app.mailbox()).filter(({ to }) => to.includes('evil'))).toEqual([]);
  });
});

describe('several replicas', () => {
  it('send a mail once between them', async () => {
    const other = await app.startReplica();
    const { address } = await app.addChannel(bea);
    const event = createEvent('post.published', {
      postId: app.createPost(ada),
      authorId: ada.id,
      visibility: 'public',
    });
    await Promise.all([app.publish(event), other.publish(event)]);
    await app.mailsDone();
    expect(await mailsTo(address)).toHaveLength(1);
    await other.close();
  });
});
