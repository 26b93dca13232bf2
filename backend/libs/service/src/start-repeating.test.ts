import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLogger } from '@tintype/logger';
import { startRepeating } from './index.ts';

const options = { firstMilliseconds: 1, everyMilliseconds: 1, logger: silentLogger, done: 'done', failed: 'failed' };

describe('startRepeating', () => {
  it('goes on after a turn that failed, and never does two at once', async () => {
    let turns = 0;
    let underWay = 0;
    let most = 0;
    const enough = Promise.withResolvers<void>();
    const repeating = startRepeating(async () => {
      most = Math.max(most, (underWay += 1));
      await sleep(3);
      underWay -= 1;
      turns += 1;
      if (turns === 4) {
        enough.resolve();
      }
      if (turns % 2 === 1) {
        throw new Error('the store is away');
      }
      return 1;
    }, options);
    await enough.promise;
    await repeating.close();
    expect(most).toBe(1);
  });

  it('finishes the turn under way when it closes, and begins no other', async () => {
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    let turns = 0;
    const repeating = startRepeating(async () => {
      begun.resolve();
      await gate.promise;
      return (turns += 1);
    }, options);
    await begun.promise;
    const closed = repeating.close();
    gate.resolve();
    await closed;
    await sleep(20);
    expect(turns).toBe(1);
  });
});
