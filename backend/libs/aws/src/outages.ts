import type { S3Client } from '@aws-sdk/client-s3';
import { isTransientError } from '@smithy/core/retry';
import { outage } from '@tintype/errors';

type SdkError = Parameters<typeof isTransientError>[0];
type Stack = S3Client['middlewareStack'];

/** Has a client throw 503 for what is left of an outage of AWS after its own tries: that is no bug of ours. */
export function tellingOutages<C extends { readonly middlewareStack: object }>(client: C): C {
  // Every client's stack is the same but for the types of its commands, which do not matter here.
  (client.middlewareStack as Stack).add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        throw error instanceof Error && isTransientError(error as SdkError) ? outage(error) : error;
      }
    },
    { step: 'initialize', priority: 'high', name: 'tellOutages' },
  );
  return client;
}
