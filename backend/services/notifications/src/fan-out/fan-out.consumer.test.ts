import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEvent } from '@tintype/events';
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

async function historyOf(person: Person, limit = 20) {
  return (await app.fetch(`/api/notifications?limit=${limit}`, { as: person })).body;
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

describe('an event that comes again', () => {
  it('gives one notification and one mail, one after another and at the same time', async () => {
    const [ada, bea] = [await app.createPerson(), await app.createPerson()];
    const { address } = await app.addChannel(bea);
    app.graph.followers.set(ada.id, [bea.id]);
    const event = createEvent('post.published', {
      postId: app.createPost(ada),
      authorId: ada.id,
      visibility: 'followers',
    });

    await Promise.all([app.publish(event), app.publish(event)]);
    await app.publish(event);
    await app.mailsDone();

    expect((await historyOf(bea)).items).toHaveLength(1);
    expect(await mailsTo(address)).toHaveLength(1);
  });

  it('goes on with the followers where it stopped', async () => {
    const author = await app.createPerson();
    const followers = await Promise.all(Array.from({ length: 1_050 }, () => app.createPerson()));
    app.graph.followers.set(
      author.id,
      followers.map(({ id }) => id),
    );
    app.graph.pagesAsked.length = 0;
    app.graph.failPages = 1;

    await app.happen('post.published', { postId: app.createPost(author), authorId: author.id, visibility: 'public' });

    const [second, third] = [followers[499]?.id, followers[999]?.id];
    expect(app.graph.pagesAsked).toEqual(['', second, second, third]);
    for (const follower of [followers[0], followers[499], followers[500], followers[1_049]]) {
      expect((await historyOf(follower as Person)).items).toHaveLength(1);
    }
  });
});

describe('likes and comments', () => {
  it('tell the author in the app, not by mail', async () => {
    const [ada, bea] = [await app.createPerson(), await app.createPerson()];
    const { address } = await app.addChannel(ada);
    const postId = app.createPost(ada);

    await app.happen('post.liked', { postId, authorId: ada.id, actorId: bea.id });
    await app.happen('comment.added', { commentId: postId, postId, authorId: ada.id, actorId: bea.id });
    await app.mailsDone();

    expect((await historyOf(ada)).items).toMatchObject([{ kind: 'comment_added' }, { kind: 'post_liked' }]);
    expect(await mailsTo(address)).toEqual([]);
  });

  it('tell once of a like that is taken back and given a hundred times', async () => {
    const [ada, bea] = [await app.createPerson(), await app.createPerson()];
    const postId = app.createPost(ada);
    const first = await app.happen('post.liked', { postId, authorId: ada.id, actorId: bea.id });
    for (let like = 0; like < 100; like += 1) {
      await app.happen('post.liked', { postId, authorId: ada.id, actorId: bea.id });
    }
    await app.publish(first);
    expect((await historyOf(ada)).items).toHaveLength(1);
  });

  it('tell nobody of their own acts', async () => {
    const ada = await app.createPerson();
    const postId = app.createPost(ada);
    await app.happen('post.liked', { postId, authorId: ada.id, actorId: ada.id });
    await app.happen('comment.added', { commentId: postId, postId, authorId: ada.id, actorId: ada.id });
    expect((await historyOf(ada)).items).toEqual([]);
  });
});

describe('following again and again', () => {
  it('is mailed once a day', async () => {
    const [ada, bea] = [await app.createPerson(), await app.createPerson()];
    const { address } = await app.addChannel(ada);
    for (let time = 0; time < 5; time += 1) {
      await app.happen('follow.accepted', { followerId: bea.id, followeeId: ada.id });
    }
    await app.mailsDone();
    expect((await historyOf(ada)).items).toHaveLength(1);
    expect(await mailsTo(address)).toHaveLength(1);
  });
});

describe('what may not be seen', () => {
  it('is never told: private posts notify nobody', async () => {
    const [ada, bea] = [await app.createPerson(), await app.createPerson()];
    const { address } = await app.addChannel(bea);
    app.graph.followers.set(ada.id, [bea.id]);
    const postId = app.createPost(ada, []);
    await app.happen('post.published', { postId, authorId: ada.id, visibility: 'private' });
    await app.mailsDone();
    expect(await historyOf(bea)).toMatchObject({ items: [], unread: 0 });
    expect(await mailsTo(address)).toEqual([]);
  });

  it('vanishes when a post is narrowed or deleted, from the list, the count and the mails on their way', async () => {
    const [ada, bea] = [await app.createPerson(), await app.createPerson()];
    const { address } = await app.addChannel(bea);
    app.graph.followers.set(ada.id, [bea.id]);
    const postId = app.createPost(ada);
    app.sns.fault = 'down';
    await app.happen('post.published', { postId, authorId: ada.id, visibility: 'public' });
    expect(await historyOf(bea)).toMatchObject({ unread: 1 });

    app.graph.posts.set(postId, { authorId: ada.id, viewers: [] });
    app.sns.fault = 'none';
    await app.mailsDone();

    expect(await historyOf(bea)).toMatchObject({ items: [], unread: 0 });
    expect(await mailsTo(address)).toEqual([]);
    app.graph.posts.delete(postId);
    expect(await historyOf(bea)).toMatchObject({ items: [], unread: 0 });
  });
});

describe('an account that is deleted', () => {
  it('takes its history, its channels and its topics along, and its name out of others histories', async () => {
    const [ada, bea] = [await app.createPerson(), await app.createPerson()];
    const { address } = await app.addChannel(ada);
    await follow(bea, ada);
    await follow(ada, bea);
    await app.mailsDone();
    expect((await historyOf(bea)).items).toHaveLength(1);

    app.graph.people.delete(ada.id);
    await app.happen('user.deleted', { userId: ada.id });

    expect(await historyOf(ada)).toMatchObject({ items: [], unread: 0 });
    expect((await app.fetch('/api/notifications/channels', { as: ada })).body.items).toEqual([]);
    expect((await historyOf(bea)).items).toEqual([]);
    const mails = await mailsTo(address);
    await app.happen('follow.accepted', { followerId: bea.id, followeeId: ada.id });
    await app.mailsDone();
    expect(await mailsTo(address)).toEqual(mails);
  });
});
