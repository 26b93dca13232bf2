/** A post of the demo. `key` names it in the idempotency keys, so it never changes. */
export interface DemoPost {
  readonly key: string;
  readonly author: string;
  readonly hoursAgo: number;
  readonly caption: string;
  readonly pictures: readonly string[];
  readonly visibility?: 'public' | 'followers' | 'private';
  readonly likes: readonly string[];
  readonly comments?: readonly (readonly [author: string, text: string])[];
}

/** An album, filled with the photos of its owner's posts. */
export interface DemoAlbum {
  readonly key: string;
  readonly owner: string;
  readonly title: string;
  readonly description: string;
  readonly visibility: 'public' | 'followers' | 'private';
  readonly posts: readonly string[];
}

export const demoPosts: readonly DemoPost[] = [
  {
    key: 'ranges',
    author: 'mara',
    hoursAgo: 0.3,
    caption: 'First light on the ridge, before the wind took the mist away. Four layers, then five, then none.',
    pictures: ['dawn-ranges', 'blue-ranges', 'violet-ranges'],
    likes: ['june', 'jonas', 'ines', 'tomas', 'kofi'],
    comments: [
      ['tomas', 'The line of that ridge.'],
      ['june', 'How cold was it at that hour?'],
      ['mara', 'Cold enough that the tripod stuck to my gloves.'],
    ],
  },
  {
    key: 'sunset',
    author: 'jonas',
    hoursAgo: 2,
    caption: 'Stayed for one more. It is always one more.',
    pictures: ['sea-sunset'],
    likes: ['mara', 'june', 'lena'],
    comments: [['mara', 'Worth the late train.']],
  },
  {
    key: 'arcade',
    author: 'ines',
    hoursAgo: 4,
    caption: 'Four o’clock does this every day and nobody looks up.',
    pictures: ['arcade', 'facade'],
    likes: ['june', 'yuki', 'mara', 'lena'],
    comments: [['yuki', 'I would have waited for a person in it. You were right not to.']],
  },
  {
    key: 'stars',
    author: 'kofi',
    hoursAgo: 9,
    caption: 'Two hours, one hut, somebody awake inside.',
    pictures: ['star-trails'],
    likes: ['mara', 'june', 'yuki', 'jonas', 'tomas'],
    comments: [
      ['yuki', 'Stacked or one exposure?'],
      ['kofi', 'Two hundred and forty frames of thirty seconds.'],
    ],
  },
  {
    key: 'dew',
    author: 'lena',
    hoursAgo: 13,
    caption: 'The whole garden, upside down.',
    pictures: ['dew-drops'],
    likes: ['june', 'ines'],
  },
  {
    key: 'dunes',
    author: 'tomas',
    hoursAgo: 20,
    caption: 'Walked up one side so that the other stayed clean.',
    pictures: ['golden-dunes', 'dusk-dunes'],
    likes: ['mara', 'lena', 'june', 'kofi'],
    comments: [
      ['mara', 'The patience in that sentence.'],
      ['lena', 'The second one, printed large, please.'],
    ],
  },
  {
    key: 'skyline',
    author: 'yuki',
    hoursAgo: 26,
    caption: 'Blue hour lasts eleven minutes. I counted.',
    pictures: ['skyline'],
    likes: ['ines', 'kofi', 'june'],
  },
  {
    key: 'aurora',
    author: 'kofi',
    hoursAgo: 31,
    caption: 'Drove four hours north on a forecast that said maybe.',
    pictures: ['aurora', 'milky-way'],
    likes: ['june', 'mara', 'jonas', 'ines', 'lena', 'yuki', 'tomas'],
    comments: [
      ['jonas', 'Maybe!'],
      ['june', 'I have never wanted to be cold so much.'],
    ],
  },
  {
    key: 'pool',
    author: 'ines',
    hoursAgo: 40,
    caption: 'Nobody in it until ten.',
    pictures: ['pool-ring'],
    likes: ['june', 'yuki'],
  },
  {
    key: 'lavender',
    author: 'mara',
    hoursAgo: 52,
    caption: 'Not my usual colours. It smelled like this looks.',
    pictures: ['lavender-rows', 'fields-from-above'],
    likes: ['lena', 'june', 'ines'],
    comments: [['lena', 'You may stay in colour a little longer.']],
  },
  {
    key: 'rain',
    author: 'yuki',
    hoursAgo: 60,
    caption: 'Waiting for bus 21.',
    pictures: ['rain-on-glass', 'avenue-lights'],
    likes: ['kofi', 'june', 'ines', 'tomas'],
    comments: [['ines', 'The 21 is never late enough.']],
  },
  {
    key: 'long-exposure',
    author: 'jonas',
    hoursAgo: 75,
    caption: 'Ninety seconds of the same wave.',
    pictures: ['long-exposure', 'shoreline'],
    likes: ['mara', 'june', 'kofi'],
  },
  {
    key: 'moon',
    author: 'kofi',
    hoursAgo: 98,
    caption: 'Measured the spot on the map for a week. It rose where it should.',
    pictures: ['moonrise'],
    likes: ['june', 'mara', 'lena'],
  },
  {
    key: 'road',
    author: 'tomas',
    hoursAgo: 121,
    caption: 'Sixty kilometres without a bend.',
    pictures: ['desert-road'],
    likes: ['yuki', 'june'],
  },
  {
    key: 'ripples',
    author: 'lena',
    hoursAgo: 140,
    caption: 'Three pebbles and the last of the sun.',
    pictures: ['ripples'],
    likes: ['june', 'mara', 'ines'],
  },
  {
    key: 'forest',
    author: 'mara',
    hoursAgo: 170,
    caption: 'For those who followed me here: the wood behind the house, on the one morning it does this.',
    pictures: ['light-shafts', 'birches'],
    visibility: 'followers',
    likes: ['june', 'jonas'],
    comments: [['jonas', 'And you never said a word about it.']],
  },
  {
    key: 'snow',
    author: 'mara',
    hoursAgo: 200,
    caption: 'Somebody was here before me, and went the other way.',
    pictures: ['snow-field'],
    likes: ['june', 'tomas', 'kofi'],
  },
  {
    key: 'underwater',
    author: 'june',
    hoursAgo: 220,
    caption: 'My first one here. Looking up counts as looking.',
    pictures: ['underwater'],
    likes: ['mara', 'jonas', 'ines', 'lena'],
    comments: [
      ['ines', 'Welcome!'],
      ['mara', 'More of these, please.'],
    ],
  },
  {
    key: 'fireworks',
    author: 'yuki',
    hoursAgo: 260,
    caption: 'From the roof, with everybody from the third floor.',
    pictures: ['fireworks'],
    likes: ['kofi', 'june'],
  },
  {
    key: 'canyon',
    author: 'tomas',
    hoursAgo: 6,
    caption: 'Noon is the only hour that reaches the floor. You get about as long as it takes to open a bag.',
    pictures: ['slot-canyon'],
    likes: ['june', 'mara', 'ines', 'lena'],
    comments: [['ines', 'Light on walls! You are on my side now.']],
  },
  {
    key: 'stairs',
    author: 'ines',
    hoursAgo: 16,
    caption: 'Counted the steps twice and got two numbers.',
    pictures: ['pink-stairs', 'window-light'],
    likes: ['yuki', 'june', 'tomas'],
  },
  {
    key: 'balloons',
    author: 'june',
    hoursAgo: 23,
    caption: 'They asked whether I wanted to go up. I said: somebody has to take the picture.',
    pictures: ['balloons', 'summer-clouds'],
    likes: ['mara', 'jonas', 'ines', 'kofi', 'lena', 'yuki'],
    comments: [
      ['mara', 'The right answer.'],
      ['kofi', 'Next time say yes and take it from up there.'],
    ],
  },
  {
    key: 'lake',
    author: 'jonas',
    hoursAgo: 47,
    caption: 'No wind, no boat, no sound.',
    pictures: ['foggy-lake'],
    likes: ['mara', 'june', 'kofi'],
    comments: [['mara', 'I can hear it from here.']],
  },
  {
    key: 'petals',
    author: 'lena',
    hoursAgo: 66,
    caption: 'Counting in spirals.',
    pictures: ['dahlia', 'succulent', 'backlit-leaf'],
    likes: ['june', 'ines', 'mara', 'tomas'],
    comments: [['june', 'The leaf looks like a map of somewhere.']],
  },
  {
    key: 'table',
    author: 'ines',
    hoursAgo: 110,
    caption: 'The table by the window, on the days when nothing else works out.',
    pictures: ['ceramics', 'paper-geometry'],
    likes: ['lena', 'june'],
  },
];

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
