import { AwsError } from '../../aws-error.ts';
import { element, xmlDocument } from '../../xml/write-xml.ts';
import { headerOf, type Operation, type S3Context } from '../call.ts';
import { invalidRequest, malformedXml, noSuchBucket } from '../errors.ts';
import { readCheckedBody } from '../read-checked-body.ts';
import { s3Namespace, sendXml } from '../send-xml.ts';

const mostKeys = 1_000;

function removeObject({ index, blobs }: S3Context, bucket: string, key: string): void {
  const object = index.find(bucket, key);
  if (object) {
    index.remove(bucket, key);
    blobs.forget(object.blob);
  }
}

export const deleteObject: Operation = {
  name: 'DeleteObject',
  method: 'DELETE',
  level: 'object',
  query: [],
  headers: [],
  run: (context, { res, bucket, key }) => {
    if (!context.index.hasBucket(bucket)) {
      throw noSuchBucket();
    }
    removeObject(context, bucket, key);
    res.writeHead(204);
    res.end();
  },
};

/** Reads `<Delete><Object><Key/></Object>...<Quiet/></Delete>`. */
async function parseDelete(text: string): Promise<{ keys: string[]; quiet: boolean }> {
  // Loaded when first needed: it would cost a start a tenth of its time.
  const { XMLParser } = await import('fast-xml-parser');
  const parser = new XMLParser({
    parseTagValue: false,
    trimValues: false,
    ignoreDeclaration: true,
    htmlEntities: true,
    isArray: (name) => name === 'Object',
  });
  let root: unknown;
  try {
    root = parser.parse(text, true);
  } catch {
    throw malformedXml();
  }
  const { Delete: request } = root as { Delete?: { Object?: { Key?: unknown }[]; Quiet?: unknown } };
  const objects = request?.Object ?? [];
  const keys = objects.map((object) => object.Key);
  const isKeyList = keys.every((key): key is string => typeof key === 'string' && key !== '');
  const onlyKeys = objects.every((object) => Object.keys(object).every((name) => name === 'Key' || name === '#text'));
  if (!isKeyList || keys.length === 0 || keys.length > mostKeys) {
    throw malformedXml();
  }
  if (!onlyKeys) {
    throw new AwsError(501, 'NotImplemented', 'Conditions and versions are not implemented by local-aws.');
  }
  return { keys, quiet: request?.Quiet === 'true' };
}

export const deleteObjects: Operation = {
  name: 'DeleteObjects',
  method: 'POST',
  level: 'bucket',
  marker: { query: 'delete' },
  query: ['delete'],
  headers: ['x-amz-checksum-*', 'x-amz-sdk-checksum-algorithm'],
  run: async (context, call) => {
    const { req, res, bucket } = call;
    if (!context.index.hasBucket(bucket)) {
      throw noSuchBucket();
    }
    const { text, checksums } = await readCheckedBody(call);
    if (headerOf(req, 'content-md5') === undefined && Object.keys(checksums).length === 0) {
      throw invalidRequest('Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
    }
    const { keys, quiet } = await parseDelete(text);
    for (const key of keys) {
      removeObject(context, bucket, key);
    }
    const deleted = quiet ? [] : keys.map((key) => element('Deleted', element('Key', key)));
    sendXml(res, 200, xmlDocument('DeleteResult', s3Namespace, ...deleted));
  },
};
