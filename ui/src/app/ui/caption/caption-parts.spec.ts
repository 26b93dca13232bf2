import { describe, expect, it } from '@jest/globals';

import { captionParts } from './caption-parts';

const marked = (caption: string) =>
  captionParts(caption)
    .filter(({ kind }) => kind !== 'text')
    .map(({ text }) => text);

describe('captionParts', () => {
  it('finds tags and people', () => {
    expect(marked('With @mara at the #Nordsee, #été.')).toEqual(['@mara', '#Nordsee', '#été']);
  });

  it('leaves addresses and anchors alone', () => {
    expect(marked('mail june@example.com, see https://example.com/#top or a/@b')).toEqual([]);
  });

  it('loses nothing', () => {
    const caption = ' #a  @bob_1\n\n"#c" and # or @ alone ';
    expect(
      captionParts(caption)
        .map(({ text }) => text)
        .join(''),
    ).toBe(caption);
  });
});
