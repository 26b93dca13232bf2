import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { createHmac } from 'node:crypto';
import { GetCommand, PutCommand, UpdateCommand, DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { pendingAttributes } from '@tintype/aws';
import { createEvent } from '@tintype/events';

/** What is known of a person besides what Cognito keeps. */
export interface Account {
  readonly personId: string;
  readonly handle: string;
  readonly name: string;
}

/** Accounts and handles in DynamoDB. A handle is held for 25 h while its sign-up waits for the code, then kept for good. */
export interface AccountsGateway {
  /** Holds a handle for a sign-up; false when somebody else has it. */
  holdHandle(handle: string, email: string): Promise<boolean>;
  /** Lets go of a handle that was held for a sign-up which came to nothing. */
  releaseHandle(handle: string, email: string): Promise<void>;
  /** Remembers what a sign-up asked for until it is confirmed. */
  rememberSignUp(email: string, wanted: { handle: string; name: string }): Promise<void>;
  recallSignUp(email: string): Promise<{ handle: string; name: string } | undefined>;
  find(personId: string): Promise<Account | undefined>;
  /** Makes the account and, in the same write, the event `user.registered`; false when it was there before. */
  create(account: Account): Promise<boolean>;
  /** Keeps a held handle for good; false when somebody else took it meanwhile. */
  keepHandle(handle: string, email: string, personId: string): Promise<boolean>;
}

const holdSeconds = 25 * 3600;

/** Addresses are kept as HMACs only: the table names nobody. */
export function createAccountsGateway(
  dynamo: DynamoDBDocumentClient,
  table: string,
  key: string,
  onEvent: () => void,
): AccountsGateway {
  const TableName = table;
  const now = (): number => Math.floor(Date.now() / 1000);
  const hidden = (email: string): string => createHmac('sha256', key).update(`email:${email}`).digest('base64url');
  const handleKey = (handle: string) => ({ pk: `HANDLE#${handle}`, sk: 'HANDLE' });
  const signUpKey = (email: string) => ({ pk: `SIGNUP#${hidden(email)}`, sk: 'SIGNUP' });
  const accountKey = (personId: string) => ({ pk: `PERSON#${personId}`, sk: 'ACCOUNT' });
  const conditionally = async (write: Promise<unknown>): Promise<boolean> => {
    try {
      await write;
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) {
        return false;
      }
      throw error;
    }
  };
  return {
    holdHandle: (handle, email) =>
      conditionally(
        dynamo.send(
          new PutCommand({
            TableName,
            Item: { ...handleKey(handle), holder: hidden(email), expiresAt: now() + holdSeconds },
            ConditionExpression:
              'attribute_not_exists(pk) OR (attribute_not_exists(personId) AND (holder = :holder OR expiresAt < :now))',
            ExpressionAttributeValues: { ':holder': hidden(email), ':now': now() },
          }),
        ),
      ),
    releaseHandle: async (handle, email) => {
      await conditionally(
        dynamo.send(
          new DeleteCommand({
            TableName,
            Key: handleKey(handle),
            ConditionExpression: 'attribute_not_exists(personId) AND holder = :holder',
            ExpressionAttributeValues: { ':holder': hidden(email) },
          }),
        ),
      );
    },
    rememberSignUp: async (email, { handle, name }) => {
      await dynamo.send(
        new PutCommand({ TableName, Item: { ...signUpKey(email), handle, name, expiresAt: now() + holdSeconds } }),
      );
    },
    recallSignUp: async (email) => {
      const { Item } = await dynamo.send(new GetCommand({ TableName, Key: signUpKey(email), ConsistentRead: true }));
      return Item ? { handle: String(Item['handle']), name: String(Item['name']) } : undefined;
    },
    find: async (personId) => {
      const { Item } = await dynamo.send(
        new GetCommand({ TableName, Key: accountKey(personId), ConsistentRead: true }),
      );
      return Item ? { personId, handle: String(Item['handle']), name: String(Item['name']) } : undefined;
    },
    create: async ({ personId, handle, name }) => {
      const isNew = await conditionally(
        dynamo.send(
          new PutCommand({
            TableName,
            Item: {
              ...accountKey(personId),
              handle,
              name,
              createdAt: new Date().toISOString(),
              ...pendingAttributes([createEvent('user.registered', { userId: personId, handle, name })]),
            },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      );
      onEvent();
      return isNew;
    },
    keepHandle: (handle, email, personId) =>
      conditionally(
        dynamo.send(
          new UpdateCommand({
            TableName,
            Key: handleKey(handle),
            UpdateExpression: 'SET personId = :person, holder = :holder REMOVE expiresAt',
            ConditionExpression:
              'attribute_not_exists(pk) OR personId = :person OR (attribute_not_exists(personId) AND (holder = :holder OR expiresAt < :now))',
            ExpressionAttributeValues: { ':person': personId, ':holder': hidden(email), ':now': now() },
          }),
        ),
      ),
  };
}
