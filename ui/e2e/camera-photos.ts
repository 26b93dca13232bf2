import sharp from 'sharp';

interface CameraFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/**
 * Files as cameras write them: a phone held upright (turned by its orientation tag) that knows where it was, and a
 * large landscape. Drawn here; `word` is a text in their metadata that must never be served.
 */
export async function cameraPhotos(word: string): Promise<readonly [CameraFile, CameraFile]> {
  const scene = (width: number, height: number, sky: string, land: string): Promise<Buffer> =>
    sharp(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="s" x2="0" y2="1">` +
          `<stop offset="0" stop-color="${sky}"/><stop offset="1" stop-color="#fde8c8"/></linearGradient></defs>` +
          `<rect width="100%" height="100%" fill="url(#s)"/><circle cx="70%" cy="55%" r="${height / 12}" fill="#fff6df"/>` +
          `<path d="M0 ${height * 0.7} L${width * 0.3} ${height * 0.45} L${width * 0.55} ${height * 0.72} L${width * 0.8} ${height * 0.52} L${width} ${height * 0.68} V${height} H0Z" fill="${land}"/></svg>`,
      ),
    )
      .jpeg({ quality: 88 })
      .withExif({
        IFD0: { Make: 'Tintype', Model: 'Test Camera', ImageDescription: word },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '59/1 51/1 30/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '17/1 38/1 20/1',
        },
      })
      .toBuffer();
  const turned = await sharp(await scene(2000, 1500, '#33507a', '#20303d'))
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  return [
    { name: 'IMG_0001.JPG', mimeType: 'image/jpeg', buffer: turned },
    { name: 'DSC_0042.jpg', mimeType: 'image/jpeg', buffer: await scene(3000, 2000, '#7a4a33', '#3a2a22') },
  ];
}
