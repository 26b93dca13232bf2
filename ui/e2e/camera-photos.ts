import sharp from 'sharp';

interface CameraFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

type Colour = readonly [red: number, green: number, blue: number];

/**
 * Files as cameras write them: a phone held upright (turned by its orientation tag) that knows where it was, and a
 * large landscape. Drawn here; `word` is a text in their metadata that must never be served.
 */
export async function cameraPhotos(word: string): Promise<readonly [CameraFile, CameraFile]> {
  const metadata = {
    IFD0: { Make: 'Tintype', Model: 'Test Camera', ImageDescription: word },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '59/1 51/1 30/1', GPSLongitudeRef: 'E', GPSLongitude: '17/1 38/1 20/1' },
  };
  const upright = hills(2000, 1500, [51, 80, 122], [32, 48, 61]);
  const wide = hills(3000, 2000, [122, 74, 51], [58, 42, 34]);
  return [
    {
      name: 'IMG_0001.JPG',
      mimeType: 'image/jpeg',
      buffer: await upright.withExif(metadata).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    },
    { name: 'DSC_0042.jpg', mimeType: 'image/jpeg', buffer: await wide.withExif(metadata).jpeg().toBuffer() },
  ];
}

/** Hills below an evening sky, pixel by pixel. */
function hills(width: number, height: number, sky: Colour, land: Colour) {
  const pixels = Buffer.alloc(width * height * 3);
  for (let x = 0; x < width; x += 1) {
    const ridge = height * (0.6 + 0.08 * Math.sin((x / width) * 9) + 0.03 * Math.sin((x / width) * 31));
    for (let y = 0; y < height; y += 1) {
      const glow = Math.min(1, y / ridge);
      for (let channel = 0; channel < 3; channel += 1) {
        const evening = (sky[channel] ?? 0) * (1 - glow) + (250 - channel * 25) * glow;
        pixels[(y * width + x) * 3 + channel] = y > ridge ? (land[channel] ?? 0) : evening;
      }
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}
