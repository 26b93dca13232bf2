import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { currentContext, withContext } from '@tintype/logger';
import type { AnyEvent } from './catalogue.ts';
import type { Consumers } from './consumers.ts';
import { createEvent } from './event.ts';
import { startRelay } from './relay.ts';
import { silentLogger } from '@tintype/logger';
import type { EventTransport } from './transport.ts';
import { createArrayOutbox, until } from '../test/array-outbox.ts';

/** What a transport must bring to be held to the contract. */
export interface Harness {
  /** A transport in a world of its own: no events of other tests in it. */
  create(options: { consumers: Consumers; retryDelays: readonly number[] }): Promise<EventTransport>;
  /** Ids of the events that a consumer gave up. */
  parked(consumer: string): Promise<readonly string[]>;
}

const accountId = uuidv7();

/** An event of which nothing matters but its id. */
export function deletedUser(): AnyEvent {
  return createEvent('user.deleted', { userId: accountId });
}

/** What every transport promises. */
export function describeTransport(name: string, harness: Harness): void {
  describe(name, () => {
    const open: EventTransport[] = [];
    let serial = 0;

    // Consumers of their own for each test, because queues outlive the connection.
    async function create(
      options: { retryDelays?: readonly number[]; two?: boolean } = {},
    ): Promise<{ transport: EventTransport; first: string; second: string }> {
      serial += 1;
      const [first, second] = [`test.first-${serial}`, `test.second-${serial}`];
      const consumers: Consumers = { [first]: ['user.deleted'], ...(options.two && { [second]: ['user.deleted'] }) };
      const transport = await harness.create({ consumers, retryDelays: options.retryDelays ?? [5, 5, 5, 5] });
      open.push(transport);
      return { transport, first, second };
    }

    afterEach(async () => {
      await Promise.all(open.splice(0).map((transport) => transport.close()));
    });

    it('hands every event to every consumer, as it was published', async () => {
      const { transport, first, second } = await create({ two: true });
      const seen: Record<string, AnyEvent[]> = { [first]: [], [second]: [] };
      for (const consumer of [first, second]) {
        const handle = async (event: AnyEvent): Promise<void> => void seen[consumer]?.push(event);
        await transport.subscribe({ consumer, events: ['user.deleted'], handle });
      }
      const events = [deletedUser(), deletedUser(), deletedUser()];
      await Promise.all(events.map((event) => transport.publish(event)));
      await until(() => seen[first]?.length === 3 && seen[second]?.length === 3);
      const byId = (a: AnyEvent, b: AnyEvent): number => a.id.localeCompare(b.id);
      expect(seen[first]?.sort(byId)).toEqual(events);
      expect(seen[second]?.sort(byId)).toEqual(events);
    });

    it('runs handlers within the request that caused the event', async () => {
      const { transport, first } = await create();
      let requestId: string | undefined;
      const handle = async (): Promise<void> => {
        await sleep(1);
        requestId = currentContext()?.requestId;
      };
      await transport.subscribe({ consumer: first, events: ['user.deleted'], handle });
      const event = withContext({ requestId: 'request-7' }, deletedUser);
      await withContext({ requestId: 'the relay' }, () => transport.publish(event));
      await until(() => requestId !== undefined);
      expect(requestId).toBe('request-7');
    });

    it('handles no more events at the same time than the consumer allows', async () => {
      const { transport, first } = await create();
      let [running, most, done] = [0, 0, 0];
      const handle = async (): Promise<void> => {
        most = Math.max(most, (running += 1));
        await sleep(10);
        running -= 1;
        done += 1;
      };
      await transport.subscribe({ consumer: first, events: ['user.deleted'], handle, concurrency: 3 });
      await Promise.all(Array.from({ length: 12 }, () => transport.publish(deletedUser())));
      await until(() => done === 12);
      expect(most).toBe(3);
    });

    it('tries again what failed', async () => {
      const { transport, first } = await create();
      let tries = 0;
      const handle = async (): Promise<void> => {
        tries += 1;
        if (tries < 4) {
          throw new Error('not now');
        }
      };
      await transport.subscribe({ consumer: first, events: ['user.deleted'], handle });
      await transport.publish(deletedUser());
      await until(() => tries === 4);
      await sleep(100);
      expect(tries).toBe(4);
      expect(await harness.parked(first)).toEqual([]);
    });

    it('parks a poisonous event after the last try, and everything else is done', async () => {
      const { transport, first } = await create();
      const poison = deletedUser();
      const done: string[] = [];
      let tries = 0;
      const handle = async (event: AnyEvent): Promise<void> => {
        if (event.id === poison.id) {
          tries += 1;
          throw new Error('poison');
        }
        done.push(event.id);
      };
      await transport.subscribe({ consumer: first, events: ['user.deleted'], handle });
      const others = Array.from({ length: 100 }, deletedUser);
      await Promise.all([poison, ...others].map((event) => transport.publish(event)));
      await until(() => done.length === 100 && tries === 5);
      await until(async () => (await harness.parked(first)).length > 0);
      expect(await harness.parked(first)).toEqual([poison.id]);
      expect(new Set(done)).toEqual(new Set(others.map(({ id }) => id)));
      expect(tries).toBe(5);
    });

    it('refuses to publish what does not fit the catalogue', async () => {
      const { transport } = await create();
      const malformed = { ...deletedUser(), payload: { userId: 'nobody' } } as AnyEvent;
      await expect(transport.publish(malformed)).rejects.toThrow(/userId/);
    });

    it('refuses consumers that the table does not list like this', async () => {
      const { transport, first } = await create();
      const handle = async (): Promise<void> => undefined;
      const unknown = transport.subscribe({ consumer: 'test.unknown', events: ['user.deleted'], handle });
      await expect(unknown).rejects.toThrow(/does not list it/);
      const wider = transport.subscribe({ consumer: first, events: ['user.deleted', 'post.liked'], handle });
      await expect(wider).rejects.toThrow(/lists \[user.deleted\]/);
    });

    it('publishes what only listeners care for, and tells them, also when one of them fails', async () => {
      const { transport } = await create();
      const heard: string[] = [];
      await transport.listen(['notification.created'], async () => Promise.reject(new Error('deaf')));
      await transport.listen(['notification.created', 'user.deleted'], async ({ id }) => void heard.push(id));
      const event = createEvent('notification.created', { notificationId: uuidv7(), userId: accountId });
      await transport.publish(event);
      await transport.publish(createEvent('post.liked', { postId: uuidv7(), authorId: accountId, actorId: accountId }));
      await until(() => heard.length > 0);
      expect(heard).toEqual([event.id]);
    });

    it('loses nothing that happened before the consumer came', async () => {
      const { transport, first } = await create();
      const outbox = createArrayOutbox([deletedUser(), deletedUser()]);
      const relay = startRelay(outbox, transport, { logger: silentLogger, pollMilliseconds: 10 });
      await sleep(100);
      const done = new Set<string>();
      await transport.subscribe({
        consumer: first,
        events: ['user.deleted'],
        handle: async ({ id }) => void done.add(id),
      });
      await until(() => done.size === 2 && outbox.waiting() === 0);
      await relay.close();
    });

    it('finishes what is under way before it closes', async () => {
      const { transport, first } = await create();
      let [begun, finished] = [false, false];
      const handle = async (): Promise<void> => {
        begun = true;
        await sleep(100);
        finished = true;
      };
      await transport.subscribe({ consumer: first, events: ['user.deleted'], handle });
      const published = transport.publish(deletedUser());
      await until(() => begun);
      await transport.close();
      expect(finished).toBe(true);
      await published;
    });
  });
}
