import type { Post } from '../../core/api/generated/models/post';

const LONGEST = 60;

/** The title of a post's page: who, and how the caption begins. */
export function postTitle({ author, caption }: Post): string {
  const words = caption.trim().replaceAll(/\s+/g, ' ');
  const start = words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
  return start === '' ? $localize`Photo by ${author.name}:name:` : `${author.name}: ${start}`;
}
