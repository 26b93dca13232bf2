import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '@tintype/logger';
import type { AnyEvent } from './catalogue.ts';
import { startRelay } from './relay.ts';
import { deletedUser } from './transport.suite.ts';
import { createArrayOutbox, until } from '../test/array-outbox.ts';

const quiet = { logger: silentLogger };

describe('startRelay', () => {
  it('empties the outbox batch by batch without waiting for the next poll', async () => {
    const outbox = createArrayOutbox(Array.from({ length: 25 }, deletedUser));
    const published: AnyEvent[] = [];
    const publish = async (event: AnyEvent): Promise<void> => void published.push(event);
    const relay = startRelay(outbox, { publish }, { ...quiet, pollMilliseconds: 60_000, batch: 10 });
    await until(() => published.length === 25);
    await relay.close();
    expect(outbox.waiting()).toBe(0);
  });

  it('looks at once when woken, also when that happens during a look', async () => {
    const outbox = createArrayOutbox();
    const relay = startRelay(outbox, { publish: async () => undefined }, { ...quiet, pollMilliseconds: 60_000 });
    await sleep(20);
    outbox.add(deletedUser());
    relay.wake();
    await until(() => outbox.waiting() === 0);
    outbox.add(deletedUser());
    relay.wake();
    relay.wake();
    await until(() => outbox.waiting() === 0);
    await relay.close();
  });

  it('keeps what could not be published and tries again, ever more slowly', async () => {
    const outbox = createArrayOutbox([deletedUser()]);
    const tries: number[] = [];
    const publish = async (): Promise<void> => {
      tries.push(Date.now());
      if (tries.length < 4) {
        throw new Error('the broker is away');
      }
    };
    const relay = startRelay(outbox, { publish }, { ...quiet, pollMilliseconds: 20 });
    await until(() => outbox.waiting() === 0);
    await relay.close();
    const pauses = tries.slice(1).map((time, index) => time - (tries[index] ?? 0));
    expect(pauses.length).toBe(3);
    expect(pauses[2]).toBeGreaterThan(70);
  });

  it('survives an outbox that cannot be read', async () => {
    let reads = 0;
    const outbox = {
      drain: async (): Promise<number> => {
        reads += 1;
        if (reads < 3) {
          throw new Error('the database is away');
        }
        return 0;
      },
    };
    const relay = startRelay(outbox, { publish: async () => undefined }, { ...quiet, pollMilliseconds: 5 });
    await until(() => reads > 3);
    await relay.close();
  });

  it('finishes the batch under way when it closes, and begins no other', async () => {
    const outbox = createArrayOutbox([deletedUser(), deletedUser()]);
    const gate = Promise.withResolvers<void>();
    const relay = startRelay(outbox, { publish: () => gate.promise }, { ...quiet, batch: 1, pollMilliseconds: 5 });
    await sleep(20);
    const closed = relay.close();
    gate.resolve();
    await closed;
    expect(outbox.waiting()).toBe(1);
  });
});
