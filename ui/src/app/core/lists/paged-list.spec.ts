import { describe, expect, it } from '@jest/globals';

import { type Page, PagedList } from './paged-list';

/** A list whose pages arrive when the test says so. */
function controlled() {
  const asked: { cursor: string | undefined; give: (page: Page<number>) => void; fail: () => void }[] = [];
  const list = new PagedList<number>(
    (cursor) =>
      new Promise((resolve, reject) => {
        asked.push({ cursor, give: resolve, fail: () => reject(new Error('away')) });
      }),
  );
  return { list, asked };
}

describe('PagedList', () => {
  it('reads page after page and knows its end', async () => {
    const { list, asked } = controlled();
    const first = list.restart();
    asked[0]?.give({ items: [1, 2], next: 'c' });
    await first;
    const second = list.more();
    void list.more();
    expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, 'c']);
    expect(list.isAtEnd()).toBe(false);
    asked[1]?.give({ items: [3], next: null });
    await second;
    expect(list.items()).toEqual([1, 2, 3]);
    expect(list.isAtEnd()).toBe(true);
  });

  it('says when there is nothing', async () => {
    const { list, asked } = controlled();
    const done = list.restart();
    expect(list.isEmpty()).toBe(false);
    asked[0]?.give({ items: [], next: null });
    await done;
    expect(list.isEmpty()).toBe(true);
  });

  it('tries the failed page again, and keeps what it had', async () => {
    const { list, asked } = controlled();
    const first = list.restart();
    asked[0]?.fail();
    await first;
    expect(list.problem()).not.toBeNull();
    const again = list.more();
    asked[1]?.give({ items: [1], next: 'c' });
    await again;
    const second = list.more();
    asked[2]?.fail();
    await second;
    expect(list.items()).toEqual([1]);
    void list.more();
    expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, undefined, 'c', 'c']);
  });

  it('ignores an answer that a restart has overtaken', async () => {
    const { list, asked } = controlled();
    const old = list.restart();
    const fresh = list.restart();
    asked[1]?.give({ items: [2], next: null });
    asked[0]?.give({ items: [1], next: 'c' });
    await Promise.all([old, fresh]);
    expect(list.items()).toEqual([2]);
    expect(list.hasMore()).toBe(false);
  });
});
