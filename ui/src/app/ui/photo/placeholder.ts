import { thumbHashToDataURL } from 'thumbhash';

const REMEMBERED = 400;
const urls = new Map<string, string>();

/** A tiny picture of the photo to come, as a CSS image. Decoded once per hash. */
export function placeholderImage(thumbhash: string | null | undefined): string | null {
  if (!thumbhash) {
    return null;
  }
  const known = urls.get(thumbhash);
  if (known !== undefined) {
    return known;
  }
  const image = decode(thumbhash);
  if (image !== null) {
    if (urls.size >= REMEMBERED) {
      urls.clear();
    }
    urls.set(thumbhash, image);
  }
  return image;
}

function decode(thumbhash: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(thumbhash.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
    return bytes.length < 5 ? null : `url("${thumbHashToDataURL(bytes)}")`;
  } catch {
    return null;
  }
}
