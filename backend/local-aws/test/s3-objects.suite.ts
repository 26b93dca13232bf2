import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import type { S3TestContext } from './contexts.ts';
import { assertRefused, present, refusal, type Suite } from './suite.ts';

export const Bucket = 'photos';

/** Makes the bucket that every case uses; making it again changes nothing. */
export const createTestBucket = ({ client }: S3TestContext) => client.send(new CreateBucketCommand({ Bucket }));

export async function put(
  context: S3TestContext,
  Key: string,
  Body: string | Buffer,
  more: Partial<PutObjectCommandInput> = {},
) {
  await createTestBucket(context);
  return context.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
}

export async function get({ client }: S3TestContext, Key: string): Promise<Buffer> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from(await present(Body).transformToByteArray());
}

const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex');

const strangeKeys = [
  'plain',
  'with space',
  'a+b',
  'per%20cent',
  'amp&ersand',
  'hash#tag',
  'quote\'"<>',
  'Grüße/日本/😀',
  'x/../../../../etc/passwd',
  '../escape',
  './dot',
  'a//b',
  'tab\there',
];

/** Objects: written, read, copied, removed. */
export const s3ObjectsSuite: Suite<S3TestContext> = [
  {
    name: 'HeadBucket knows a bucket that was made, and no other',
    run: async (context) => {
      await createTestBucket(context);
      await context.client.send(new HeadBucketCommand({ Bucket }));
      await assertRefused(context.client.send(new HeadBucketCommand({ Bucket: 'nothing-here' })), 'NotFound');
    },
  },
  {
    name: 'CreateBucket refuses a name that cannot be a bucket',
    run: ({ client }) =>
      assertRefused(client.send(new CreateBucketCommand({ Bucket: 'No_Bucket' })), 'InvalidBucketName'),
  },
  {
    name: 'PutObject and GetObject carry bytes, type and metadata',
    run: async (context) => {
      const bytes = randomBytes(300_000);
      const { ETag } = await put(context, 'a/b.jpg', bytes, {
        ContentType: 'image/jpeg',
        CacheControl: 'max-age=60',
        Metadata: { owner: 'ann', place: 'Z%C3%BCrich' },
      });
      assert.equal(ETag, `"${md5(bytes)}"`);
      const answer = await context.client.send(new GetObjectCommand({ Bucket, Key: 'a/b.jpg' }));
      assert.deepEqual(Buffer.from(await present(answer.Body).transformToByteArray()), bytes);
      assert.deepEqual(
        [answer.ContentType, answer.CacheControl, answer.ContentLength, answer.Metadata],
        ['image/jpeg', 'max-age=60', 300_000, { owner: 'ann', place: 'Z%C3%BCrich' }],
      );
    },
  },
  {
    name: 'PutObject takes a stream, whose checksum follows it',
    run: async (context) => {
      await createTestBucket(context);
      const bytes = randomBytes(700_001);
      const Body = Readable.from([bytes.subarray(0, 5), bytes.subarray(5, 300_000), bytes.subarray(300_000)]);
      await context.client.send(new PutObjectCommand({ Bucket, Key: 'stream', Body, ContentLength: bytes.length }));
      assert.deepEqual(await get(context, 'stream'), bytes);
      const head = await context.client.send(new HeadObjectCommand({ Bucket, Key: 'stream', ChecksumMode: 'ENABLED' }));
      assert.ok(head.ChecksumCRC32);
      assert.equal(head.ContentEncoding, undefined);
    },
  },
  {
    name: 'PutObject of a stream with SHA-256',
    run: async (context) => {
      await createTestBucket(context);
      const bytes = randomBytes(100_000);
      await context.client.send(
        new PutObjectCommand({
          Bucket,
          Key: 'sha',
          Body: Readable.from([bytes]),
          ContentLength: bytes.length,
          ChecksumAlgorithm: 'SHA256',
        }),
      );
      const head = await context.client.send(new HeadObjectCommand({ Bucket, Key: 'sha', ChecksumMode: 'ENABLED' }));
      assert.equal(head.ChecksumSHA256, createHash('sha256').update(bytes).digest('base64'));
    },
  },
  {
    name: 'an empty object',
    run: async (context) => {
      await put(context, 'empty', Buffer.alloc(0));
      assert.equal((await get(context, 'empty')).length, 0);
    },
  },
  {
    name: 'a wrong CRC32, SHA-256 or MD5 is refused, and nothing is stored',
    run: async (context) => {
      await assertRefused(put(context, 'wrong', 'x', { ChecksumCRC32: 'AAAAAA==' }), 'BadDigest');
      const sha = createHash('sha256').update('y').digest('base64');
      await assertRefused(put(context, 'wrong', 'x', { ChecksumSHA256: sha }), 'BadDigest');
      await assertRefused(put(context, 'wrong', 'x', { ContentMD5: Buffer.alloc(16).toString('base64') }), 'BadDigest');
      await assertRefused(get(context, 'wrong'), 'NoSuchKey');
    },
  },
  {
    name: 'IfNoneMatch * writes only once',
    run: async (context) => {
      const Key = randomUUID();
      await put(context, Key, 'first', { IfNoneMatch: '*' });
      await assertRefused(put(context, Key, 'second', { IfNoneMatch: '*' }), 'PreconditionFailed');
      assert.equal((await get(context, Key)).toString(), 'first');
    },
  },
  {
    name: 'of many writers with IfNoneMatch * one wins',
    run: async (context) => {
      const Key = randomUUID();
      const results = await Promise.all(
        Array.from({ length: 8 }, (_, writer) => refusal(put(context, Key, `writer ${writer}`, { IfNoneMatch: '*' }))),
      );
      assert.equal(results.filter((name) => name === 'no error').length, 1);
    },
  },
  {
    name: 'writing again replaces the object',
    run: async (context) => {
      await put(context, 'again', 'first', { Metadata: { a: '1' } });
      await put(context, 'again', 'second!');
      const answer = await context.client.send(new GetObjectCommand({ Bucket, Key: 'again' }));
      assert.equal(await present(answer.Body).transformToString(), 'second!');
      assert.deepEqual(answer.Metadata, {});
    },
  },
  ...[
    { Range: 'bytes=0-99', start: 0, end: 100 },
    { Range: 'bytes=900-', start: 900, end: 1000 },
    { Range: 'bytes=-100', start: 900, end: 1000 },
    { Range: 'bytes=990-5000', start: 990, end: 1000 },
  ].map(({ Range, start, end }) => ({
    name: `GetObject with Range ${Range}`,
    run: async (context: S3TestContext) => {
      const bytes = randomBytes(1000);
      await put(context, 'range', bytes);
      const answer = await context.client.send(new GetObjectCommand({ Bucket, Key: 'range', Range }));
      assert.deepEqual(Buffer.from(await present(answer.Body).transformToByteArray()), bytes.subarray(start, end));
      assert.equal(answer.$metadata.httpStatusCode, 206);
      assert.equal(answer.ContentRange, `bytes ${start}-${end - 1}/1000`);
    },
  })),
  {
    name: 'a range behind the end is refused',
    run: async (context) => {
      await put(context, 'short', 'abc');
      const call = context.client.send(new GetObjectCommand({ Bucket, Key: 'short', Range: 'bytes=3-' }));
      await assertRefused(call, 'InvalidRange');
    },
  },
  {
    name: 'IfNoneMatch with the ETag answers 304',
    run: async (context) => {
      const { ETag } = await put(context, 'known', 'abc');
      const status = async (call: Promise<unknown>) => {
        const error = (await call.catch((thrown: unknown) => thrown)) as { $metadata?: { httpStatusCode?: number } };
        return error.$metadata?.httpStatusCode;
      };
      const input = { Bucket, Key: 'known', IfNoneMatch: ETag };
      assert.equal(await status(context.client.send(new GetObjectCommand(input))), 304);
      assert.equal(await status(context.client.send(new HeadObjectCommand(input))), 304);
      assert.equal(await status(context.client.send(new GetObjectCommand({ ...input, IfNoneMatch: '"other"' }))), 200);
    },
  },
  {
    name: 'missing keys and buckets',
    run: async (context) => {
      await createTestBucket(context);
      await assertRefused(get(context, 'missing'), 'NoSuchKey');
      await assertRefused(context.client.send(new HeadObjectCommand({ Bucket, Key: 'missing' })), 'NotFound');
      const nowhere = { Bucket: 'nothing-here', Key: 'k' };
      await assertRefused(context.client.send(new GetObjectCommand(nowhere)), 'NoSuchBucket');
      await assertRefused(context.client.send(new PutObjectCommand({ ...nowhere, Body: 'x' })), 'NoSuchBucket');
    },
  },
  ...strangeKeys.map((key) => ({
    name: `the key ${JSON.stringify(key)} is only a name`,
    run: async (context: S3TestContext) => {
      await put(context, key, `bytes of ${key}`);
      assert.equal((await get(context, key)).toString(), `bytes of ${key}`);
      await context.client.send(new DeleteObjectCommand({ Bucket, Key: key }));
      await assertRefused(get(context, key), 'NoSuchKey');
    },
  })),
  {
    name: 'keys of 1024 bytes, and no longer',
    run: async (context) => {
      await put(context, 'k'.repeat(1024), 'long');
      assert.equal((await get(context, 'k'.repeat(1024))).toString(), 'long');
      await assertRefused(put(context, 'k'.repeat(1025), 'too long'), 'KeyTooLongError');
    },
  },
  {
    name: 'a key and the folder of the same name',
    run: async (context) => {
      await put(context, 'folder', 'object');
      await put(context, 'folder/inside', 'inside');
      assert.equal((await get(context, 'folder')).toString(), 'object');
      assert.equal((await get(context, 'folder/inside')).toString(), 'inside');
    },
  },
  {
    name: 'DeleteObject succeeds twice',
    run: async (context) => {
      await put(context, 'gone', 'x');
      await context.client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
      await context.client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    },
  },
  {
    name: 'CopyObject keeps or replaces metadata',
    run: async (context) => {
      await put(context, 'source &ü', 'bytes', { ContentType: 'image/png', Metadata: { a: '1' } });
      const CopySource = `${Bucket}/${encodeURIComponent('source &ü')}`;
      await context.client.send(new CopyObjectCommand({ Bucket, Key: 'kept', CopySource }));
      await context.client.send(
        new CopyObjectCommand({
          Bucket,
          Key: 'replaced',
          CopySource,
          MetadataDirective: 'REPLACE',
          ContentType: 'text/plain',
        }),
      );
      await context.client.send(new DeleteObjectCommand({ Bucket, Key: 'source &ü' }));
      assert.equal((await get(context, 'kept')).toString(), 'bytes');
      const kept = await context.client.send(new HeadObjectCommand({ Bucket, Key: 'kept' }));
      const replaced = await context.client.send(new HeadObjectCommand({ Bucket, Key: 'replaced' }));
      assert.deepEqual([kept.ContentType, kept.Metadata], ['image/png', { a: '1' }]);
      assert.deepEqual([replaced.ContentType, replaced.Metadata], ['text/plain', {}]);
    },
  },
  {
    name: 'CopyObject of something missing, or onto itself',
    run: async (context) => {
      await put(context, 'self', 'x');
      const copy = (from: string) =>
        context.client.send(new CopyObjectCommand({ Bucket, Key: 'self', CopySource: `${Bucket}/${from}` }));
      await assertRefused(copy('missing'), 'NoSuchKey');
      await assertRefused(copy('self'), 'InvalidRequest');
    },
  },
];
