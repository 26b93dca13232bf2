import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { demoAvatars, demoPictures } from './demo-pictures.ts';
import { aspectRatio } from './scene.ts';

const patience = 300_000;

/** A tiny copy: enough to tell pictures apart, too small for their details to matter. */
async function thumbnail(jpeg: Buffer): Promise<Buffer> {
  return sharp(jpeg).autoOrient().resize(12, 12, { fit: 'fill' }).removeAlpha().raw().toBuffer();
}

function difference(a: Buffer, b: Buffer): number {
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}

/** Whether the first directory of the EXIF block points to one with a position. */
function hasPosition(exif: Buffer): boolean {
  const tiff = exif.subarray(6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const start = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const tags = Array.from({ length: short(start) }, (_, index) => short(start + 2 + index * 12));
  return tags.includes(0x8825);
}

function findTwins(thumbnails: ReadonlyMap<string, Buffer>): string[] {
  const entries = [...thumbnails];
  return entries.flatMap(([name, own], index) =>
    entries.slice(index + 1).flatMap(([other, its]) => (difference(own, its) < 12 ? [`${name} and ${other}`] : [])),
  );
}

describe('the pictures of the demo', () => {
  const rendered = new Map<string, Buffer>();

  beforeAll(async () => {
    await Promise.all(demoPictures.map(async (picture) => rendered.set(picture.name, await picture.render())));
  }, patience);

  it('are many, in many formats, each with a text for those who cannot see it', () => {
    expect(demoPictures.length).toBeGreaterThanOrEqual(30);
    expect(new Set(demoPictures.map(({ name }) => name)).size).toBe(demoPictures.length);
    expect(new Set(demoPictures.map(({ aspect }) => aspect)).size).toBeGreaterThanOrEqual(7);
    expect(demoPictures.filter(({ alt }) => alt.length < 25)).toEqual([]);
  });

  it.each(demoPictures.map((picture) => [picture.name, picture] as const))('%s is a photograph', async (_, picture) => {
    const jpeg = rendered.get(picture.name) ?? Buffer.alloc(0);
    const { autoOrient, width, height, format, exif, orientation } = await sharp(jpeg).metadata();
    expect(format).toBe('jpeg');
    expect(autoOrient.width / autoOrient.height).toBeCloseTo(aspectRatio(picture.aspect), 1);
    expect(Math.max(width, height)).toBeGreaterThanOrEqual(1600);
    expect(jpeg.length).toBeLessThan(1_500_000);
    const facts = exif?.toString('latin1') ?? '';
    expect(facts).toContain(picture.exif.model);
    expect(facts).toContain(picture.exif.lens);
    expect(facts).toContain(picture.exif.takenAt.slice(11));
    expect(orientation ?? 1).toBe(picture.exif.orientation ?? 1);
    const { channels } = await sharp(jpeg).stats();
    expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(18);
  });

  it('show where they were taken only where that was meant', async () => {
    const places = demoPictures.filter(({ exif }) => exif.position);
    for (const { name, exif } of demoPictures) {
      const { exif: block = Buffer.alloc(0) } = await sharp(rendered.get(name)).metadata();
      expect([name, hasPosition(block)]).toEqual([name, exif.position !== undefined]);
    }
    expect(places.length).toBeGreaterThanOrEqual(3);
    expect(demoPictures.filter(({ exif }) => exif.orientation).length).toBeGreaterThanOrEqual(2);
  });

  it('are not like one another', async () => {
    const thumbnails = new Map<string, Buffer>();
    for (const [name, jpeg] of rendered) {
      thumbnails.set(name, await thumbnail(jpeg));
    }
    expect(findTwins(thumbnails)).toEqual([]);
  });

  it('come out the same each time', async () => {
    const [first] = demoPictures;
    await expect(first?.render()).resolves.toEqual(rendered.get(first?.name ?? ''));
  }, 60_000);
});

describe('the avatars of the demo', () => {
  it('are eight different squares', async () => {
    const thumbnails = new Map<string, Buffer>();
    for (const avatar of demoAvatars) {
      const jpeg = await avatar.render();
      const { width, height } = await sharp(jpeg).metadata();
      expect([width, height]).toEqual([512, 512]);
      thumbnails.set(avatar.name, await thumbnail(jpeg));
    }
    expect(thumbnails.size).toBe(8);
    expect(findTwins(thumbnails)).toEqual([]);
  }, 60_000);
});
