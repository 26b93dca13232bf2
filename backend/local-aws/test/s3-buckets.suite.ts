import assert from 'node:assert/strict';
import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  paginateListObjectsV2,
  PutObjectTaggingCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { S3TestContext } from './contexts.ts';
import { Bucket, createTestBucket, put } from './s3-objects.suite.ts';
import { assertRefused, type Suite } from './suite.ts';

const keys = ['list/a', 'list/b/1', 'list/b/2', 'list/c', 'list/d/x/y', 'list/é', 'list/z'];

async function fill(context: S3TestContext): Promise<void> {
  await createTestBucket(context);
  await Promise.all(keys.map((key) => put(context, key, key)));
}

async function list(context: S3TestContext, input: Partial<ListObjectsV2CommandInput> = {}) {
  const {
    Contents = [],
    CommonPrefixes = [],
    ...rest
  } = await context.client.send(new ListObjectsV2Command({ Bucket, Prefix: 'list/', ...input }));
  return { ...rest, keys: Contents.map(({ Key }) => Key), folders: CommonPrefixes.map(({ Prefix }) => Prefix) };
}

/** A client that differs from the one under test in its settings. */
const otherClient = ({ endpoint }: S3TestContext, accessKeyId: string) =>
  new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey: 'wrong' },
  });

/** Listings, bulk deletes, and what is refused. */
export const s3BucketsSuite: Suite<S3TestContext> = [
  {
    name: 'ListObjectsV2 lists a prefix in the order of bytes',
    run: async (context) => {
      await fill(context);
      const page = await list(context);
      assert.deepEqual(
        page.keys,
        [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
      );
      assert.deepEqual([page.KeyCount, page.IsTruncated], [keys.length, false]);
    },
  },
  {
    name: 'ListObjectsV2 folds folders at the delimiter',
    run: async (context) => {
      await fill(context);
      const page = await list(context, { Delimiter: '/' });
      assert.deepEqual(page.folders, ['list/b/', 'list/d/']);
      assert.deepEqual(page.keys, ['list/a', 'list/c', 'list/z', 'list/é']);
    },
  },
  ...[undefined, '/'].map((Delimiter) => ({
    name: `ListObjectsV2 goes through pages ${Delimiter ? 'with' : 'without'} a delimiter`,
    run: async (context: S3TestContext) => {
      await fill(context);
      const input = { Bucket, Prefix: 'list/', ...(Delimiter ? { Delimiter } : {}) };
      const seen: (string | undefined)[] = [];
      for await (const page of paginateListObjectsV2({ client: context.client, pageSize: 2 }, input)) {
        const found = [
          ...(page.Contents ?? []).map(({ Key }) => Key),
          ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
        ];
        assert.ok(found.length <= 2);
        seen.push(...found);
      }
      const whole = await list(context, Delimiter ? { Delimiter } : {});
      assert.equal(seen.length, whole.keys.length + whole.folders.length);
      assert.deepEqual(new Set(seen), new Set([...whole.keys, ...whole.folders]));
    },
  })),
  {
    name: 'ListObjectsV2 starts after a key',
    run: async (context) => {
      await fill(context);
      assert.deepEqual((await list(context, { StartAfter: 'list/c', MaxKeys: 2 })).keys, ['list/d/x/y', 'list/z']);
    },
  },
  {
    name: 'ListObjectsV2 encodes keys when asked',
    run: async (context) => {
      await fill(context);
      assert.ok((await list(context, { EncodingType: 'url' })).keys.some((key) => key?.endsWith('%C3%A9')));
    },
  },
  {
    name: 'ListObjectsV2 of a bucket that is not there',
    run: ({ client }) =>
      assertRefused(client.send(new ListObjectsV2Command({ Bucket: 'nothing-here' })), 'NoSuchBucket'),
  },
  {
    name: 'DeleteObjects removes many, whatever they are called, there or not',
    run: async (context) => {
      const names = ['bulk/a&b', 'bulk/<\'">', 'bulk/ü 😀', 'bulk/../x', ' bulk/ space '];
      await Promise.all(names.map((name) => put(context, name, 'x')));
      const Objects = [...names, 'bulk/never'].map((Key) => ({ Key }));
      const { Deleted } = await context.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
      assert.deepEqual(new Set(Deleted?.map(({ Key }) => Key)), new Set([...names, 'bulk/never']));
      assert.deepEqual((await list(context, { Prefix: 'bulk/' })).keys, []);
    },
  },
  {
    name: 'DeleteObjects can be quiet',
    run: async (context) => {
      await createTestBucket(context);
      const Delete = { Objects: [{ Key: 'quiet' }], Quiet: true };
      const answer = await context.client.send(new DeleteObjectsCommand({ Bucket, Delete }));
      assert.equal(answer.Deleted, undefined);
    },
  },
  {
    name: 'a wrong secret key is refused',
    run: async (context) => {
      const { accessKeyId } = await context.client.config.credentials();
      const call = otherClient(context, accessKeyId).send(new CreateBucketCommand({ Bucket: 'theirs' }));
      await assertRefused(call, 'SignatureDoesNotMatch');
    },
  },
  {
    name: 'an unknown access key is refused',
    run: (context) =>
      assertRefused(
        otherClient(context, 'SOMEBODYELSE1234').send(new CreateBucketCommand({ Bucket: 'theirs' })),
        'InvalidAccessKeyId',
      ),
  },
  {
    name: 'an anonymous request is refused',
    run: async (context) => {
      await put(context, 'private', 'x');
      const answer = await fetch(`${context.endpoint}/${Bucket}/private`);
      assert.equal(answer.status, 403);
      assert.match(await answer.text(), /<Code>AccessDenied<\/Code>/);
    },
  },
  {
    name: 'what is not implemented says so',
    run: async (context) => {
      await put(context, 'tagged', 'x');
      const tagging = new PutObjectTaggingCommand({
        Bucket,
        Key: 'tagged',
        Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] },
      });
      await assertRefused(context.client.send(tagging), 'NotImplemented');
      const withAcl = new PutObjectCommand({ Bucket, Key: 'acl', Body: 'x', ACL: 'public-read' });
      await assertRefused(context.client.send(withAcl), 'NotImplemented');
    },
  },
];
