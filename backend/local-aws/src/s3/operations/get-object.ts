import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { AwsError } from '../../aws-error.ts';
import { headerOf, type Operation, type S3Call, type S3Context } from '../call.ts';
import { noSuchBucket, noSuchKey } from '../errors.ts';
import { presentChecksums, presentHeaders } from '../object-headers.ts';
import type { StoredObject } from '../object-index.ts';

interface Range {
  start: number;
  end: number;
}

/** Reads a Range header; one that is not a single range of bytes is ignored, as S3 does. */
export function parseRange(header: string | undefined, size: number): Range | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) {
    return undefined;
  }
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) {
    return undefined;
  }
  if (start >= size) {
    throw new AwsError(416, 'InvalidRange', 'The requested range is not satisfiable');
  }
  return { start, end };
}

function findObject({ index }: S3Context, { bucket, key }: S3Call): StoredObject {
  if (!index.hasBucket(bucket)) {
    throw noSuchBucket();
  }
  const object = index.find(bucket, key);
  if (object === undefined) {
    throw noSuchKey();
  }
  return object;
}

/** Opens an object; when it is replaced just now, its successor. */
async function openObject(context: S3Context, call: S3Call): Promise<{ object: StoredObject; file: FileHandle }> {
  const object = findObject(context, call);
  try {
    return { object, file: await context.blobs.open(object.blob) };
  } catch (error) {
    if (findObject(context, call).blob === object.blob) {
      throw error;
    }
    return openObject(context, call);
  }
}

function isKnownToCaller({ req }: S3Call, object: StoredObject): boolean {
  const condition = headerOf(req, 'if-none-match');
  const etags = (condition ?? '').split(',').map((etag) => etag.trim().replace(/^W\//, ''));
  return etags.includes('*') || etags.includes(`"${object.etag}"`) || etags.includes(object.etag);
}

/** Writes status and headers, and answers which bytes are to follow. */
function writeHead({ req, res }: S3Call, object: StoredObject): Range | undefined {
  const range = parseRange(headerOf(req, 'range'), object.size);
  const { start, end } = range ?? { start: 0, end: object.size - 1 };
  const wantsChecksums = headerOf(req, 'x-amz-checksum-mode')?.toUpperCase() === 'ENABLED' && range === undefined;
  res.writeHead(range ? 206 : 200, {
    ...presentHeaders(object),
    ...(wantsChecksums ? presentChecksums(object) : {}),
    ...(range ? { 'content-range': `bytes ${start}-${end}/${object.size}` } : {}),
    'content-length': end - start + 1,
  });
  return end >= start ? { start, end } : undefined;
}

function answerNotModified({ res }: S3Call, object: StoredObject): void {
  const { etag, 'last-modified': lastModified } = presentHeaders(object);
  res.writeHead(304, { etag, 'last-modified': lastModified });
  res.end();
}

const headers = ['if-none-match', 'range', 'x-amz-checksum-mode'];

export const getObject: Operation = {
  name: 'GetObject',
  method: 'GET',
  level: 'object',
  query: [],
  headers,
  run: async (context, call) => {
    const { object, file } = await openObject(context, call);
    await using closing = file;
    if (isKnownToCaller(call, object)) {
      answerNotModified(call, object);
      return;
    }
    const bytes = writeHead(call, object);
    if (bytes === undefined) {
      call.res.end();
      return;
    }
    await pipeline(closing.createReadStream({ ...bytes, autoClose: false, highWaterMark: 262_144 }), call.res);
  },
};

export const headObject: Operation = {
  name: 'HeadObject',
  method: 'HEAD',
  level: 'object',
  query: [],
  headers,
  run: (context, call) => {
    const object = findObject(context, call);
    if (isKnownToCaller(call, object)) {
      answerNotModified(call, object);
      return;
    }
    writeHead(call, object);
    call.res.end();
  },
};
