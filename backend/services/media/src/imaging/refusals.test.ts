import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { isAppError } from '@tintype/errors';
import { drawBlack, drawJpeg, drawNoise, drawScene, lieAboutSize, pngChunk } from '../../test/pictures.ts';
import { createDarkroom } from './develop.ts';
import { createWorkshop } from './workshop.ts';

const darkroom = createDarkroom(createWorkshop({ benches: 2, places: 50 }), () => undefined);

/** Status that an upload of these bytes would be answered with, and what it cost. */
async function judge(data: Buffer): Promise<{ status: number; milliseconds: number; megabytes: number }> {
  const before = process.memoryUsage.rss();
  const started = performance.now();
  const status = await darkroom.develop(data).then(
    () => 201,
    (error: unknown) => (isAppError(error) ? error.status : 500),
  );
  const megabytes = (process.memoryUsage.rss() - before) / 1024 / 1024;
  return { status, milliseconds: performance.now() - started, megabytes };
}

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';

describe('what is no photo', () => {
  const cases: Record<string, Buffer> = {
    'a page (C1)': ascii('<!doctype html><title>a.jpg</title>'),
    'an SVG (C3, C4)': ascii(svg),
    'an SVG with a prologue': ascii(`<?xml version="1.0"?>${svg}`),
    'an SVG with an external entity (C5)': ascii(`<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg}`),
    'a PDF (C6)': ascii('%PDF-1.7\n%âãÏÓ\n1 0 obj<<>>endobj'),
    'an EPS (C6)': ascii('%!PS-Adobe-3.0 EPSF-3.0\n'),
    'an MVG (C6)': ascii('push graphic-context\nviewbox 0 0 640 480\n'),
    'a GIF (C18)': ascii('GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;'),
    'a TIFF (C21)': Buffer.concat([ascii('II*\0\x08\0\0\0'), Buffer.alloc(60)]),
    'a HEIC (C22)': ascii('\0\0\0\x18ftypheic\0\0\0\0mif1heic'),
    'an AVIF (C22)': ascii('\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf'),
    'a ZIP': Buffer.concat([ascii('PK\x03\x04\x14'), Buffer.alloc(60)]),
    zeros: Buffer.alloc(1000),
  };
  it.each(Object.entries(cases))('%s: 415 with a remedy, at once', async (_name, data) => {
    const { status, milliseconds } = await judge(data);
    expect(status).toBe(415);
    expect(milliseconds).toBeLessThan(1000);
    await expect(darkroom.develop(data)).rejects.toMatchObject({
      code: 'photos.type_not_accepted',
      message: /JPEG|PNG/,
    });
  });

  it('a HEIC: says what to do on the phone', async () => {
    await expect(darkroom.develop(ascii('\0\0\0\x18ftypheic\0\0\0\0mif1heic'))).rejects.toThrow(/Most Compatible/);
  });
});

describe('what cannot be decoded', () => {
  it('does not mind, or does, that nothing but the end mark of a JPEG is missing: every pixel is there', async () => {
    // Whether libjpeg asks for more than there is depends on the last bits of the picture.
    const jpeg = await drawNoise(1200, 900);
    expect([201, 422]).toContain((await judge(jpeg.subarray(0, -2))).status);
  });

  it('is answered 422, quickly and without much memory', async () => {
    const jpeg = await drawNoise(1200, 900);
    const scene = await drawScene();
    const png = await scene.png().toBuffer();
    const webp = await scene.webp().toBuffer();
    const badCrc = Buffer.from(png);
    badCrc.writeUInt8(badCrc.readUInt8(60) ^ 0xff, 60);
    const cases: Record<string, Buffer> = {
      'nothing (C13)': Buffer.alloc(0),
      'one byte (C13)': ascii('\xff'),
      'JPEG magic only (C13)': ascii('\xff\xd8\xff\xe0\0\x10JFIF\0'),
      'PNG magic only (C13)': ascii('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'),
      '0 x 0 (C13)': drawBlack(0, 0),
      'bomb 30000 x 30000 (C7)': drawBlack(30_000, 30_000),
      'bomb 16000 x 16000 (C8)': drawBlack(16_000, 16_000),
      'one column over the limit (C9)': drawBlack(10_000, 10_001),
      'PNG header lies big (C11)': drawBlack(2 ** 31 - 1, 2 ** 31 - 1),
      'JPEG header lies big (C11)': lieAboutSize(jpeg, 65_500, 65_500),
      'JPEG header lies, data short (C12)': lieAboutSize(jpeg, 8000, 6000),
      'needle 1 x 101 (C10)': await drawJpeg(1, 101),
      'needle 20000 x 1 (C10)': drawBlack(20_000, 1),
      'JPEG cut in half (C16)': jpeg.subarray(0, jpeg.length / 2),
      'JPEG less 200 bytes (C16)': jpeg.subarray(0, -200),
      'PNG cut in half (C16)': png.subarray(0, png.length / 2),
      'WebP cut in half (C16)': webp.subarray(0, webp.length / 2),
      'wrong CRC (C17)': badCrc,
    };
    for (const [name, data] of Object.entries(cases)) {
      const { status, milliseconds, megabytes } = await judge(data);
      expect([name, status]).toEqual([name, 422]);
      expect([name, milliseconds < 2000, megabytes < 60]).toEqual([name, true, true]);
    }
  });

  it('never is a fault of ours, whatever bytes are flipped (C43)', async () => {
    const scene = await drawScene(64, 48);
    let seed = 7;
    const next = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (const good of [await scene.jpeg().toBuffer(), await scene.png().toBuffer(), await scene.webp().toBuffer()]) {
      for (let round = 0; round < 60; round += 1) {
        const mutant = Buffer.from(good);
        for (let flips = 0; flips < 1 + (round % 5); flips += 1) {
          mutant.writeUInt8(next(256), next(mutant.length));
        }
        expect([201, 415, 422]).toContain((await judge(mutant)).status);
      }
    }
  });
});

describe('what is odd but fine', () => {
  it('is decoded', async () => {
    const text = pngChunk('tEXt', ascii('Comment\0x'));
    const bomb = deflateSync(Buffer.alloc(50_000_000), { level: 9 });
    const cases: Record<string, Buffer> = {
      'at the limit of pixels (C9)': drawBlack(10_000, 10_000),
      'at the limit of proportions (C10)': await drawJpeg(10, 1000),
      '20,000 text chunks (C15)': drawBlack(
        64,
        64,
        Array.from({ length: 20_000 }, () => text),
      ),
      'a bomb in zTXt (C14)': drawBlack(64, 64, [pngChunk('zTXt', Buffer.concat([ascii('Comment\0\0'), bomb]))]),
      progressive: await (await drawScene()).jpeg({ progressive: true }).toBuffer(),
      interlaced: await (await drawScene()).png({ progressive: true }).toBuffer(),
      'lossless WebP': await (await drawScene()).webp({ lossless: true }).toBuffer(),
      'one pixel': await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
        .png()
        .toBuffer(),
    };
    for (const [name, data] of Object.entries(cases)) {
      const { status, milliseconds } = await judge(data);
      expect([name, status]).toEqual([name, 201]);
      expect([name, milliseconds < 5000]).toEqual([name, true]);
    }
  });

  it('is refused or decoded when a colour profile is a bomb (C14), but costs little', async () => {
    const bomb = deflateSync(Buffer.alloc(50_000_000), { level: 9 });
    const { status, milliseconds } = await judge(
      drawBlack(64, 64, [pngChunk('iCCP', Buffer.concat([ascii('x\0\0'), bomb]))]),
    );
    expect([201, 422]).toContain(status);
    expect(milliseconds).toBeLessThan(1000);
  });
});

describe('the workshop', () => {
  it('works at so many benches, lets so many wait, and turns the rest away', async () => {
    const workshop = createWorkshop({ benches: 2, places: 3 });
    let atOnce = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
      atOnce -= 1;
    };
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => workshop.run(work)));
    expect(most).toBe(2);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(5);
    expect(results.find((result) => result.status === 'rejected')).toMatchObject({
      reason: { status: 503, headers: { 'Retry-After': '3' } },
    });
    expect([workshop.working, workshop.waiting]).toEqual([0, 0]);
  });

  it('lets a large photo work alone', async () => {
    const workshop = createWorkshop({ benches: 2, places: 9 });
    const seen: number[] = [];
    const work = async (): Promise<void> => void seen.push(workshop.working);
    await Promise.all([workshop.run(work), workshop.run(work, true), workshop.run(work)]);
    expect(seen).toContain(2);
    expect(workshop.working).toBe(0);
  });
});
