import { LRUCache } from 'lru-cache';
import type { Photo } from '../photos/photo.entity.ts';

/** Photos looked up for delivery, remembered for a short while. */
export interface KnownPhotos {
  find(id: string): Promise<Photo | undefined>;
  /** Something about these photos changes now: for a while every lookup asks the table. */
  distrust(ids: readonly string[]): void;
}

const rememberedMilliseconds = 30_000;

/**
 * Remembers photos for 30 s. An event that tells of a change may arrive before the change is in the table, so a photo is
 * not merely forgotten then, but not remembered again until whatever was read before would be old as well.
 */
export function createKnownPhotos(load: (id: string) => Promise<Photo | undefined>): KnownPhotos {
  const known = new LRUCache<string, Photo>({ max: 10_000, ttl: rememberedMilliseconds });
  const distrusted = new LRUCache<string, true>({ max: 50_000, ttl: rememberedMilliseconds });
  const loading = new Map<string, Promise<Photo | undefined>>();
  const loadOnce = async (id: string): Promise<Photo | undefined> => {
    try {
      const photo = await load(id);
      if (photo && !distrusted.has(id)) {
        known.set(id, photo);
      }
      return photo;
    } finally {
      loading.delete(id);
    }
  };
  return {
    find: async (id) => {
      const remembered = known.get(id);
      if (remembered) {
        return remembered;
      }
      if (distrusted.has(id)) {
        return load(id);
      }
      // Many who ask for the same photo at once wait for one answer.
      const underWay = loading.get(id) ?? loadOnce(id);
      loading.set(id, underWay);
      return underWay;
    },
    distrust: (ids) => {
      for (const id of ids) {
        distrusted.set(id, true);
        known.delete(id);
        loading.delete(id);
      }
    },
  };
}
