import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { Sharp } from 'sharp';

/** A JPEG whose left half is red and right half blue, with a green bar on top: every orientation of it looks different. */
export async function drawScene(width = 640, height = 480): Promise<Sharp> {
  const part = (w: number, h: number, background: string) => ({
    input: { create: { width: w, height: h, channels: 3 as const, background } },
  });
  return sharp({ create: { width, height, channels: 3, background: '#0000ff' } }).composite([
    { ...part(Math.max(1, Math.floor(width / 2)), height, '#ff0000'), left: 0, top: 0 },
    { ...part(width, Math.max(1, Math.floor(height / 8)), '#00ff00'), left: 0, top: 0 },
  ]);
}

/** A noisy photo, so that its size in bytes is that of a real one. */
export async function drawNoise(width: number, height: number, quality = 80): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 };
  const small = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#888888', noise } })
    .png()
    .toBuffer();
  return sharp(small).resize(width, height, { fit: 'fill' }).jpeg({ quality }).toBuffer();
}

/** A small JPEG. */
export async function drawJpeg(width = 640, height = 480): Promise<Buffer> {
  return (await drawScene(width, height)).jpeg().toBuffer();
}

/** A JPEG with a place, a serial number and a text that would be markup, in EXIF. */
export async function drawTraced(): Promise<Buffer> {
  return (await drawScene())
    .jpeg()
    .withExif({
      IFD0: {
        Make: 'Acme',
        Model: 'Box <img src=x onerror=alert(1)>',
        ImageDescription: '<img src=x onerror=window.__xss=1>',
      },
      IFD2: {
        FNumber: '28/10',
        ExposureTime: '1/250',
        DateTimeOriginal: '2024:05:06 07:08:09',
        BodySerialNumber: 'SERIAL123',
      },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 30/1', GPSLongitudeRef: 'E', GPSLongitude: '2/1 17/1 40/1' },
    })
    .toBuffer();
}

/** One PNG chunk. */
export function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** A greyscale PNG of one bit a pixel, all black: huge in pixels, tiny in bytes. `extra` goes before the pixels. */
export function drawBlack(width: number, height: number, extra: readonly Buffer[] = []): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rowBytes = Math.ceil(width / 8) + 1;
  const rows = rowBytes * height > 2 ** 28 ? Buffer.alloc(16) : Buffer.alloc(rowBytes * height);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    ...extra,
    pngChunk('IDAT', deflateSync(rows, { level: 9 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The same JPEG with other dimensions in its frame header. */
export function lieAboutSize(jpeg: Buffer, width: number, height: number): Buffer {
  const lying = Buffer.from(jpeg);
  for (let at = 2; at < lying.length; at += 2 + lying.readUInt16BE(at + 2)) {
    const marker = lying.readUInt8(at + 1);
    if (marker === 0xc0 || marker === 0xc2) {
      lying.writeUInt16BE(height, at + 5);
      lying.writeUInt16BE(width, at + 7);
      return lying;
    }
  }
  throw new Error('no frame header');
}
