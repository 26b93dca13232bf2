import type { Relation, Visibility } from './visibility.ts';

/** A person as reads answer one. */
export interface PersonRow {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly avatarPhotoId: string | null;
}

/** A person in a list, with how the viewer stands to them. */
export interface ListedPersonRow extends PersonRow {
  readonly viewer: Relation;
}

/** A photo as posts and albums keep it. */
export interface PhotoRow {
  readonly id: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly thumbhash: string;
}

/** A comment with its author. */
export interface CommentRow {
  readonly id: string;
  readonly text: string;
  readonly createdAt: string;
  readonly author: PersonRow;
}

/** A post with everything that showing it takes. */
export interface PostRow {
  readonly id: string;
  readonly caption: string;
  readonly visibility: Visibility;
  readonly createdAt: string;
  readonly likeCount: number;
  readonly commentCount: number;
  readonly liked: boolean;
  readonly author: PersonRow;
  /** How the viewer stands to the author. */
  readonly relation: Relation;
  readonly photos: readonly PhotoRow[];
  readonly latestComments: readonly CommentRow[] | null;
  readonly album: { readonly id: string; readonly title: string } | null;
}
