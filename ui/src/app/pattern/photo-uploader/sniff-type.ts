const START_BYTES = 32;
const HEIC_BRANDS = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']);

/** What a file really is, by its first bytes: names and declared types are often wrong. */
export async function sniffType(file: Blob): Promise<string | null> {
  return typeOf(new Uint8Array(await file.slice(0, START_BYTES).arrayBuffer()));
}

function typeOf(bytes: Uint8Array): string | null {
  const text = String.fromCharCode(...bytes);
  if (text.startsWith('\u00ff\u00d8\u00ff')) {
    return 'image/jpeg';
  }
  if (text.startsWith('\u0089PNG\r\n\u001a\n')) {
    return 'image/png';
  }
  if (text.startsWith('RIFF')) {
    return text.slice(8, 12) === 'WEBP' ? 'image/webp' : 'video/riff';
  }
  if (text.slice(4, 8) === 'ftyp') {
    return typeOfBrand(text.slice(8, 12));
  }
  if (/^GIF8[79]a/.test(text)) {
    return 'image/gif';
  }
  if (/^(II\*\0|MM\0\*)/.test(text)) {
    return 'image/tiff';
  }
  if (text.startsWith('\u00ff\n') || text.startsWith('\0\0\0\u000cJXL ')) {
    return 'image/jxl';
  }
  if (text.startsWith('%PDF')) {
    return 'application/pdf';
  }
  return text.trimStart().startsWith('<') ? 'image/svg+xml' : null;
}

function typeOfBrand(brand: string): string {
  if (brand === 'avif' || brand === 'avis') {
    return 'image/avif';
  }
  return HEIC_BRANDS.has(brand) ? 'image/heic' : brand === 'crx ' ? 'image/tiff' : 'video/mp4';
}
