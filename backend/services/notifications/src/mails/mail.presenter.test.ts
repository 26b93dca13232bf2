import { describe, expect, it } from '@jest/globals';
import { presentMail } from './mail.presenter.ts';
import { presentName } from './name.presenter.ts';

describe('presentName', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['José Müller-Lüdenscheidt', 'Jose Muller-Ludenscheidt'],
    ['Łukasz Strauß', 'Lukasz Strauss'],
    ['Conan O’Brien', "Conan O'Brien"],
    ['  spaced \t out\u200b ', 'spaced out'],
    ['Bob\r\nBcc: x@evil.example', '@bob'],
    ['Bob\nBrown', 'Bob Brown'],
    ['Ольга', '@bob'],
    ['写真', '@bob'],
    ['📷 Bob', '@bob'],
    ['', '@bob'],
    ['evil.example', '@bob'],
    ['https://evil.example', '@bob'],
    ['bob@evil', '@bob'],
    ['<b>Bob</b>', '@bob'],
    ['J. Doe', 'J. Doe'],
  ])('%j becomes %j', (name, expected) => {
    expect(presentName({ name, handle: 'bob' })).toBe(expected);
  });
});

describe('presentMail', () => {
  const kinds = ['post_published', 'followed', 'post_liked', 'comment_added'] as const;

  it.each(kinds)('keeps the subject of %s to one short line of ASCII, whatever the name', (kind) => {
    for (const name of ['x'.repeat(500), 'é'.repeat(200), '📷', 'a\r\nb', `${'a '.repeat(300)}`]) {
      const actor = { id: 'a', handle: 'h'.repeat(30), name, avatarUrl: '' };
      const mail = presentMail({ kind, postId: 'p' } as never, actor, 'https://tintype.example');
      expect(mail.subject).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,98}$/);
      expect(mail.text).toContain('https://tintype.example/settings');
    }
  });
});
