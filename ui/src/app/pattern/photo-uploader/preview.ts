const WIDTH = 480;

/** A small picture of a local file. */
export interface Preview {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

let last: Promise<unknown> = Promise.resolve();

/** Draws a local file small, the right way up. One after the other: a decoded photo takes a lot of memory. */
export function makePreview(file: File): Promise<Preview | null> {
  const preview = last.then(() => draw(file));
  last = preview;
  return preview;
}

export function forgetPreview(preview: Preview | null): void {
  if (preview?.url.startsWith('blob:')) {
    URL.revokeObjectURL(preview.url);
  }
}

async function draw(file: File): Promise<Preview | null> {
  try {
    const bitmap = await createImageBitmap(file, {
      imageOrientation: 'from-image',
      resizeWidth: WIDTH,
      resizeQuality: 'medium',
    });
    const { width, height } = bitmap;
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    // Not `bitmaprenderer`: it forgets which way is up.
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    bitmap.close();
    const small = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/webp', 0.85);
    });
    return small && { url: URL.createObjectURL(small), width, height };
  } catch {
    // The server has the last word on whether it is a photo.
    return null;
  }
}
