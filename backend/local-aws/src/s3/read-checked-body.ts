import { AwsError } from '../aws-error.ts';
import { readBody } from '../http/read-body.ts';
import { headerOf, type S3Call } from './call.ts';
import { createDigester, verifyDigests } from './checksums.ts';
import type { Checksums } from './object-index.ts';

const longestDocument = 2 * 1024 ** 2;

/** Reads a small document and refuses it unless its checksums are right. */
export async function readCheckedBody({ req }: S3Call): Promise<{ text: string; checksums: Checksums }> {
  const body = await readBody(req, longestDocument);
  if (body === undefined) {
    throw new AwsError(400, 'MaxMessageLengthExceeded', 'Your request was too big.');
  }
  const digester = createDigester();
  digester.add(body);
  const checksums = verifyDigests(digester.finish(), Object.keys(req.headers), (name) => headerOf(req, name));
  return { text: body.toString('utf8'), checksums };
}
