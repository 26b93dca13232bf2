import { type PhotoLimits, sizeWords, typeNames } from './photo-limits';
import { sniffType } from './sniff-type';

/** A file that is not taken: which one, which limit it meets, and what to do about it. */
export interface Refusal {
  readonly name: string;
  readonly reason: string;
}

export interface CheckedFiles {
  readonly accepted: readonly File[];
  readonly refused: readonly Refusal[];
}

interface Room {
  /** How many more photos fit. */
  readonly left: number;
  /** How many fit in all, for the words. */
  readonly most: number;
  readonly isKnown: (file: File) => boolean;
}

/** Sorts files into those that can be sent and those that cannot, before a byte is sent. */
export async function checkFiles(files: readonly File[], limits: PhotoLimits, room: Room): Promise<CheckedFiles> {
  const accepted: File[] = [];
  const refused: Refusal[] = [];
  for (const file of files) {
    const reason =
      (await reasonAgainst(file, limits)) ??
      (room.isKnown(file) ? $localize`This photo is already in the list.` : null) ??
      (accepted.length >= room.left ? reasonNoRoom(limits, room) : null);
    if (reason === null) {
      accepted.push(file);
    } else {
      refused.push({ name: file.name, reason });
    }
  }
  return { accepted, refused };
}

async function reasonAgainst(file: File, limits: PhotoLimits): Promise<string | null> {
  if (file.size === 0) {
    return $localize`The file is empty. Export the photo again.`;
  }
  const type = await sniffType(file).catch(() => null);
  if (type === null || !limits.types.includes(type)) {
    return remedyFor(type, typeNames(limits.types));
  }
  if (file.size > limits.maxBytes) {
    const most = sizeWords(limits.maxBytes);
    return $localize`It has ${sizeWords(file.size)}:size:, and a photo may have up to ${most}:most:. Export it smaller or with a lower quality.`;
  }
  return null;
}

function remedyFor(type: string | null, accepted: string): string {
  switch (type) {
    case 'image/heic':
      return $localize`HEIC cannot be read here. On an iPhone choose Settings, Camera, Formats, Most Compatible; for this photo, open it in Photos and export or share it as JPEG.`;
    case 'image/avif':
      return $localize`AVIF cannot be read here. Open it in an image editor and export it as JPEG.`;
    case 'image/gif':
      return $localize`GIFs cannot be shared. Save one picture of it as PNG or JPEG.`;
    case 'image/tiff':
    case 'image/jxl':
      return $localize`TIFF, JPEG XL and camera raw files cannot be read here. Export the photo as JPEG.`;
    case 'video/mp4':
    case 'video/riff':
      return $localize`Videos and sound cannot be shared. Export a still picture as JPEG.`;
    default:
      return $localize`This is not a photo that can be read here. Choose a ${accepted}:types: file.`;
  }
}

function reasonNoRoom(limits: PhotoLimits, room: Room): string {
  if (limits.quota && limits.quota.photosLeft <= room.left) {
    return $localize`You may upload ${limits.quota.photos}:count: photos in 24 hours, and that is reached. Add it later.`;
  }
  return $localize`There is room for ${room.most}:count: photos. Remove one first, or share the rest separately.`;
}
