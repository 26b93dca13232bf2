import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHarness } from '../../test/harness.ts';
import type { Harness, Person } from '../../test/harness.ts';

let app: Harness;
beforeAll(async () => {
  app = await startHarness();
});
afterAll(() => app.close());

async function follow(follower: Person, followee: Person): Promise<void> {
  app.graph.followers.set(followee.id, [...(app.graph.followers.get(followee.id) ?? []), follower.id]);
  await app.happen('follow.accepted', { followerId: follower.id, followeeId: followee.id });
}

async function historyOf(person: Person) {
  return (await app.fetch('/api/notifications', { as: person })).body;
}

/** Mails about what happened, without those that ask to confirm. */
async function mailsTo(address: string) {
  return (await app.mailbox(address)).filter(({ subject }) => !subject.includes('Confirmation'));
}

describe('the story of a follow and a post', () => {
  it('tells in the app and by mail, with links to the right pages', async () => {
    const ada = await app.createPerson({ name: 'Ada Lovelace' });
    const bea = await app.createPerson({ name: 'Bea' });
    const adas = await app.addChannel(ada);
    const beas = await app.addChannel(bea);

    await follow(bea, ada);
    const postId = app.createPost(ada);
    await app.happen('post.published', { postId, authorId: ada.id, visibility: 'public' });
    await app.mailsDone();

    expect(await historyOf(ada)).toMatchObject({
      unread: 1,
      next: null,
      items: [
        { kind: 'followed', isRead: false, actor: { id: bea.id, handle: bea.handle, avatarUrl: null }, post: null },
      ],
    });
    expect(await historyOf(bea)).toMatchObject({
      unread: 1,
      items: [{ kind: 'post_published', actor: { id: ada.id }, post: { id: postId, thumbnailAlt: 'A photo' } }],
    });
    const [toAda, ...moreToAda] = await mailsTo(adas.address);
    expect(moreToAda).toEqual([]);
    expect(toAda?.subject).toBe('Bea follows you now');
    expect(toAda?.text).toContain(`http://localhost:8080/@${bea.handle}\n`);
    const [toBea, ...moreToBea] = await mailsTo(beas.address);
    expect(moreToBea).toEqual([]);
    expect(toBea?.subject).toBe('Ada Lovelace shared something new');
    expect(toBea?.text).toContain(`http://localhost:8080/posts/${postId}\n`);
    expect(toBea?.text).toContain('http://localhost:8080/settings');
  });
});
