import { beforeEach, describe, expect, it } from '@jest/globals';
import { TestBed } from '@angular/core/testing';

import { Theme } from './theme';

describe('Theme', () => {
  beforeEach(() => {
    localStorage.clear();
    delete document.documentElement.dataset['theme'];
  });

  it('follows the system until told otherwise', () => {
    const theme = TestBed.inject(Theme);
    TestBed.tick();
    expect(theme.choice()).toBe('system');
    expect(document.documentElement.hasAttribute('data-theme')).toBe(false);
  });

  it('applies and remembers a choice', () => {
    const theme = TestBed.inject(Theme);
    theme.choose('dark');
    TestBed.tick();
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(localStorage.getItem('tintype.theme')).toBe('dark');
  });

  it('forgets the choice on the way back to the system', () => {
    localStorage.setItem('tintype.theme', 'light');
    const theme = TestBed.inject(Theme);
    expect(theme.choice()).toBe('light');
    theme.choose('system');
    TestBed.tick();
    expect(document.documentElement.hasAttribute('data-theme')).toBe(false);
    expect(localStorage.getItem('tintype.theme')).toBeNull();
  });

  it('ignores what it does not know', () => {
    localStorage.setItem('tintype.theme', 'sepia');
    expect(TestBed.inject(Theme).choice()).toBe('system');
  });

  it('follows another tab', () => {
    const theme = TestBed.inject(Theme);
    localStorage.setItem('tintype.theme', 'dark');
    dispatchEvent(new StorageEvent('storage', { key: 'tintype.theme', newValue: 'dark' }));
    expect(theme.choice()).toBe('dark');
  });
});
