import { describe, expect, it } from '@jest/globals';

import { safeNextPath } from './next-path';

describe('safeNextPath', () => {
  it.each([
    '/discover',
    '/posts/0199-abc',
    '/albums/1?tab=photos#top',
    '/@mara',
    '/@mara/followers',
    '/notifications',
    '/settings#devices',
    '/share',
  ])('keeps %s', (path) => {
    expect(safeNextPath(path)).toBe(path);
  });

  it.each([
    null,
    undefined,
    '',
    'discover',
    'https://evil.example/discover',
    '//evil.example/discover',
    '/\\evil.example',
    '/discover\\..\\..',
    '/\tevil',
    '/%5C%5Cevil.example',
    'javascript:alert(1)',
    '/../..//evil.example',
    '/sign-in?next=/sign-in',
    '/api/auth/sign-out',
    '/mailbox',
    '/@x',
    `/discover?${'a'.repeat(600)}`,
  ])('answers the start page for %j', (path) => {
    expect(safeNextPath(path)).toBe('/');
  });

  it('resolves dots before it looks', () => {
    expect(safeNextPath('/discover/../api/feed')).toBe('/');
  });
});
