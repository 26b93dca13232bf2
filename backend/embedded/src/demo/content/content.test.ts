import { describe, expect, it } from '@jest/globals';
import { demoAlbums, demoPosts } from './index.ts';
import { demoPeople } from '../people.ts';
import { demoPictures } from '../pictures/index.ts';

const handles = demoPeople.map((person) => person.handle);

describe('the demo', () => {
  it('names only pictures that can be drawn, each once, and at least 24 of them', () => {
    const names = demoPosts.flatMap((post) => post.pictures);
    const known = demoPictures.map((picture) => picture.name);
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(24);
  });

  it('names only people that are there', () => {
    const named = [
      ...demoPeople.flatMap((person) => person.follows),
      ...demoPosts.flatMap((post) => [post.author, ...post.likes, ...(post.comments ?? []).map(([author]) => author)]),
      ...demoAlbums.map((album) => album.owner),
    ];
    expect(named.filter((handle) => !handles.includes(handle))).toEqual([]);
  });

  it('fills albums with posts of their owner', () => {
    for (const album of demoAlbums) {
      const authors = album.posts.map((key) => demoPosts.find((post) => post.key === key)?.author);
      expect(new Set(authors)).toEqual(new Set([album.owner]));
    }
  });
});
