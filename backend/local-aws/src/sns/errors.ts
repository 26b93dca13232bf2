import { AwsError } from '../aws-error.ts';
import type { SignatureProblem } from '../signature/verify-signature.ts';

export const invalidParameter = (message: string) =>
  new AwsError(400, 'InvalidParameter', `Invalid parameter: ${message}`);
export const topicNotFound = () => new AwsError(404, 'NotFound', 'Topic does not exist');
export const subscriptionNotFound = () => new AwsError(404, 'NotFound', 'Subscription does not exist');

const signatureErrors: Record<SignatureProblem, readonly [status: number, code: string, message: string]> = {
  missing: [403, 'MissingAuthenticationToken', 'Request is missing Authentication Token'],
  malformed: [400, 'IncompleteSignature', 'The request signature does not conform to AWS standards.'],
  'wrong-scope': [
    403,
    'SignatureDoesNotMatch',
    'Credential should be scoped to the region and service of this endpoint.',
  ],
  'unknown-key': [403, 'InvalidClientTokenId', 'The security token included in the request is invalid.'],
  skewed: [403, 'SignatureDoesNotMatch', 'Signature expired or not yet current.'],
  mismatch: [
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
  ],
};

/** The error of the query protocol for a refused signature. */
export const snsSignatureError = (problem: SignatureProblem) => new AwsError(...signatureErrors[problem]);
