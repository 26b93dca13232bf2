import { describe, expect, it } from '@jest/globals';
import { withContext } from '@tintype/logger';
import { durableConsumers } from './consumers.ts';
import { catalogue } from './catalogue.ts';
import { createEvent, parseEvent } from './event.ts';

const userId = '019a0000-0000-7000-8000-000000000001';

describe('createEvent', () => {
  it('takes the request id of the request under way, and makes one up elsewhere', () => {
    expect(withContext({ requestId: 'r-1' }, () => createEvent('user.deleted', { userId })).requestId).toBe('r-1');
    expect(createEvent('user.deleted', { userId }).requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('gives ids that rise, so that an outbox ordered by them is in order', () => {
    const ids = Array.from({ length: 1_000 }, () => createEvent('user.deleted', { userId }).id);
    expect(ids).toEqual(ids.toSorted());
  });

  it('refuses unknown events and payloads with too little or too much', () => {
    expect(() => createEvent('user.vanished' as 'user.deleted', { userId })).toThrow(/catalogue/);
    expect(() => createEvent('user.deleted', {} as { userId: string })).toThrow(/userId/);
    expect(() => createEvent('post.liked', { userId } as never)).toThrow();
    expect(() => createEvent('user.deleted', { userId, caption: 'x' } as { userId: string })).toThrow(/caption/);
  });
});

describe('parseEvent', () => {
  it('takes what createEvent made, through JSON', () => {
    const event = createEvent('user.deleted', { userId });
    expect(parseEvent(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  it('is not fooled by names that every object has', () => {
    const event = { ...createEvent('user.deleted', { userId }), name: 'toString' };
    expect(() => parseEvent(event)).toThrow(/catalogue/);
  });
});

describe('durableConsumers', () => {
  it('names consumers after their service, and only events that exist', () => {
    for (const [consumer, events] of Object.entries(durableConsumers)) {
      expect(consumer).toMatch(/^[a-z]+\.[a-z-]+$/);
      expect(events.filter((name) => !(name in catalogue))).toEqual([]);
    }
  });
});
