import { describe, expect, it } from '@jest/globals';

import { checkFiles } from './check-files';

const limits = {
  types: ['image/jpeg', 'image/png', 'image/webp'],
  maxBytes: 1000,
  maxPixels: 1e8,
  photosPerPost: 10,
  quota: null,
};
const room = { left: 10, most: 10, isKnown: () => false };

const starts = {
  jpeg: '\u00ff\u00d8\u00ff\u00e0',
  png: '\u0089PNG\r\n\u001a\n',
  webp: 'RIFF\0\0\0\0WEBP',
  heic: '\0\0\0\u0018ftypheic',
  avif: '\0\0\0\u0018ftypavif',
  mp4: '\0\0\0\u0018ftypisom',
  gif: 'GIF89a',
  tiff: 'II*\0',
  svg: '<svg xmlns="x">',
  pdf: '%PDF-1.7',
};

function file(name: string, start: string, size = 100, type = 'image/jpeg'): File {
  const bytes = new Uint8Array(size);
  bytes.set(Array.from(start, (letter) => letter.charCodeAt(0)));
  return new File([bytes], name, { type });
}

async function reasonFor(one: File): Promise<string | undefined> {
  return (await checkFiles([one], limits, room)).refused[0]?.reason;
}

describe('checkFiles', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('takes a %s by its bytes, whatever its name says', async (kind) => {
    const { accepted, refused } = await checkFiles([file('picture.bin', starts[kind], 100, '')], limits, room);
    expect(accepted).toHaveLength(1);
    expect(refused).toEqual([]);
  });

  it('refuses HEIC and AVIF that call themselves JPEG, and says how to export them', async () => {
    expect(await reasonFor(file('a.jpg', starts.heic))).toMatch(/HEIC.*Most Compatible.*JPEG/);
    expect(await reasonFor(file('a.jpg', starts.avif))).toMatch(/AVIF.*export it as JPEG/);
  });

  it.each(['mp4', 'gif', 'tiff', 'svg', 'pdf'] as const)('refuses a %s with a remedy', async (kind) => {
    expect(await reasonFor(file('a.jpg', starts[kind]))).toMatch(/Export|Save|Choose/);
  });

  it('names the size, the limit and the remedy', async () => {
    expect(await reasonFor(file('big.jpg', starts.jpeg, 5000))).toMatch(/5 KB.*1 KB.*Export it smaller/);
  });

  it('refuses an empty file and one that is in the list already', async () => {
    expect(await reasonFor(new File([], 'empty.jpg'))).toMatch(/empty/);
    const known = await checkFiles([file('a.jpg', starts.jpeg)], limits, { ...room, isKnown: () => true });
    expect(known.refused[0]?.reason).toMatch(/already/);
  });

  it('takes as many as there is room for, in order, not counting refused ones', async () => {
    const files = [
      file('1.jpg', starts.jpeg),
      file('2.gif', starts.gif),
      file('3.jpg', starts.jpeg),
      file('4.jpg', starts.jpeg),
    ];
    const { accepted, refused } = await checkFiles(files, limits, { ...room, left: 2 });
    expect(accepted.map(({ name }) => name)).toEqual(['1.jpg', '3.jpg']);
    expect(refused.map(({ name }) => name)).toEqual(['2.gif', '4.jpg']);
    expect(refused[1]?.reason).toMatch(/room for 10 photos/);
  });
});
