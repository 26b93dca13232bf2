/** What a photo may be. */
export const limits = {
  types: ['image/jpeg', 'image/png', 'image/webp'],
  maxBytes: 25 * 1024 * 1024,
  maxPixels: 100_000_000,
  /** The longer side divided by the shorter one. */
  maxAspectRatio: 100,
  /** Above this many pixels a photo is decoded alone: it may need several hundred megabytes for itself. */
  largePixels: 30_000_000,
  decodeSeconds: 20,
  photosPerPost: 10,
} as const;

export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp';
