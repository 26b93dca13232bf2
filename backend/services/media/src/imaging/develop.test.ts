import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { fileNameOf, variantsOf } from '@tintype/media-urls';
import { drawJpeg, drawScene, drawTraced } from '../../test/pictures.ts';
import { createDarkroom } from './develop.ts';
import type { DevelopedPhoto } from './develop.ts';
import { createWorkshop } from './workshop.ts';

const darkroom = createDarkroom(createWorkshop({ benches: 2, places: 50 }), () => undefined);

function bytesOf(photo: DevelopedPhoto, name: string): Buffer {
  const rendition = photo.renditions.find((file) => file.name === name);
  if (!rendition) {
    throw new Error(`there is no ${name}`);
  }
  return rendition.data;
}

async function colourAt(image: Buffer, left: number, top: number): Promise<number[]> {
  const { data } = await sharp(image)
    .extract({ left, top, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data];
}

function hasExiftool(): boolean {
  try {
    execFileSync('exiftool', ['-ver']);
    return true;
  } catch {
    return false;
  }
}

describe('the variants of a photo', () => {
  it('are exactly those that everybody computes, in names and in pixels', async () => {
    for (const [width, height] of [
      [2400, 1600],
      [1000, 1400],
      [300, 200],
      [90, 2000],
      [3000, 60],
      [1, 1],
    ] as const) {
      const photo = await darkroom.develop(await drawJpeg(width, height));
      const expected = variantsOf(width, height);
      expect(photo.renditions.map((file) => file.name)).toEqual(expected.map(fileNameOf));
      for (const [index, variant] of expected.entries()) {
        const metadata = await sharp(photo.renditions[index]?.data).metadata();
        expect([metadata.format, metadata.width, metadata.height]).toEqual([
          variant.format,
          variant.width,
          variant.height,
        ]);
      }
    }
  });

  it('stand upright for every orientation, and say nothing of it', async () => {
    const upright = await drawScene(320, 240);
    const reference = await upright.png().toBuffer();
    // What the sensor saw, so that turning it by the tag gives the reference.
    const seen: Record<number, Sharp> = {
      1: sharp(reference),
      2: sharp(reference).flop(),
      3: sharp(reference).rotate(180),
      4: sharp(reference).flip(),
      5: sharp(await sharp(reference).rotate(270).png().toBuffer()).flip(),
      6: sharp(reference).rotate(270),
      7: sharp(await sharp(reference).rotate(90).png().toBuffer()).flip(),
      8: sharp(reference).rotate(90),
    };
    for (const [orientation, picture] of Object.entries(seen)) {
      const jpeg = await picture
        .jpeg({ quality: 95 })
        .withMetadata({ orientation: Number(orientation) })
        .toBuffer();
      const photo = await darkroom.develop(jpeg);
      const variant = bytesOf(photo, '320.jpeg');
      const oracle = await sharp(jpeg).autoOrient().png().toBuffer();
      expect([orientation, photo.width, photo.height]).toEqual([orientation, 320, 240]);
      expect((await sharp(variant).metadata()).orientation).toBeUndefined();
      for (const [left, top] of [
        [40, 120],
        [280, 120],
        [160, 5],
      ] as const) {
        const [got, want] = [await colourAt(variant, left, top), await colourAt(oracle, left, top)];
        expect(got.every((value, channel) => Math.abs(value - (want[channel] ?? 0)) < 40)).toBe(true);
      }
    }
  });

  it('carry no metadata: no place, no serial number, no text', async () => {
    const traced = await drawTraced();
    expect(traced.includes('SERIAL123')).toBe(true);
    const photo = await darkroom.develop(traced);
    for (const { name, data } of photo.renditions) {
      for (const trace of ['Exif', 'http://ns.adobe.com', 'GPS', '8BIM', 'eXIf', 'iTXt', 'SERIAL', 'onerror', 'Acme']) {
        expect([name, trace, data.includes(trace)]).toEqual([name, trace, false]);
      }
    }
    expect(photo.exif).toEqual({
      camera: 'Acme Box img srcx onerroralert(1)',
      exposure: '1/250',
      aperture: 2.8,
      takenAt: '2024-05-06T07:08:09',
    });
  });

  (hasExiftool() ? it : it.skip)('show exiftool nothing but pixels and their colour profile', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'exif-'));
    const wide = await sharp(await drawTraced())
      .keepExif()
      .withIccProfile('p3')
      .jpeg()
      .toBuffer();
    for (const { name, data } of (await darkroom.develop(wide)).renditions) {
      writeFileSync(join(directory, name), data);
    }
    const found = JSON.parse(execFileSync('exiftool', ['-j', '-G1', '-a', directory]).toString()) as object[];
    rmSync(directory, { recursive: true });
    const groups = new Set(found.flatMap((file) => Object.keys(file).map((key) => key.split(':')[0] ?? '')));
    for (const group of groups) {
      expect(group).toMatch(/^(SourceFile|ExifTool|System|File|RIFF|JFIF|Composite|ICC.*)$/);
    }
  });

  it('keep a wide colour profile and the values of the pixels', async () => {
    const plain = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#ff0000' } })
      .withIccProfile('p3')
      .png()
      .toBuffer();
    const [red] = [await colourAt(await sharp(plain, { ignoreIcc: true }).png().toBuffer(), 10, 10)];
    const photo = await darkroom.develop(plain);
    const profile = (await sharp(plain).metadata()).icc;
    for (const { name, data } of photo.renditions) {
      const metadata = await sharp(data).metadata();
      expect([name, metadata.icc?.equals(profile ?? Buffer.alloc(0))]).toEqual([name, true]);
    }
    const got = await colourAt(await sharp(bytesOf(photo, '320.jpeg'), { ignoreIcc: true }).png().toBuffer(), 100, 100);
    expect(got.every((value, channel) => Math.abs(value - (red[channel] ?? 0)) <= 6)).toBe(true);
  });

  it('turn CMYK, greyscale and 16 bits into 8-bit sRGB', async () => {
    const scene = await drawScene();
    const cmyk = await scene.clone().toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 95 }).toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
    const deep = await scene.clone().toColourspace('rgb16').png().toBuffer();
    const grey = await scene.clone().greyscale().toColourspace('b-w').png().toBuffer();
    for (const image of [cmyk, deep, grey]) {
      const photo = await darkroom.develop(image);
      const metadata = await sharp(bytesOf(photo, '640.jpeg')).metadata();
      expect([metadata.space, metadata.depth, metadata.channels, metadata.icc]).toEqual([
        'srgb',
        'uchar',
        3,
        undefined,
      ]);
    }
    const [red = 0, green = 255, blue = 255] = await colourAt(
      bytesOf(await darkroom.develop(cmyk), '640.jpeg'),
      100,
      300,
    );
    expect([red > 200, green < 90, blue < 90]).toEqual([true, true, true]);
  });

  it('keep transparency in WebP, show white behind it in JPEG, and drop an alpha that hides nothing', async () => {
    const clear = await sharp({
      create: { width: 400, height: 300, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    const photo = await darkroom.develop(clear);
    expect((await sharp(bytesOf(photo, '320.webp')).metadata()).hasAlpha).toBe(true);
    expect(await colourAt(bytesOf(photo, '320.jpeg'), 100, 100)).toEqual([255, 255, 255]);
    const wide = await darkroom.develop(await sharp(clear).withIccProfile('p3').png().toBuffer());
    expect((await sharp(bytesOf(wide, '320.webp')).metadata()).hasAlpha).toBe(true);
    const opaque = await darkroom.develop(await (await drawScene()).ensureAlpha().png().toBuffer());
    expect((await sharp(bytesOf(opaque, '320.webp')).metadata()).hasAlpha).toBe(false);
  });

  it('show the first picture of an animation', async () => {
    const frames = ['#ff0000', '#00ff00', '#0000ff'].map((background) => ({
      create: { width: 64, height: 64, channels: 3 as const, background },
    }));
    const animated = await sharp(await Promise.all(frames.map((frame) => sharp(frame).png().toBuffer())), {
      join: { animated: true },
    })
      .webp({ loop: 0, delay: [50, 50, 50] })
      .toBuffer();
    expect((await sharp(animated).metadata()).pages).toBe(3);
    const photo = await darkroom.develop(animated);
    expect([photo.width, photo.height]).toEqual([64, 64]);
    const [red = 0, green = 255] = await colourAt(bytesOf(photo, '320.jpeg'), 30, 30);
    expect([red > 200, green < 60]).toEqual([true, true]);
  });

  it('carry nothing of what was appended to the file', async () => {
    const jpeg = await drawJpeg();
    for (const tail of ['<script>alert(1)</script>', 'PK\x03\x04evil.zip', '<?php system($_GET[0]);']) {
      const photo = await darkroom.develop(Buffer.concat([jpeg, Buffer.from(tail, 'latin1')]));
      expect(photo.renditions.some((file) => file.data.includes(tail.slice(0, 8)))).toBe(false);
    }
  });

  it('come from a placeholder that has the proportions of the photo', async () => {
    const photo = await darkroom.develop(await drawJpeg(800, 400));
    expect(Buffer.from(photo.thumbhash, 'base64').length).toBeLessThan(40);
  });
});

describe('the decoders', () => {
  it('are as new as the last flaws that were mended in them', () => {
    const atLeast = (version: string | undefined, floor: string): boolean =>
      (version ?? '0').localeCompare(floor, 'en', { numeric: true }) >= 0;
    expect(atLeast(sharp.versions.sharp, '0.35.4')).toBe(true);
    expect(atLeast(sharp.versions.vips, '8.18.3')).toBe(true);
  });
});
