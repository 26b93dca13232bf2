/** Somebody of the demo. */
export interface DemoPerson {
  readonly handle: string;
  readonly name: string;
  readonly bio: string;
  readonly follows: readonly string[];
}

/** The password of every demo account; it is printed at the start, and the accounts exist on laptops only. */
export const demoPassword = 'tintype-demo-1';

/** The address of a demo account; `.example` belongs to nobody (RFC 2606). */
export const emailOf = (handle: string): string => `${handle}@tintype.example`;

/** The account that the start suggests to sign in with: it follows most of the others. */
export const demoViewer = 'june';

export const demoPeople: readonly DemoPerson[] = [
  {
    handle: 'mara',
    name: 'Mara Lindqvist',
    bio: 'Slow landscapes, mostly before breakfast.\nUppsala, when I am not up a hill.',
    follows: ['jonas', 'ines', 'tomas'],
  },
  {
    handle: 'jonas',
    name: 'Jonas Weber',
    bio: 'North Sea, long exposures, cold hands.',
    follows: ['mara', 'kofi', 'lena'],
  },
  {
    handle: 'ines',
    name: 'Inês Duarte',
    bio: 'Light on walls. Lisbon and wherever the train goes.',
    follows: ['mara', 'jonas', 'june'],
  },
  {
    handle: 'kofi',
    name: 'Kofi Mensah',
    bio: 'Night skies. I drive to where the map is dark.',
    follows: ['mara', 'jonas', 'yuki'],
  },
  {
    handle: 'lena',
    name: 'Lena Novak',
    bio: 'Small things, close up.',
    follows: ['ines', 'yuki', 'mara'],
  },
  {
    handle: 'yuki',
    name: 'Yuki Tanaka',
    bio: 'Cities after rain. One lens.',
    follows: ['kofi', 'ines', 'tomas'],
  },
  {
    handle: 'tomas',
    name: 'Tomás Rivera',
    bio: 'Deserts, salt, heat. Prints on request.',
    follows: ['mara', 'lena'],
  },
  {
    handle: 'june',
    name: 'June Okafor',
    bio: 'Looking more than posting.',
    follows: ['mara', 'jonas', 'kofi', 'lena'],
  },
];
