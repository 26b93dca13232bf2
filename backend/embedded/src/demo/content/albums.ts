/** An album, filled with the photos of its owner's posts. */
export interface DemoAlbum {
  readonly key: string;
  readonly owner: string;
  readonly title: string;
  readonly description: string;
  readonly visibility: 'public' | 'followers' | 'private';
  readonly posts: readonly string[];
}

export const demoAlbums: readonly DemoAlbum[] = [
  {
    key: 'before-breakfast',
    owner: 'mara',
    title: 'Before breakfast',
    description: 'Hills, woods and fields, none of them later than seven in the morning.',
    visibility: 'public',
    posts: ['snow', 'lavender', 'ranges'],
  },
  {
    key: 'dark-places',
    owner: 'kofi',
    title: 'Dark places',
    description: 'Where the map has no roads.',
    visibility: 'public',
    posts: ['moon', 'aurora', 'stars'],
  },
  {
    key: 'after-rain',
    owner: 'yuki',
    title: 'After rain',
    description: 'One city, one lens.',
    visibility: 'public',
    posts: ['fireworks', 'rain', 'skyline'],
  },
  {
    key: 'light-on-walls',
    owner: 'ines',
    title: 'Light on walls',
    description: 'The same four streets, at different hours.',
    visibility: 'public',
    posts: ['table', 'stairs', 'arcade'],
  },
  {
    key: 'small-things',
    owner: 'lena',
    title: 'Small things',
    description: '',
    visibility: 'public',
    posts: ['ripples', 'petals', 'dew'],
  },
  {
    key: 'salt',
    owner: 'tomas',
    title: 'Salt and sand',
    description: 'Two years of driving south.',
    visibility: 'followers',
    posts: ['road', 'dunes', 'canyon'],
  },
];
