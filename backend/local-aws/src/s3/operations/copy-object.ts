import { element, xmlDocument } from '../../xml/write-xml.ts';
import { headerOf, type Operation, parseTarget, type S3Call } from '../call.ts';
import { invalidArgument, invalidRequest, noSuchBucket, noSuchKey } from '../errors.ts';
import { headersToKeep } from '../object-headers.ts';
import { s3Namespace, sendXml } from '../send-xml.ts';
import { publishObject } from './put-object.ts';

function readSource({ req }: S3Call) {
  const source = headerOf(req, 'x-amz-copy-source') ?? '';
  const { bucket, key, query } = parseTarget(source.startsWith('/') ? source : `/${source}`);
  if (bucket === '' || key === '' || query.size > 0) {
    throw invalidArgument('Copy Source must mention the source bucket and key: sourcebucket/sourcekey');
  }
  return { bucket, key };
}

function replacesMetadata({ req }: S3Call): boolean {
  const directive = headerOf(req, 'x-amz-metadata-directive') ?? 'COPY';
  if (directive !== 'COPY' && directive !== 'REPLACE') {
    throw invalidArgument('Unknown metadata directive.');
  }
  return directive === 'REPLACE';
}

export const copyObject: Operation = {
  name: 'CopyObject',
  method: 'PUT',
  level: 'object',
  marker: { header: 'x-amz-copy-source' },
  query: [],
  headers: ['x-amz-copy-source', 'x-amz-metadata-directive', 'x-amz-meta-*'],
  run: async (context, call) => {
    const { index, blobs } = context;
    const from = readSource(call);
    const replace = replacesMetadata(call);
    if (!index.hasBucket(from.bucket) || !index.hasBucket(call.bucket)) {
      throw noSuchBucket();
    }
    if (from.bucket === call.bucket && from.key === call.key && !replace) {
      throw invalidRequest('This copy request is illegal because it is trying to copy an object to itself.');
    }
    const source = index.find(from.bucket, from.key);
    if (source === undefined) {
      throw noSuchKey();
    }
    const draft = await blobs.copyToDraft(source.blob);
    const modifiedAt = Date.now();
    try {
      const headers = replace ? headersToKeep(call.req) : source.headers;
      publishObject(context, call, draft, { ...source, key: call.key, headers, modifiedAt });
    } catch (error) {
      await draft.discard();
      throw error;
    }
    sendXml(
      call.res,
      200,
      xmlDocument(
        'CopyObjectResult',
        s3Namespace,
        element('LastModified', new Date(modifiedAt).toISOString()),
        element('ETag', `"${source.etag}"`),
      ),
    );
  },
};
