import type { CameraFacts } from '../photos/photo.entity.ts';
import { readCameraFacts } from './camera-facts.ts';
import { decode } from './decode.ts';
import { inspect } from './inspect.ts';
import { limits } from '../upload-limits.ts';
import type { PhotoType } from '../upload-limits.ts';
import { hashThumb, render } from './render.ts';
import type { Rendition } from './render.ts';
import { sniffType } from './sniff.ts';
import type { Workshop } from './workshop.ts';

/** Everything that is known of a photo after it was decoded. */
export interface DevelopedPhoto {
  readonly contentType: PhotoType;
  /** Upright, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly thumbhash: string;
  readonly renditions: readonly Rendition[];
  readonly exif: CameraFacts | undefined;
}

/** Turns the bytes that somebody sent into variants. */
export interface Darkroom {
  readonly workshop: Workshop;
  /** 415 for types that are not accepted, 422 for what cannot be decoded, 503 when too much is under way. */
  develop(data: Buffer): Promise<DevelopedPhoto>;
}

/** Creates a darkroom; `onDeveloped` is told how many seconds the work on a photo took. */
export function createDarkroom(workshop: Workshop, onDeveloped: (seconds: number) => void): Darkroom {
  return {
    workshop,
    develop: async (data) => {
      const contentType = await sniffType(data);
      const header = await inspect(data);
      return workshop.run(
        async () => {
          const started = performance.now();
          const decoded = await decode(data, header);
          const developed = {
            contentType,
            width: decoded.width,
            height: decoded.height,
            thumbhash: await hashThumb(decoded),
            renditions: await render(decoded, header.profile),
            exif: await readCameraFacts(header.exif),
          };
          onDeveloped((performance.now() - started) / 1000);
          return developed;
        },
        header.width * header.height > limits.largePixels,
      );
    },
  };
}
