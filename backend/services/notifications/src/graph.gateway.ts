import { GraphServiceDefinition, createGrpcClient } from '@tintype/grpc';
import type { PersonCard, PostCard } from '@tintype/grpc';

export type { PersonCard, PostCard } from '@tintype/grpc';

/** What posts knows of people and posts. */
export interface Graph {
  /** One page of followers; `next` is empty at the end. */
  followersOf(personId: string, after: string, limit: number): Promise<{ ids: readonly string[]; next: string }>;
  /** Cards by id; who is not there any more is left out. */
  people(ids: Iterable<string>): Promise<ReadonlyMap<string, PersonCard>>;
  /** Cards by id, of those posts that the viewer may see now. */
  posts(viewerId: string, ids: Iterable<string>): Promise<ReadonlyMap<string, PostCard>>;
  close(): void;
}

/** Connects to posts. */
export function connectGraph(config: { POSTS_GRPC: string; GRPC_TOKEN: string }): Graph {
  const client = createGrpcClient(GraphServiceDefinition, { address: config.POSTS_GRPC, token: config.GRPC_TOKEN });
  const byId = <Card extends { id: string }>(cards: readonly Card[]) => new Map(cards.map((card) => [card.id, card]));
  return {
    followersOf: async (personId, after, limit) => {
      const answer = await client.call.listFollowers({ personId, after, limit });
      return { ids: answer.followerIds, next: answer.next };
    },
    people: async (ids) => {
      const personIds = [...new Set(ids)];
      return byId(personIds.length === 0 ? [] : (await client.call.describePeople({ personIds })).people);
    },
    posts: async (viewerId, ids) => {
      const postIds = [...new Set(ids)];
      return byId(postIds.length === 0 ? [] : (await client.call.describePosts({ viewerId, postIds })).posts);
    },
    close: () => client.close(),
  };
}
