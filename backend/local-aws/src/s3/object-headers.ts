import type { IncomingMessage } from 'node:http';
import { AwsError } from '../aws-error.ts';
import { headerOf } from './call.ts';
import type { ObjectHeaders, StoredObject } from './object-index.ts';

const systemHeaders = ['cache-control', 'content-disposition', 'content-language', 'expires'];
const metadataPrefix = 'x-amz-meta-';
const mostMetadataBytes = 2048;

function contentEncoding(req: IncomingMessage): string | undefined {
  const codings = (headerOf(req, 'content-encoding') ?? '').split(',').map((coding) => coding.trim());
  return codings.filter((coding) => coding !== '' && coding !== 'aws-chunked').join(', ') || undefined;
}

/** The headers of an upload that belong to the object. */
export function headersToKeep(req: IncomingMessage): ObjectHeaders {
  const kept: Record<string, string> = {
    'content-type': headerOf(req, 'content-type') ?? 'binary/octet-stream',
  };
  const encoding = contentEncoding(req);
  if (encoding !== undefined) {
    kept['content-encoding'] = encoding;
  }
  let metadataBytes = 0;
  for (const name of Object.keys(req.headers)) {
    const value = headerOf(req, name);
    if (value === undefined || !(systemHeaders.includes(name) || name.startsWith(metadataPrefix))) {
      continue;
    }
    if (name.startsWith(metadataPrefix)) {
      metadataBytes += name.length - metadataPrefix.length + Buffer.byteLength(value);
    }
    kept[name] = value;
  }
  if (metadataBytes > mostMetadataBytes) {
    throw new AwsError(400, 'MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size');
  }
  return kept;
}

/** The headers with which an object is answered. */
export function presentHeaders(object: StoredObject): Record<string, string> {
  return {
    ...object.headers,
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.modifiedAt).toUTCString(),
    'accept-ranges': 'bytes',
  };
}

/** The checksums of a whole object, for those who ask with `x-amz-checksum-mode: ENABLED`. */
export function presentChecksums(object: StoredObject): Record<string, string> {
  const entries = Object.entries(object.checksums).map(([algorithm, value]) => [`x-amz-checksum-${algorithm}`, value]);
  return entries.length > 0
    ? { ...(Object.fromEntries(entries) as Record<string, string>), 'x-amz-checksum-type': 'FULL_OBJECT' }
    : {};
}
