import { describe, expect, it } from '@jest/globals';

import { reorder } from './reorder';

describe('reorder', () => {
  const list = ['a', 'b', 'c', 'd'];

  it('moves one and keeps the order of the others', () => {
    expect(reorder(list, 0, 2)).toEqual(['b', 'c', 'a', 'd']);
    expect(reorder(list, 3, 1)).toEqual(['a', 'd', 'b', 'c']);
  });

  it('stops at the ends, and changes nothing where nothing moves', () => {
    expect(reorder(list, 1, 9)).toEqual(['a', 'c', 'd', 'b']);
    expect(reorder(list, 1, -5)).toEqual(['b', 'a', 'c', 'd']);
    expect(reorder(list, 3, 4)).toBe(list);
    expect(reorder(list, 7, 0)).toBe(list);
  });
});
