import { fileTypeFromBuffer } from 'file-type';
import { errors } from '../errors.ts';
import { limits } from '../upload-limits.ts';
import type { PhotoType } from '../upload-limits.ts';

const remedies: readonly (readonly [types: RegExp, remedy: string])[] = [
  [
    /^image\/hei[cf]/,
    'HEIC photos cannot be read here. On an iPhone choose Settings > Camera > Formats > Most Compatible, or share the photo as JPEG.',
  ],
  [/^image\/avif/, 'AVIF photos cannot be read here. Save the photo as JPEG, PNG or WebP.'],
  [/^image\/gif/, 'GIFs cannot be shared. Save one picture of it as PNG or JPEG.'],
  [/^(image\/svg|application\/xml|text\/)/, 'Drawings and documents cannot be shared as photos. Export it as PNG.'],
  [/^application\/(pdf|postscript|eps)/, 'Documents cannot be shared as photos. Export the page as JPEG or PNG.'],
  [/^image\/(tiff|x-)/, 'TIFF and camera raw files cannot be read here. Export the photo as JPEG.'],
  [/^(video|audio)\//, 'Only photos can be shared. Export a still picture as JPEG.'],
];

/** The shortest photo there can be; below it every file is merely incomplete. */
const shortestBytes = 20;

/** The type of a photo by its bytes, whatever its name and its sender say; 415 with a remedy when it is not accepted. */
export async function sniffType(data: Buffer): Promise<PhotoType> {
  if (data.length < shortestBytes) {
    throw errors.notDecodable();
  }
  const mime = await fileTypeFromBuffer(data).then(
    (type) => type?.mime ?? guessType(data),
    () => guessType(data),
  );
  // An animated PNG is a PNG whose first picture is shown.
  const type = limits.types.find((accepted) => accepted === (mime === 'image/apng' ? 'image/png' : mime));
  if (type) {
    return type;
  }
  const remedy = remedies.find(([types]) => mime !== undefined && types.test(mime))?.[1];
  throw errors.typeNotAccepted(remedy ?? 'This is not a photo that can be read here. Send a JPEG, PNG or WebP.');
}

function guessType(data: Buffer): string | undefined {
  const start = data.subarray(0, 256).toString('latin1');
  if (start.startsWith('\x89PNG\r\n\x1a\n')) {
    // One that ends before its first picture; decoding it says so.
    return 'image/png';
  }
  const text = start.trimStart().toLowerCase();
  return text.startsWith('<') ? 'text/markup' : text.startsWith('%!ps') ? 'application/postscript' : undefined;
}
