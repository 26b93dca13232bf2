import type { Logger } from '@tintype/logger';
import type { MediaUrls } from '@tintype/media-urls';
import type { Dependencies } from './dependencies.ts';
import type { KnownPhotos } from './delivery/known-photos.ts';
import type { HotVariants } from './delivery/hot-variants.ts';
import type { Darkroom } from './imaging/develop.ts';
import type { Intake } from './photos/intake.ts';
import type { PhotoFiles } from './photos/photo-files.gateway.ts';
import type { PhotoItems } from './photos/photo-items.gateway.ts';
import type { PhotoVault } from './photos/photo-vault.ts';

/** What commands and queries work with; the same for requests, calls and events. */
export interface Scope {
  readonly items: PhotoItems;
  readonly files: PhotoFiles;
  readonly vault: PhotoVault;
  readonly intake: Intake;
  readonly darkroom: Darkroom;
  readonly urls: MediaUrls;
  readonly known: KnownPhotos;
  readonly hot: HotVariants;
  /** How many photos one person may upload within 24 hours. */
  readonly quota: { readonly perDay: number };
  /** Counts an upload by how it ended: `stored`, or the code of the refusal. */
  readonly countUpload: (result: string) => void;
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Who does something: all that commands need to know of a caller. */
export interface Actor {
  readonly id: string;
}

/** The scope of one request. */
export function createScope(dependencies: Dependencies): Scope {
  return dependencies.scope;
}
