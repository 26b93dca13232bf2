import { LRUCache } from 'lru-cache';

/** Small variants that were asked for of late, in memory: thumbnails and avatars come many times on one page. */
export interface HotVariants {
  get(photoId: string, file: string): Buffer | undefined;
  set(photoId: string, file: string, data: Buffer): void;
  readonly bytes: number;
}

const mostBytes = 32 * 1024 * 1024;
/** Larger ones are streamed; one of them would push out many thumbnails. */
export const hotVariantBytes = 64 * 1024;

/** Creates a cache bounded by bytes. Variants never change, so entries need no expiry; who may see them is checked before. */
export function createHotVariants(): HotVariants {
  const cache = new LRUCache<string, Buffer>({ maxSize: mostBytes, sizeCalculation: (data) => data.length + 256 });
  const key = (photoId: string, file: string): string => `${photoId}/${file}`;
  return {
    get: (photoId, file) => cache.get(key(photoId, file)),
    set: (photoId, file, data) => {
      if (data.length <= hotVariantBytes) {
        cache.set(key(photoId, file), data);
      }
    },
    get bytes() {
      return cache.calculatedSize;
    },
  };
}
