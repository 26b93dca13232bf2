import { setTimeout as sleep } from 'node:timers/promises';
import { unavailable } from '@tintype/errors';
import { GraphServiceDefinition, SessionServiceDefinition, implement, startGrpcServer } from '@tintype/grpc';
import { silentLogger } from '@tintype/logger';

/** A post and who may see it. */
interface KnownPost {
  readonly authorId: string;
  viewers: 'everybody' | readonly string[];
}

/** What posts and auth would answer, in memory. */
export interface SocialGraph {
  readonly address: string;
  readonly people: Map<string, { handle: string; name: string }>;
  readonly posts: Map<string, KnownPost>;
  /** Followers by the person they follow. */
  readonly followers: Map<string, string[]>;
  readonly revocations: { userId: string; tokenFamily: string; before: Date }[];
  /** Pages of followers that were asked for. */
  readonly pagesAsked: string[];
  /** Fails that many calls for followers, after the first page. */
  failPages: number;
  close(): Promise<void>;
}

/** Starts a double of the services that notifications asks. */
export async function startSocialGraph(token: string): Promise<SocialGraph> {
  const people: SocialGraph['people'] = new Map();
  const posts: SocialGraph['posts'] = new Map();
  const followers: SocialGraph['followers'] = new Map();
  const revocations: SocialGraph['revocations'] = [];
  const graph = implement(GraphServiceDefinition, {
    listFollowers: async ({ personId, after, limit }) => {
      state.pagesAsked.push(after);
      if (after !== '' && state.failPages > 0) {
        state.failPages -= 1;
        throw unavailable();
      }
      const all = followers.get(personId) ?? [];
      const start = after === '' ? 0 : all.indexOf(after) + 1;
      const followerIds = all.slice(start, start + limit);
      const next = start + limit < all.length ? (followerIds.at(-1) ?? '') : '';
      await sleep(1);
      return { followerIds, next };
    },
    describePeople: async ({ personIds }) => ({
      people: personIds.flatMap((id) => {
        const person = people.get(id);
        return person ? [{ id, ...person, avatarUrl: '' }] : [];
      }),
    }),
    describePosts: async ({ viewerId, postIds }) => ({
      posts: postIds.flatMap((id) => {
        const post = posts.get(id);
        const maySee =
          post && (post.viewers === 'everybody' || post.authorId === viewerId || post.viewers.includes(viewerId));
        return maySee
          ? [{ id, authorId: post.authorId, thumbnailUrl: `/media/${id}/160.webp`, thumbnailAlt: 'A photo' }]
          : [];
      }),
    }),
  });
  const sessions = implement(SessionServiceDefinition, {
    listRevocations: async () => ({ revocations, asOf: new Date() }),
  });
  const server = await startGrpcServer({
    host: '127.0.0.1',
    port: 0,
    token,
    logger: silentLogger,
    services: [graph, sessions],
  });
  const state: SocialGraph = {
    address: server.address,
    people,
    posts,
    followers,
    revocations,
    pagesAsked: [],
    failPages: 0,
    close: () => server.close(),
  };
  return state;
}
