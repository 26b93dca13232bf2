import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startMedia } from '../../test/media-stack.ts';
import type { MediaStack } from '../../test/media-stack.ts';
import { drawJpeg, drawScene, drawTraced } from '../../test/pictures.ts';

interface PhotoAnswer {
  readonly id: string;
  readonly sha256: string;
  readonly variants: readonly { name: string; format: string; url: string }[];
  readonly exif?: Record<string, unknown>;
  readonly code?: string;
  readonly detail?: string;
}

let stack: MediaStack;
beforeAll(async () => {
  stack = await startMedia({ MEDIA_PHOTOS_PER_DAY: '20' });
});
afterAll(() => stack.close());

const read = async (answer: Response): Promise<PhotoAnswer> => (await answer.json()) as PhotoAnswer;

async function listKeys(): Promise<string[]> {
  const replica = await stack.connectReplica();
  const { ListObjectsV2Command, S3Client } = await import('@aws-sdk/client-s3');
  const { environment } = stack;
  const s3 = new S3Client({
    region: environment['AWS_REGION'] ?? '',
    endpoint: environment['AWS_ENDPOINT_URL_S3'] ?? '',
    forcePathStyle: true,
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  });
  const answer = await s3.send(new ListObjectsV2Command({ Bucket: environment['MEDIA_BUCKET'] ?? '' }));
  s3.destroy();
  await replica.ready();
  return (answer.Contents ?? []).map((object) => object.Key ?? '');
}

describe('POST /api/photos', () => {
  it('answers 401 without a token, and 401 before anything about the body', async () => {
    expect((await stack.fetch('/api/photos', { method: 'POST' })).status).toBe(401);
  });

  it('answers 201 with every variant, and each can be fetched', async () => {
    const person = stack.createPerson();
    const image = await drawTraced();
    const answer = await stack.upload(person, image);
    expect(answer.status).toBe(201);
    const photo = await read(answer);
    expect(photo.sha256).toBe(createHash('sha256').update(image).digest('hex'));
    expect(photo.variants).toHaveLength(6);
    for (const variant of photo.variants) {
      const bytes = await stack.fetch(variant.url);
      expect([variant.name, bytes.status, bytes.headers.get('content-type')]).toEqual([
        variant.name,
        200,
        `image/${variant.format}`,
      ]);
      const text = Buffer.from(await bytes.arrayBuffer()).toString('latin1');
      expect(/Exif|GPS|SERIAL|onerror|ns\.adobe/.test(text)).toBe(false);
    }
    expect(JSON.stringify(photo)).not.toMatch(/GPS|SERIAL|onerror=|latitude/i);
    expect(photo.exif).toMatchObject({ aperture: 2.8 });
  });

  it('goes by the bytes, whatever the name and the type say (C2, C31, C32)', async () => {
    const person = stack.createPerson();
    const png = await (await drawScene()).png().toBuffer();
    for (const name of ['a.jpg', '../../etc/passwd', 'a%00.jpg', 'a\u202egnp.exe', `${'x'.repeat(5000)}.jpg`]) {
      const answer = await stack.upload(person, png, { name, type: 'image/jpeg, text/html' });
      expect([name, answer.status]).toEqual([name, 201]);
    }
    for (const key of await listKeys()) {
      expect(key).toMatch(/^(photos\/[0-9a-f-]{36}\/\d{3,4}\.(webp|jpeg)|originals\/[0-9a-f-]{36})$/);
    }
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const refused = await stack.upload(person, svg, { name: 'a.png', type: 'image/png' });
    expect([refused.status, (await read(refused)).code]).toEqual([415, 'photos.type_not_accepted']);
  });

  it('answers 422 for a damaged file and leaves nothing behind', async () => {
    const person = stack.createPerson();
    const before = (await listKeys()).length;
    const image = await drawJpeg();
    const answer = await stack.upload(person, image.subarray(0, image.length - 100));
    expect([answer.status, (await read(answer)).code]).toEqual([422, 'photos.not_decodable']);
    expect((await listKeys()).length).toBe(before);
  });

  it('checks the digest that comes with the file (C45)', async () => {
    const person = stack.createPerson();
    const image = await drawJpeg();
    const sha256 = createHash('sha256').update(image).digest('hex');
    expect((await stack.upload(person, image, { fields: { sha256 } })).status).toBe(201);
    const wrong = await stack.upload(person, image, { fields: { sha256: sha256.replace(/./g, '0') } });
    expect([wrong.status, (await read(wrong)).code]).toEqual([400, 'photos.digest_mismatch']);
    expect((await stack.upload(person, image, { fields: { sha256: 'no' } })).status).toBe(400);
  });

  it('makes one photo of many tries with one key (H14)', async () => {
    const person = stack.createPerson();
    const image = await drawJpeg();
    const headers = { 'Idempotency-Key': randomUUID() };
    const answers = await Promise.all(Array.from({ length: 6 }, () => stack.upload(person, image, { headers })));
    const ids = await Promise.all(answers.map(async (answer) => (await read(answer)).id));
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 201));
    expect(new Set(ids).size).toBe(1);
    const other = await stack.upload(person, await drawJpeg(100, 100), { headers });
    expect(other.status).toBe(409);
  });

  it('answers 429 over the quota of 24 hours, for one person only (C40)', async () => {
    const person = stack.createPerson();
    const image = await drawJpeg(40, 40);
    for (let count = 0; count < 20; count += 1) {
      expect((await stack.upload(person, image)).status).toBe(201);
    }
    const limits = (await (await stack.fetch('/api/photos/limits', { as: person })).json()) as { quota: object };
    expect(limits.quota).toEqual({ photos: 20, photosLeft: 0 });
    const over = await stack.upload(person, image);
    expect(over.status).toBe(429);
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await stack.upload(stack.createPerson(), image)).status).toBe(201);
  });

  it('refuses over the quota before the photo is sent, but repeats what it answered to the last one', async () => {
    const person = stack.createPerson();
    const image = await drawJpeg(40, 40);
    const headers = { 'Idempotency-Key': randomUUID() };
    for (let count = 0; count < 19; count += 1) {
      expect((await stack.upload(person, image)).status).toBe(201);
    }
    const last = await stack.upload(person, image, { headers });
    const { hostname, port } = new URL(stack.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /api/photos HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${person.token}\r\n` +
        'Content-Type: multipart/form-data; boundary=X\r\nContent-Length: 100000\r\n\r\n',
    );
    const [head] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    expect(head.toString().slice(0, 12)).toBe('HTTP/1.1 429');
    const again = await stack.upload(person, image, { headers });
    expect([last.status, again.status, (await read(again)).id]).toEqual([201, 201, (await read(last)).id]);
  });
});

describe('GET /api/photos/limits', () => {
  it('says what is accepted, also to strangers', async () => {
    const answer = await stack.fetch('/api/photos/limits');
    expect(await answer.json()).toEqual({
      types: ['image/jpeg', 'image/png', 'image/webp'],
      maxBytes: 26_214_400,
      maxPixels: 100_000_000,
      maxAspectRatio: 100,
      photosPerPost: 10,
      quota: null,
    });
  });
});

describe("a person's photo", () => {
  it("is nobody else's: 404 to the byte like one that does not exist (B2, B5, C26)", async () => {
    const [owner, stranger] = [stack.createPerson(), stack.createPerson()];
    const photo = await read(await stack.upload(owner, await drawJpeg()));
    const unknown = randomUUID();
    for (const [method, suffix] of [
      ['GET', ''],
      ['DELETE', ''],
      ['GET', '/original'],
    ] as const) {
      expect((await stack.fetch(`/api/photos/${photo.id}${suffix}`, { method })).status).toBe(401);
      const forbidden = await stack.fetch(`/api/photos/${photo.id}${suffix}`, { method, as: stranger });
      const missing = await stack.fetch(`/api/photos/${unknown}${suffix}`, { method, as: stranger });
      expect([forbidden.status, await forbidden.text()]).toEqual([404, await missing.text()]);
    }
    expect((await stack.fetch(`/api/photos/${photo.id}`, { as: owner })).status).toBe(200);
  });

  it('comes back as it was sent, as an attachment with a name of ours', async () => {
    const owner = stack.createPerson();
    const image = await drawTraced();
    const photo = await read(await stack.upload(owner, image, { name: '"><script>.jpg' }));
    const answer = await stack.fetch(`/api/photos/${photo.id}/original`, { as: owner });
    expect(Buffer.from(await answer.arrayBuffer()).equals(image)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(image.length),
      'content-disposition': `attachment; filename="photo-${photo.id}.jpeg"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  it('is deleted for good, twice if asked twice, but not while it is shown', async () => {
    const owner = stack.createPerson();
    const photo = await read(await stack.upload(owner, await drawJpeg()));
    const claim = `post:${randomUUID()}`;
    await stack.photoService.call.claimPhotos({ ownerId: owner.id, photoIds: [photo.id], claim, isPublic: true });
    const inUse = await stack.fetch(`/api/photos/${photo.id}`, { method: 'DELETE', as: owner });
    expect([inUse.status, (await read(inUse)).code]).toEqual([409, 'photos.in_use']);

    const free = await read(await stack.upload(owner, await drawJpeg()));
    for (const attempt of [1, 2]) {
      const answer = await stack.fetch(`/api/photos/${free.id}`, { method: 'DELETE', as: owner });
      expect([attempt, answer.status]).toEqual([attempt, 204]);
    }
    expect((await stack.fetch(free.variants[0]?.url ?? '')).status).toBe(404);
    expect((await stack.fetch(`/api/photos/${free.id}`, { as: owner })).status).toBe(404);
    expect((await listKeys()).filter((key) => key.includes(free.id))).toEqual([]);
  });
});
