import type { Format } from '@tintype/media-urls';

/** Profiles of cameras and screens have 0.5 to 4 kB; those of printers, with tables, are converted to sRGB instead. */
const longestProfile = 16 * 1024;

/** The profile if it describes RGB pixels and is small enough to travel with every variant; else undefined. */
export function readProfile(icc: Buffer | undefined): Buffer | undefined {
  if (!icc || icc.length < 132 || icc.length > longestProfile || icc.readUInt32BE(0) !== icc.length) {
    return undefined;
  }
  const isRgb = icc.toString('latin1', 16, 20) === 'RGB ' && icc.toString('latin1', 36, 40) === 'acsp';
  return isRgb ? Buffer.from(icc) : undefined;
}

/** Puts a colour profile into an encoded picture, beside its pixels, which stay as they are. */
export function attachProfile(encoded: Buffer, format: Format, profile: Buffer): Buffer {
  return format === 'jpeg' ? attachToJpeg(encoded, profile) : attachToWebp(encoded, profile);
}

/** APP2 directly after SOI and JFIF, in one segment (65,533 bytes at most). */
function attachToJpeg(jpeg: Buffer, profile: Buffer): Buffer {
  const hasJfif = jpeg.readUInt16BE(2) === 0xffe0;
  const at = hasJfif ? 4 + jpeg.readUInt16BE(4) : 2;
  const head = Buffer.from('\xff\xe2\0\0ICC_PROFILE\0\x01\x01', 'latin1');
  head.writeUInt16BE(head.length - 2 + profile.length, 2);
  return Buffer.concat([jpeg.subarray(0, at), head, profile, jpeg.subarray(at)]);
}

/** WebP with anything besides pixels begins with a VP8X chunk that says what there is and how large the canvas is. */
function attachToWebp(webp: Buffer, profile: Buffer): Buffer {
  const first = webp.toString('latin1', 12, 16);
  const rest = first === 'VP8X' ? webp.subarray(30) : webp.subarray(12);
  const extended = first === 'VP8X' ? Buffer.from(webp.subarray(20, 30)) : describeCanvas(webp, first);
  extended[0] = (extended[0] ?? 0) | 0x20;
  const chunks = Buffer.concat([chunk('VP8X', extended), chunk('ICCP', profile), rest]);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(chunks.length + 4, 4);
  return Buffer.concat([head, chunks]);
}

function describeCanvas(webp: Buffer, first: string): Buffer {
  const canvas = Buffer.alloc(10);
  // Lossy: a key frame's header. Lossless: 14 bits each after the signature byte, then the alpha flag.
  const bits = first === 'VP8L' ? webp.readUInt32LE(21) : 0;
  const width = first === 'VP8L' ? (bits & 0x3fff) + 1 : webp.readUInt16LE(26) & 0x3fff;
  const height = first === 'VP8L' ? ((bits >>> 14) & 0x3fff) + 1 : webp.readUInt16LE(28) & 0x3fff;
  canvas[0] = (bits >>> 28) & 1 ? 0x10 : 0;
  canvas.writeUIntLE(width - 1, 4, 3);
  canvas.writeUIntLE(height - 1, 7, 3);
  return canvas;
}

function chunk(name: string, data: Buffer): Buffer {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
