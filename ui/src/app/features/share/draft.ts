import { type Audience, AUDIENCES } from '../../ui/audience/audience';

/** A photo of a draft that the server already has. */
export interface DraftPhoto {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

/** What was being written when the page was left. */
export interface Draft {
  readonly caption: string;
  readonly audience: Audience;
  readonly albumId: string | null;
  readonly photos: readonly DraftPhoto[];
  /** Names of files that had not arrived: they must be chosen again. */
  readonly unsent: readonly string[];
  readonly savedAt: number;
}

// The server clears away photos that nothing shows after a day.
const KEPT_MS = 24 * 60 * 60 * 1000;

export function isWorthKeeping({ caption, photos, unsent }: Draft): boolean {
  return caption.trim() !== '' || photos.length > 0 || unsent.length > 0;
}

/** Reads a stored draft; photos that are too old to be still there are left out, and anything else than a draft is null. */
export function parseDraft(stored: string | null, now: number): Draft | null {
  const value = parseRecord(stored);
  if (!value || typeof value['savedAt'] !== 'number') {
    return null;
  }
  const isFresh = now - value['savedAt'] < KEPT_MS;
  const draft: Draft = {
    caption: textOf(value['caption']),
    audience: audienceOf(value['audience']),
    albumId: textOf(value['albumId']) || null,
    photos: isFresh ? listOf(value['photos']).flatMap(photoOf) : [],
    unsent: isFresh ? listOf(value['unsent']).filter((name) => typeof name === 'string') : [],
    savedAt: value['savedAt'],
  };
  return isWorthKeeping(draft) ? draft : null;
}

function photoOf(value: unknown): DraftPhoto[] {
  if (!isRecord(value) || textOf(value['id']) === '') {
    return [];
  }
  const { id, name, alt, size, width, height } = value;
  return [
    {
      id: textOf(id),
      name: textOf(name),
      alt: textOf(alt),
      size: numberOf(size),
      width: numberOf(width),
      height: numberOf(height),
    },
  ];
}

function parseRecord(stored: string | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(stored ?? 'null');
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function audienceOf(value: unknown): Audience {
  return AUDIENCES.find(({ audience }) => audience === value)?.audience ?? 'public';
}
