import { z } from 'zod';
import { GraphServiceDefinition, implement } from '@tintype/grpc';
import type { GraphServiceImplementation } from '@tintype/grpc';
import { invalidInput } from '@tintype/errors';
import type { Dependencies } from '../dependencies.ts';
import { presentPerson } from '../reading/person.presenter.ts';
import { describePeople } from './describe-people.query.ts';
import { describePosts } from './describe-posts.query.ts';
import { listFollowerIds } from './list-follower-ids.query.ts';
import { presentPostCard } from './post-card.presenter.ts';

const Id = z.uuid();
const IdOrNone = z.union([Id, z.literal('')]);
const Ids = z.array(Id).max(1000);

/** People and posts for other services. */
export function implementGraph(dependencies: Pick<Dependencies, 'reader' | 'mediaUrls'>): ReturnType<typeof implement> {
  const urls = dependencies.mediaUrls;
  const implementation: GraphServiceImplementation = {
    listFollowers: async ({ personId, after, limit }) =>
      listFollowerIds(dependencies, {
        personId: read('person_id', Id, personId),
        after: read('after', IdOrNone, after),
        limit,
      }),
    describePeople: async ({ personIds }) => {
      const people = await describePeople(dependencies, read('person_ids', Ids, personIds));
      return { people: people.map((row) => presentPerson(row, urls)).map(({ avatarUrl, ...person }) => ({ ...person, avatarUrl: avatarUrl ?? '' })) }; // prettier-ignore
    },
    describePosts: async ({ viewerId, postIds }) => {
      const viewer = read('viewer_id', IdOrNone, viewerId);
      const posts = await describePosts(
        dependencies,
        viewer === '' ? undefined : viewer,
        read('post_ids', Ids, postIds),
      );
      return { posts: posts.map((row) => presentPostCard(row, urls)) };
    },
  };
  return implement(GraphServiceDefinition, implementation);
}

function read<T>(field: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) {
    throw invalidInput([{ path: field, message: 'This is not an id.' }]);
  }
  return result.data;
}
