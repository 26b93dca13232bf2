import type { IconName } from '../icon/icons';

/** Who may see something. */
export type Audience = 'public' | 'followers' | 'private';

export interface AudienceWords {
  readonly audience: Audience;
  readonly icon: IconName;
  readonly label: string;
  /** One line on what it means. */
  readonly meaning: string;
}

const WORDS: Record<Audience, AudienceWords> = {
  public: {
    audience: 'public',
    icon: 'globe',
    label: $localize`Everyone`,
    meaning: $localize`Anyone may see it, signed in or not.`,
  },
  followers: {
    audience: 'followers',
    icon: 'people',
    label: $localize`Followers`,
    meaning: $localize`Only people who follow you.`,
  },
  private: {
    audience: 'private',
    icon: 'lock',
    label: $localize`Only you`,
    meaning: $localize`Nobody else, until you change it.`,
  },
};

/** From the widest to the narrowest. */
export const AUDIENCES: readonly AudienceWords[] = Object.values(WORDS);

export function audienceWords(audience: Audience): AudienceWords {
  return WORDS[audience];
}
