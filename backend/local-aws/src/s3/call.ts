import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import type { BlobStore } from './blob-store.ts';
import type { ObjectIndex } from './object-index.ts';

/** What the operations work with. */
export interface S3Context {
  index: ObjectIndex;
  blobs: BlobStore;
}

/** A request, taken apart without ever treating its key as a path. */
export interface S3Call {
  req: IncomingMessage;
  res: ServerResponse;
  bucket: string;
  key: string;
  query: URLSearchParams;
}

/** One operation: which requests are meant, which parameters and headers it understands, and what it does. */
export interface Operation {
  name: string;
  method: string;
  level: 'bucket' | 'object';
  /** A query parameter or header that tells this operation from others of the same method. */
  marker?: { query?: string; header?: string };
  query: readonly string[];
  headers: readonly string[];
  run: (context: S3Context, call: S3Call) => Promise<void> | void;
}

const invalidUri = () => new AwsError(400, 'InvalidURI', "Couldn't parse the specified URI.");

/** Splits the target of a request; `new URL` would resolve `..` in keys, so it is not used. */
export function parseTarget(target: string): Pick<S3Call, 'bucket' | 'key' | 'query'> {
  const question = target.indexOf('?');
  const path = question < 0 ? target : target.slice(0, question);
  const slash = path.indexOf('/', 1);
  try {
    const bucket = decodeURIComponent(slash < 0 ? path.slice(1) : path.slice(1, slash));
    const key = slash < 0 ? '' : decodeURIComponent(path.slice(slash + 1));
    if (Buffer.byteLength(key) > 1024) {
      throw new AwsError(400, 'KeyTooLongError', 'Your key is too long');
    }
    return { bucket, key, query: new URLSearchParams(question < 0 ? '' : target.slice(question + 1)) };
  } catch (error) {
    throw error instanceof AwsError ? error : invalidUri();
  }
}

/** Reads one header of a request. */
export function headerOf(req: IncomingMessage, name: string): string | undefined {
  const value = req.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
