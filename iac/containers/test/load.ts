import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { TestAnswer, TestPerson, TestRequest } from '@tintype/testing';
import type { Installation } from './installation.ts';
import { photoForm } from './installation.ts';

/** People who read, write and upload all the time, until they are told to stop. */
export interface Load {
  /** What went wrong so far, a line each. */
  readonly failures: readonly string[];
  /** Answers so far, by kind. */
  readonly done: ReadonlyMap<string, number>;
  /** Ids that were answered to writes; each must be there exactly once afterwards. */
  readonly comments: readonly string[];
  readonly photos: readonly string[];
  readonly postId: string;
  readonly reader: TestPerson;
  stop(): Promise<void>;
}

/** Starts the load. Every kind of request goes to another service, and all go on at once. */
export async function startLoad(app: Installation): Promise<Load> {
  const [author, reader, ...uploaders] = await Promise.all(
    ['Author', 'Reader', 'First', 'Second', 'Third'].map((name) => app.signUp(name)),
  );
  if (!author || !reader) {
    throw new Error('nobody signed up');
  }
  const post = await app.publish(author);
  const failures: string[] = [];
  const done = new Map<string, number>();
  const comments: string[] = [];
  const photos: string[] = [];
  let isOver = false;

  const ask = async (
    kind: string,
    status: number,
    path: string,
    request?: TestRequest,
  ): Promise<TestAnswer | undefined> => {
    const started = performance.now();
    try {
      const answer = await app.call(path, request);
      if (answer.status !== status) {
        failures.push(`${at()} ${kind}: ${answer.status} ${answer.text.slice(0, 200)}`);
        return undefined;
      }
      done.set(kind, (done.get(kind) ?? 0) + 1);
      return answer;
    } catch (error) {
      const { cause = error } = error as Error;
      failures.push(`${at()} ${kind}: ${inspect(cause)} after ${Math.round(performance.now() - started)} ms`);
      return undefined;
    }
  };
  const again = async (pause: number, turn: () => Promise<void>): Promise<void> => {
    while (!isOver) {
      await turn();
      await sleep(pause);
    }
  };
  const keyed = (): Record<string, string> => ({ 'Idempotency-Key': randomUUID() });

  let cookie = author.cookie;

  const running = [
    again(20, async () => void (await ask('page', 200, '/'))),
    again(20, async () => void (await ask('sessions', 200, '/api/auth/sessions', { as: reader }))),
    again(20, async () => void (await ask('feed', 200, '/api/feed', { as: reader }))),
    again(20, async () => void (await ask('post', 200, `/api/posts/${post.id}`, { as: reader }))),
    again(20, async () => void (await ask('notifications', 200, '/api/notifications', { as: author }))),
    // A query of its own each time: otherwise nginx would answer from what it keeps.
    again(20, async () => void (await ask('limits', 200, '/api/photos/limits', { as: reader }))),
    again(20, async () => void (await ask('picture', 200, post.photo))),
    again(500, async () => {
      const { email, password } = reader;
      await ask('sign-in', 200, '/api/auth/sign-in', { json: { email, password } });
    }),
    // As an open page does: each answer's cookie goes with the next request.
    again(500, async () => {
      const answer = await ask('refresh', 200, '/api/auth/refresh', { method: 'POST', headers: { cookie } });
      cookie = answer?.headers.getSetCookie()[0]?.split(';', 1)[0] ?? cookie;
    }),
    again(40, async () => {
      const method = Math.random() < 0.5 ? 'PUT' : 'DELETE';
      await ask('like', 204, `/api/posts/${post.id}/like`, { as: reader, method });
    }),
    again(150, async () => {
      const json = { text: `said at ${at()}` };
      const path = `/api/posts/${post.id}/comments`;
      const comment = await ask('comment', 201, path, { as: reader, json, headers: keyed() });
      if (comment !== undefined) {
        comments.push((comment.body as { id: string }).id);
      }
    }),
    ...uploaders.map((person) =>
      again(1_100, async () => {
        const request = { as: person, body: await photoForm(), headers: keyed() };
        const photo = await ask('upload', 201, '/api/photos', request);
        if (photo !== undefined) {
          const { id } = photo.body as { id: string };
          photos.push(id);
          const json = { photos: [{ id, alt: 'a drawing' }], caption: '', visibility: 'followers' };
          await ask('share', 201, '/api/posts', { as: person, json, headers: keyed() });
        }
      }),
    ),
  ];
  return {
    failures,
    done,
    comments,
    photos,
    postId: post.id,
    reader,
    stop: async () => {
      isOver = true;
      await Promise.all(running);
    },
  };
}

const at = (): string => new Date().toISOString().slice(11, 23);
