import { AwsError } from '../aws-error.ts';
import type { SignatureProblem } from './verify-signature.ts';

const errors: Record<SignatureProblem, readonly [code: string, message: string]> = {
  missing: ['MissingAuthenticationTokenException', 'Missing Authentication Token'],
  malformed: ['IncompleteSignatureException', 'The Authorization header is not a complete Signature Version 4 header.'],
  'wrong-scope': [
    'InvalidSignatureException',
    'Credential should be scoped to the region and service of this endpoint.',
  ],
  'unknown-key': ['UnrecognizedClientException', 'The security token included in the request is invalid.'],
  skewed: ['InvalidSignatureException', 'Signature expired or not yet current.'],
  mismatch: [
    'InvalidSignatureException',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
  ],
};

/** The error of the JSON protocols (Cognito, DynamoDB) for a refused signature. */
export function jsonSignatureError(problem: SignatureProblem): AwsError {
  return new AwsError(400, ...errors[problem]);
}
