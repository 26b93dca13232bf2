import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { AwsError } from '../aws-error.ts';
import type { BlobStore, Draft } from './blob-store.ts';
import { headerOf } from './call.ts';
import { createDigester, type Digests, verifyDigests } from './checksums.ts';
import { decodeChunks, type Trailers } from './chunked-body.ts';
import { incompleteBody, notImplemented } from './errors.ts';
import type { Checksums } from './object-index.ts';

const largestObject = 5 * 1024 ** 3;

function isChunked(req: IncomingMessage): boolean {
  const payload = headerOf(req, 'x-amz-content-sha256') ?? '';
  if (payload.startsWith('STREAMING-') && payload !== 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') {
    throw notImplemented(`The payload format ${payload}`);
  }
  return payload.startsWith('STREAMING-') || (headerOf(req, 'content-encoding') ?? '').includes('aws-chunked');
}

function declaredLength(req: IncomingMessage, chunked: boolean): number {
  const declared = headerOf(req, chunked ? 'x-amz-decoded-content-length' : 'content-length');
  if (declared === undefined || !/^\d+$/.test(declared)) {
    throw new AwsError(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  if (Number(declared) > largestObject) {
    throw new AwsError(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed object size.');
  }
  return Number(declared);
}

function verify(req: IncomingMessage, digests: Digests, trailers: Trailers): Checksums {
  const promised = (headerOf(req, 'x-amz-trailer') ?? '').split(',').map((name) => name.trim().toLowerCase());
  if (promised.some((name) => name !== '' && !trailers.has(name))) {
    throw new AwsError(400, 'MalformedTrailerError', 'The request contained trailing data that was not well-formed.');
  }
  const names = new Set([...Object.keys(req.headers), ...trailers.keys()]);
  return verifyDigests(digests, names, (name) => trailers.get(name) ?? headerOf(req, name));
}

/** Writes the body of a request to a draft, and refuses it unless length and every checksum are right. */
export async function receiveObject(
  req: IncomingMessage,
  blobs: BlobStore,
): Promise<{ draft: Draft; digests: Digests; checksums: Checksums }> {
  const chunked = isChunked(req);
  const length = declaredLength(req, chunked);
  const trailers: Trailers = new Map();
  const digester = createDigester();
  const draft = blobs.newDraft();
  try {
    await pipeline(
      chunked ? decodeChunks(req, trailers) : req,
      async function* digest(source: AsyncIterable<Buffer>) {
        for await (const bytes of source) {
          digester.add(bytes);
          yield bytes;
        }
      },
      // Flushed, because the row in the index must never outlive the bytes.
      createWriteStream(draft.path, { flags: 'wx', mode: 0o600, flush: true }),
    );
    const digests = digester.finish();
    if (digests.size !== length) {
      throw incompleteBody();
    }
    return { draft, digests, checksums: verify(req, digests, trailers) };
  } catch (error) {
    await draft.discard();
    throw error;
  }
}
