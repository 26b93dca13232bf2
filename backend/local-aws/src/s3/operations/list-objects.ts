import { element, xmlDocument } from '../../xml/write-xml.ts';
import { encodeStrictly } from '../../signature/canonical-request.ts';
import type { Operation } from '../call.ts';
import { invalidArgument, noSuchBucket, notImplemented } from '../errors.ts';
import { listKeys } from '../list-keys.ts';
import { s3Namespace, sendXml } from '../send-xml.ts';

const mostKeys = 1_000;

function readLimit(query: URLSearchParams): number {
  const text = query.get('max-keys') ?? String(mostKeys);
  if (!/^\d{1,9}$/.test(text)) {
    throw invalidArgument('Provided max-keys not an integer or within integer range');
  }
  return Math.min(Number(text), mostKeys);
}

function readToken(query: URLSearchParams): string | undefined {
  const token = query.get('continuation-token');
  if (token === null) {
    return undefined;
  }
  const position = Buffer.from(token, 'base64url').toString();
  if (position === '' || Buffer.from(position).toString('base64url') !== token) {
    throw invalidArgument('The continuation token provided is incorrect');
  }
  return position;
}

export const listObjectsV2: Operation = {
  name: 'ListObjectsV2',
  method: 'GET',
  level: 'bucket',
  marker: { query: 'list-type' },
  query: ['list-type', 'prefix', 'delimiter', 'max-keys', 'continuation-token', 'start-after', 'encoding-type'],
  headers: [],
  run: ({ index }, { res, bucket, query }) => {
    if (query.get('list-type') !== '2') {
      throw notImplemented('Another list-type than 2');
    }
    if (!index.hasBucket(bucket)) {
      throw noSuchBucket();
    }
    const prefix = query.get('prefix') ?? '';
    const delimiter = query.get('delimiter') ?? '';
    const limit = readLimit(query);
    const token = readToken(query);
    const after = token ?? query.get('start-after') ?? '';
    const page = listKeys(index, { bucket, prefix, delimiter, after, limit });
    const name = (key: string) => (query.get('encoding-type') === 'url' ? encodeStrictly(key) : key);
    const optional = (tag: string, value: string | null | undefined) =>
      value === null || value === undefined || value === '' ? undefined : element(tag, value);
    const truncated = page.next !== undefined && limit > 0;
    sendXml(
      res,
      200,
      xmlDocument(
        'ListBucketResult',
        s3Namespace,
        element('Name', bucket),
        element('Prefix', name(prefix)),
        optional('Delimiter', name(delimiter)),
        optional('StartAfter', name(query.get('start-after') ?? '')),
        optional('EncodingType', query.get('encoding-type')),
        optional('ContinuationToken', query.get('continuation-token')),
        element('KeyCount', page.objects.length + page.commonPrefixes.length),
        element('MaxKeys', limit),
        element('IsTruncated', truncated),
        truncated ? element('NextContinuationToken', Buffer.from(page.next ?? '').toString('base64url')) : undefined,
        ...page.objects.map((object) =>
          element(
            'Contents',
            element('Key', name(object.key)),
            element('LastModified', new Date(object.modifiedAt).toISOString()),
            element('ETag', `"${object.etag}"`),
            element('Size', object.size),
            element('StorageClass', 'STANDARD'),
          ),
        ),
        ...page.commonPrefixes.map((folder) => element('CommonPrefixes', element('Prefix', name(folder)))),
      ),
    );
  },
};
