import { describe, expect, it } from '@jest/globals';

import { Selection } from './selection';

const order = ['a', 'b', 'c', 'd', 'e'];

describe('Selection', () => {
  it('turns one around', () => {
    const selection = new Selection();
    selection.toggle('b');
    selection.toggle('d');
    selection.toggle('b');
    expect([...selection.ids()]).toEqual(['d']);
  });

  it('stretches from the last one turned, both ways, and keeps what was chosen before', () => {
    const selection = new Selection();
    selection.toggle('e');
    selection.toggle('c');
    selection.extendTo('a', order);
    expect([...selection.ids()].toSorted()).toEqual(['a', 'b', 'c', 'e']);
    selection.extendTo('d', order);
    expect(selection.count()).toBe(5);
  });

  it('chooses only the one where no stretch was begun, and forgets everything at the end', () => {
    const selection = new Selection();
    selection.start();
    selection.extendTo('c', order);
    expect([...selection.ids()]).toEqual(['c']);
    selection.end();
    expect(selection.count()).toBe(0);
    expect(selection.isActive()).toBe(false);
    selection.extendTo('e', order);
    expect([...selection.ids()]).toEqual(['e']);
  });
});
