import { AwsError } from '../aws-error.ts';
import { headerOf, type Operation, type S3Call } from './call.ts';
import { notImplemented } from './errors.ts';
import { createBucket, headBucket } from './operations/buckets.ts';
import { copyObject } from './operations/copy-object.ts';
import { deleteObject, deleteObjects } from './operations/delete-objects.ts';
import { getObject, headObject } from './operations/get-object.ts';
import { listObjectsV2 } from './operations/list-objects.ts';
import { putObject } from './operations/put-object.ts';

// Those with a marker come first, so that a plain operation is what is left.
const operations: readonly Operation[] = [
  copyObject,
  deleteObjects,
  listObjectsV2,
  createBucket,
  headBucket,
  putObject,
  getObject,
  headObject,
  deleteObject,
];

// The SDK sends these with every call.
const usualQuery = ['x-id'];
const usualHeaders = ['x-amz-content-sha256', 'x-amz-date', 'x-amz-user-agent'];
const conditions = ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since', 'if-range', 'range'];

function isMeant({ method, level, marker }: Operation, { req, key, query }: S3Call): boolean {
  return (
    method === req.method &&
    level === (key === '' ? 'bucket' : 'object') &&
    (marker?.query === undefined || query.has(marker.query)) &&
    (marker?.header === undefined || headerOf(req, marker.header) !== undefined)
  );
}

const isAllowed = (name: string, allowed: readonly string[]) =>
  allowed.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern));

/** Finds the operation that a request means, and refuses whatever it asks for beyond that. */
export function findOperation(call: S3Call): Operation {
  const operation = call.bucket === '' ? undefined : operations.find((candidate) => isMeant(candidate, call));
  if (operation === undefined) {
    throw new AwsError(501, 'NotImplemented', 'This operation is not implemented by local-aws.');
  }
  const parameter = [...call.query.keys()].find((name) => !isAllowed(name, [...usualQuery, ...operation.query]));
  if (parameter !== undefined) {
    throw notImplemented(`The query parameter ${parameter}`);
  }
  const header = Object.keys(call.req.headers).find(
    (name) =>
      (name.startsWith('x-amz-') || conditions.includes(name)) &&
      !isAllowed(name, [...usualHeaders, ...operation.headers]),
  );
  if (header !== undefined) {
    throw notImplemented(`The header ${header}`);
  }
  return operation;
}
