import type { MikroORM } from '@mikro-orm/postgresql';
import { startTestStack } from '@tintype/testing';
import type { TestAnswer, TestPerson, TestStack } from '@tintype/testing';
import { connectDatabase } from '../src/orm.config.ts';

export type Audience = 'public' | 'followers' | 'private';
export const audiences = ['public', 'followers', 'private'] as const;

/** What a test gives of a post; the rest is filled in. */
interface PostInput {
  readonly visibility?: Audience;
  readonly caption?: string;
  readonly photos?: readonly { id: string; alt: string }[];
  readonly albumId?: string;
}

/** A whole Tintype with shorthands for what tests of posts do all the time. */
export interface World extends TestStack {
  /** The database of posts, for what no endpoint shows. */
  readonly orm: MikroORM;
  person(handle?: string): Promise<TestPerson>;
  /** A photo of the person; the same again, since a photo may be in several posts. */
  photoOf(person: TestPerson): Promise<{ id: string; width: number; height: number }>;
  tryToPost(person: TestPerson, post?: PostInput, headers?: Record<string, string>): Promise<TestAnswer<Post>>;
  post(person: TestPerson, post?: PostInput): Promise<Post>;
  album(person: TestPerson, visibility?: Audience, title?: string): Promise<{ id: string }>;
  follow(follower: TestPerson, followee: TestPerson): Promise<void>;
  sql<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Waits until every event that was recorded has been handled. */
  settled(): Promise<void>;
}

export interface Post {
  readonly id: string;
  readonly code?: string;
  readonly photos: readonly { id: string; alt: string; variants: readonly { url: string }[] }[];
  readonly counts: { readonly likes: number; readonly comments: number };
  readonly latestComments: readonly { id: string; text: string }[];
  readonly album?: { readonly id: string; readonly title: string };
  readonly visibility: Audience;
}

/** Starts a world; close it in `afterAll`. */
export async function startWorld(): Promise<World> {
  const stack = await startTestStack({ services: ['auth', 'media', 'posts'] });
  const orm = await connectDatabase(stack.tintype.postgres.url('posts'), {
    maxConnections: 5,
    waitMilliseconds: 10_000,
  });
  const photos = new Map<string, Promise<{ id: string; width: number; height: number }>>();
  const sql: World['sql'] = async (text, values = []) => orm.em.fork().execute(text, [...values]);

  const photoOf: World['photoOf'] = (person) => {
    const known = photos.get(person.id) ?? stack.uploadPhoto(person);
    photos.set(person.id, known);
    return known;
  };
  const tryToPost: World['tryToPost'] = async (person, post = {}, headers = {}) => {
    const { visibility = 'public', caption = '', albumId } = post;
    const given = post.photos ?? [{ id: (await photoOf(person)).id, alt: '' }];
    const json = { photos: given, caption, visibility, ...(albumId !== undefined && { albumId }) };
    return stack.fetch<Post>('/api/posts', { as: person, json, headers });
  };
  return {
    ...stack,
    orm,
    sql,
    photoOf,
    tryToPost,
    person: (handle) => stack.createPerson(handle === undefined ? {} : { handle }),
    post: async (person, post) => expectStatus(201, await tryToPost(person, post)),
    album: async (person, visibility = 'public', title = 'An album') =>
      expectStatus(201, await stack.fetch<{ id: string }>('/api/albums', { as: person, json: { title, visibility } })),
    follow: async (follower, followee) => {
      const path = `/api/people/${followee.handle}/follow`;
      expectStatus(200, await stack.fetch<object>(path, { as: follower, method: 'PUT' }));
    },
    settled: async () => {
      for (;;) {
        const [row] = await sql<{ waiting: number }>(
          'select count(*)::int as waiting from outbox where published_at is null',
        );
        if (row?.waiting === 0) {
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    close: async () => {
      await orm.close();
      await stack.close();
    },
  };
}

function expectStatus<T>(status: number, answer: TestAnswer<T>): T {
  if (answer.status !== status) {
    throw new Error(`expected ${status}, got ${answer.status}: ${answer.text}`);
  }
  return answer.body;
}
