import type { Draft } from '../blob-store.ts';
import { headerOf, type Operation, type S3Call, type S3Context } from '../call.ts';
import { noSuchBucket, notImplemented, preconditionFailed } from '../errors.ts';
import { headersToKeep, presentChecksums } from '../object-headers.ts';
import type { StoredObject } from '../object-index.ts';
import { receiveObject } from '../receive-object.ts';

/** Refuses a write that must not replace anything when there is something. */
function assertMayWrite({ index }: S3Context, { req, bucket, key }: S3Call): void {
  if (!index.hasBucket(bucket)) {
    throw noSuchBucket();
  }
  const condition = headerOf(req, 'if-none-match');
  if (condition !== undefined && condition !== '*') {
    throw notImplemented('If-None-Match with another value than *');
  }
  if (condition === '*' && index.find(bucket, key)) {
    throw preconditionFailed();
  }
}

/** Makes a draft the object behind a key; the file is in place before the row is, and the row before the answer. */
export function publishObject(
  context: S3Context,
  call: S3Call,
  draft: Draft,
  object: Omit<StoredObject, 'blob'>,
): void {
  const { index, blobs } = context;
  assertMayWrite(context, call);
  const replaced = index.find(call.bucket, object.key);
  blobs.publish(draft);
  index.put(call.bucket, { ...object, blob: draft.id });
  if (replaced) {
    blobs.forget(replaced.blob);
  }
}

export const putObject: Operation = {
  name: 'PutObject',
  method: 'PUT',
  level: 'object',
  query: [],
  headers: [
    'x-amz-decoded-content-length',
    'x-amz-trailer',
    'x-amz-sdk-checksum-algorithm',
    'x-amz-checksum-*',
    'x-amz-meta-*',
    'if-none-match',
  ],
  run: async (context, call) => {
    const { req, res, key } = call;
    // Asked twice: before the body, to spare a useless upload, and again when it is in place.
    assertMayWrite(context, call);
    const headers = headersToKeep(req);
    const { draft, digests, checksums } = await receiveObject(req, context.blobs);
    const { size } = digests;
    const object = { key, size, etag: digests.md5.toString('hex'), headers, checksums, modifiedAt: Date.now() };
    try {
      publishObject(context, call, draft, object);
    } catch (error) {
      await draft.discard();
      throw error;
    }
    res.writeHead(200, {
      etag: `"${object.etag}"`,
      ...presentChecksums({ ...object, blob: draft.id }),
      'content-length': 0,
    });
    res.end();
  },
};
