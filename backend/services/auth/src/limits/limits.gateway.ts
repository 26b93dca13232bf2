import { createHash } from 'node:crypto';
import { DeleteItemCommand, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RateLimiterDynamo, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { tooManyRequests } from '@tintype/errors';
import { networkOf } from './network.ts';

/** Counts tries; each throws 429 with the time to wait once there were too many. Counted by all replicas together. */
export interface Limits {
  /** Before a password is checked: per account and per address. */
  countSignIn(email: string, address: string): Promise<void>;
  /** After a right password: the account starts afresh. */
  forgetSignIn(email: string): Promise<void>;
  countSignUp(address: string): Promise<void>;
  /** Before a code is checked. */
  countCode(email: string, address: string): Promise<void>;
  /** Before a mail goes out. */
  countMail(email: string): Promise<void>;
}

const minute = 60;

/** Limits in a DynamoDB table with the key `key`; while that is away each replica counts by itself. */
export function createLimits(dynamo: DynamoDBClient, table: string, addressFactor: number): Limits {
  const limiter = (keyPrefix: string, points: number, duration: number): RateLimiterAbstract =>
    new RateLimiterDynamo({
      storeClient: {
        getItem: (input: ConstructorParameters<typeof GetItemCommand>[0]) => dynamo.send(new GetItemCommand(input)),
        updateItem: (input: ConstructorParameters<typeof UpdateItemCommand>[0]) =>
          dynamo.send(new UpdateItemCommand(input)),
        deleteItem: (input: ConstructorParameters<typeof DeleteItemCommand>[0]) =>
          dynamo.send(new DeleteItemCommand(input)),
      },
      tableName: table,
      tableCreated: true,
      ttlSet: true,
      keyPrefix,
      points,
      duration,
      insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration }),
    });
  const perAddress = (points: number): number => Math.round(points * addressFactor);
  const signInsOfAccount = limiter('sign-in-account', 10, 15 * minute);
  const signInsFromAddress = limiter('sign-in-address', perAddress(50), 5 * minute);
  const signUpsFromAddress = limiter('sign-up-address', perAddress(10), 30 * minute);
  const codesOfAccount = limiter('code-account', 10, 15 * minute);
  const codesFromAddress = limiter('code-address', perAddress(50), 15 * minute);
  const mailsToAccount = limiter('mail-account', 5, 30 * minute);
  return {
    countSignIn: async (email, address) => {
      await count(signInsFromAddress, networkOf(address));
      await count(signInsOfAccount, keyOf(email));
    },
    forgetSignIn: async (email) => {
      await signInsOfAccount.delete(keyOf(email));
    },
    countSignUp: (address) => count(signUpsFromAddress, networkOf(address)),
    countCode: async (email, address) => {
      await count(codesFromAddress, networkOf(address));
      await count(codesOfAccount, keyOf(email));
    },
    countMail: (email) => count(mailsToAccount, keyOf(email)),
  };
}

async function count(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) {
      throw tooManyRequests(refusal.msBeforeNext / 1000);
    }
    throw refusal;
  }
}

function keyOf(email: string): string {
  return createHash('sha256').update(email).digest('base64url');
}
