import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expiryAfter, ifHolds } from '../table.gateway.ts';
import type { Table } from '../table.gateway.ts';
import type { MailEnd, QueuedMail } from './mail.entity.ts';

/** Mails on their way. An entry stays for a month after its end, so that a repeated event finds it. */
export interface MailQueue {
  /** Queues a mail unless there is or was one for this event and channel. */
  add(mail: Omit<QueuedMail, 'createdAt' | 'dueAt' | 'attempts' | 'unsettled'>): Promise<void>;
  /** Mails whose time has come, the longest waiting first. */
  due(limit: number): Promise<QueuedMail[]>;
  /** Takes a mail for so long; undefined when somebody else has it. */
  claim(mail: QueuedMail, milliseconds: number): Promise<QueuedMail | undefined>;
  /** Puts a claimed mail back; `isSettled` when the try surely did not send it. */
  postpone(mail: QueuedMail, milliseconds: number, isSettled: boolean): Promise<void>;
  finish(mail: QueuedMail, end: MailEnd): Promise<void>;
}

const keptDays = 30;
const queue = 'mail';

/** Keeps the queue in the table: `M#<event>#<channel>` below the receiver, found through the index `queue`. */
export function createMailQueue({ dynamo, name: TableName }: Table): MailQueue {
  const keyOf = (mail: Pick<QueuedMail, 'personId' | 'eventId' | 'channelId'>) => ({
    pk: mail.personId,
    sk: `M#${mail.eventId}#${mail.channelId}`,
  });
  // Only whoever claimed a mail last may settle it: the claim's `dueAt` is the proof.
  const mine = { ConditionExpression: 'dueAt = :seen and attribute_exists(#queue)' };
  return {
    add: async (mail) => {
      const now = Date.now();
      const fresh = {
        createdAt: now,
        dueAt: now,
        attempts: 0,
        unsettled: 0,
        state: 'due',
        queue,
        expiresAt: expiryAfter(keptDays),
      };
      await ifHolds(
        dynamo.send(
          new PutCommand({
            TableName,
            Item: { ...keyOf(mail), ...mail, ...fresh },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      );
    },
    due: async (limit) => {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName,
          IndexName: 'queue',
          KeyConditionExpression: '#queue = :queue and dueAt <= :now',
          ExpressionAttributeNames: { '#queue': 'queue' },
          ExpressionAttributeValues: { ':queue': queue, ':now': Date.now() },
          Limit: limit,
        }),
      );
      return Items as QueuedMail[];
    },
    claim: async (mail, milliseconds) => {
      const claimed = { dueAt: Date.now() + milliseconds, attempts: mail.attempts + 1, unsettled: mail.unsettled + 1 };
      const isMine = await ifHolds(
        dynamo.send(
          new UpdateCommand({
            TableName,
            Key: keyOf(mail),
            UpdateExpression: 'SET #state = :sending, dueAt = :until, attempts = :attempts, unsettled = :unsettled',
            ...mine,
            ExpressionAttributeNames: { '#state': 'state', '#queue': 'queue' },
            ExpressionAttributeValues: {
              ':sending': 'sending',
              ':seen': mail.dueAt,
              ':until': claimed.dueAt,
              ':attempts': claimed.attempts,
              ':unsettled': claimed.unsettled,
            },
          }),
        ),
      );
      return isMine ? { ...mail, ...claimed } : undefined;
    },
    postpone: async (mail, milliseconds, isSettled) => {
      await ifHolds(
        dynamo.send(
          new UpdateCommand({
            TableName,
            Key: keyOf(mail),
            UpdateExpression: 'SET #state = :due, dueAt = :later, unsettled = :unsettled',
            ...mine,
            ExpressionAttributeNames: { '#state': 'state', '#queue': 'queue' },
            ExpressionAttributeValues: {
              ':due': 'due',
              ':seen': mail.dueAt,
              ':later': Date.now() + milliseconds,
              ':unsettled': mail.unsettled - (isSettled ? 1 : 0),
            },
          }),
        ),
      );
    },
    finish: async (mail, end) => {
      await ifHolds(
        dynamo.send(
          new UpdateCommand({
            TableName,
            Key: keyOf(mail),
            UpdateExpression: 'SET #state = :end REMOVE #queue, dueAt',
            ...mine,
            ExpressionAttributeNames: { '#state': 'state', '#queue': 'queue' },
            ExpressionAttributeValues: { ':end': end, ':seen': mail.dueAt },
          }),
        ),
      );
    },
  };
}
