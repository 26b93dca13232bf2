import type { Scope } from '../scope.ts';
import { notifyPerson } from './notify-person.command.ts';

const followersPerPage = 500;
const atATime = 16;

/** A post that was just published. */
export interface PublishedPost {
  readonly eventId: string;
  readonly at: string;
  readonly postId: string;
  readonly authorId: string;
}

/**
 * Tells every follower of a new post, a page at a time; what was done is kept, so that an event that comes again goes on
 * where it stopped, and one that was finished is let pass.
 */
export async function notifyFollowers(scope: Scope, post: PublishedPost): Promise<void> {
  let { after, isDone } = await scope.progress.load(post.eventId);
  while (!isDone) {
    const page = await scope.graph.followersOf(post.authorId, after, followersPerPage);
    const channels = await scope.channels.channelsOf(page.ids);
    await inParallel(page.ids, (personId) =>
      notifyPerson(
        scope,
        {
          id: post.eventId,
          personId,
          kind: 'post_published',
          actorId: post.authorId,
          postId: post.postId,
          createdAt: post.at,
        },
        channels.get(personId) ?? [],
      ),
    );
    after = page.next;
    isDone = page.next === '';
    await scope.progress.save(post.eventId, { after, isDone });
  }
}

async function inParallel(ids: readonly string[], work: (id: string) => Promise<void>): Promise<void> {
  const waiting = ids.values();
  const worker = async (): Promise<void> => {
    for (const id of waiting) {
      await work(id);
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}
