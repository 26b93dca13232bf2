import type { EntityManager } from '@mikro-orm/postgresql';
import type { MediaUrls } from '@tintype/media-urls';
import type { Dependencies } from './dependencies.ts';
import type { PhotosGateway } from './photos.gateway.ts';
import type { Reader } from './reading/reader.ts';

/** What a command or a query works with: made for each request, and by consumers and tests for each piece of work. */
export interface Scope {
  /** A unit of work of its own. */
  readonly em: EntityManager;
  readonly reader: Reader;
  readonly gateways: { readonly photos: PhotosGateway };
  readonly mediaUrls: MediaUrls;
  /** Has the relay look into the outbox; called after a commit. */
  readonly wakeRelay: () => void;
}

/** Who does something: all that commands need to know of a caller. */
export interface Actor {
  readonly id: string;
}

/** Makes the scope of one request. */
export function createScope(dependencies: Dependencies): Scope {
  let em: EntityManager | undefined;
  return {
    // Forked when first needed: reads of posts and people never do.
    get em() {
      return (em ??= dependencies.orm.em.fork());
    },
    reader: dependencies.reader,
    gateways: dependencies.gateways,
    mediaUrls: dependencies.mediaUrls,
    wakeRelay: dependencies.wakeRelay,
  };
}
