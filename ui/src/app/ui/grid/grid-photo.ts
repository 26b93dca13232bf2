import type { Photo } from '../photo/photo';

/** A photo in a grid: where it leads, and how many stand behind it. */
export interface GridPhoto extends Photo {
  readonly link?: string | readonly string[];
  /** The link's name; the photo's description by default. */
  readonly label?: string;
  /** Shown as a badge when the post has several photos. */
  readonly count?: number;
}
