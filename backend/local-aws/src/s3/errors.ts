import { AwsError } from '../aws-error.ts';
import type { SignatureProblem } from '../signature/verify-signature.ts';

export const noSuchBucket = () => new AwsError(404, 'NoSuchBucket', 'The specified bucket does not exist');
export const noSuchKey = () => new AwsError(404, 'NoSuchKey', 'The specified key does not exist.');
export const incompleteBody = () =>
  new AwsError(400, 'IncompleteBody', 'The request body terminated unexpectedly or does not have the promised length.');
export const badDigest = (what: string) =>
  new AwsError(400, 'BadDigest', `The ${what} you specified did not match what we received.`);
export const invalidRequest = (message: string) => new AwsError(400, 'InvalidRequest', message);
export const invalidArgument = (message: string) => new AwsError(400, 'InvalidArgument', message);
export const malformedXml = () =>
  new AwsError(400, 'MalformedXML', 'The XML you provided was not well-formed or did not validate.');
export const preconditionFailed = () =>
  new AwsError(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
export const notImplemented = (what: string) =>
  new AwsError(501, 'NotImplemented', `${what} implies functionality that is not implemented by local-aws.`);

const signatureErrors: Record<SignatureProblem, readonly [status: number, code: string, message: string]> = {
  missing: [403, 'AccessDenied', 'Access Denied'],
  malformed: [400, 'AuthorizationHeaderMalformed', 'The authorization header you provided is invalid.'],
  'wrong-scope': [400, 'AuthorizationHeaderMalformed', 'The region or service of the authorization header is wrong.'],
  'unknown-key': [403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.'],
  skewed: [403, 'RequestTimeTooSkewed', 'The difference between the request time and the current time is too large.'],
  mismatch: [
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  ],
};

/** The error of S3 for a refused signature. */
export const s3SignatureError = (problem: SignatureProblem) => new AwsError(...signatureErrors[problem]);
