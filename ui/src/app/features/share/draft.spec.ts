import { describe, expect, it } from '@jest/globals';

import { type Draft, parseDraft } from './draft';

const now = 1_800_000_000_000;
const draft: Draft = {
  caption: 'Two lines\nof words',
  audience: 'followers',
  albumId: 'a1',
  photos: [{ id: 'p1', name: 'one.jpg', size: 5, width: 3, height: 2, alt: 'A pier' }],
  unsent: ['two.jpg'],
  savedAt: now - 1000,
};

describe('parseDraft', () => {
  it('reads what was written', () => {
    expect(parseDraft(JSON.stringify(draft), now)).toEqual(draft);
  });

  it('keeps the words of a draft whose photos the server has cleared away', () => {
    const old = parseDraft(JSON.stringify({ ...draft, savedAt: now - 25 * 3_600_000 }), now);
    expect(old).toMatchObject({ caption: draft.caption, photos: [], unsent: [] });
  });

  it('mends what it can and leaves out what it cannot', () => {
    const broken = {
      ...draft,
      audience: 'everybody',
      albumId: 7,
      photos: [null, { id: '' }, { id: 'p2' }],
      unsent: [3, 'x'],
    };
    expect(parseDraft(JSON.stringify(broken), now)).toEqual({
      ...draft,
      audience: 'public',
      albumId: null,
      photos: [{ id: 'p2', name: '', size: 0, width: 0, height: 0, alt: '' }],
      unsent: ['x'],
    });
  });

  it.each([null, '', '{', '[]', '7', '{}', JSON.stringify({ ...draft, caption: ' ', photos: [], unsent: [] })])(
    'sees no draft in %j',
    (stored) => {
      expect(parseDraft(stored, now)).toBeNull();
    },
  );
});
