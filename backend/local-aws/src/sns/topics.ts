import type { MailboxStore } from '../mailbox/mailbox-store.ts';
import type { Database } from '../storage/database.ts';
import { AwsError } from '../aws-error.ts';
import { invalidParameter, topicNotFound } from './errors.ts';
import { confirmationLetter, createLinks, notificationLetter } from './letters.ts';
import type { OutgoingMessage } from './message.ts';
import { createSubscriptions, type Protocol, type Subscription, type Subscriptions } from './subscriptions.ts';

export interface Topic {
  arn: string;
  attributes: Readonly<Record<string, string>>;
}

/** What SNS does; the API and the links in mails both end here. */
export interface Topics {
  accountId: string;
  subscriptions: Subscriptions;
  create: (name: string, attributes: Readonly<Record<string, string>>) => Topic;
  find: (arn: string) => Topic;
  remove: (arn: string) => void;
  page: (after: string, limit: number) => string[];
  subscribe: (topicArn: string, protocol: Protocol, endpoint: string) => Subscription;
  confirm: (topicArn: string, token: string) => Subscription;
  publish: (topicArn: string, message: OutgoingMessage) => void;
  sendSms: (phoneNumber: string, text: string) => void;
}

export interface TopicsOptions {
  database: Database;
  mailbox: MailboxStore;
  publicUrl: () => string;
  region: string;
  accountId: string;
}

const tokenLifetimeMs = 48 * 3_600_000;

const sameAttributes = (a: Topic['attributes'], b: Topic['attributes']) =>
  Object.keys({ ...a, ...b }).every((name) => a[name] === b[name]);

/** Keeps topics, and delivers what is published to the mailbox in the same transaction. */
export function createTopics({ database, mailbox, publicUrl, region, accountId }: TopicsOptions): Topics {
  const links = createLinks(publicUrl);
  const subscriptions = createSubscriptions(database);
  const lookUp = (arn: string): Topic | undefined => {
    const row = database.one<{ attributes: string }>('select attributes from topics where arn = ?', arn);
    return row && { arn, attributes: JSON.parse(row.attributes) as Record<string, string> };
  };
  const find = (arn: string): Topic => {
    const topic = lookUp(arn);
    if (topic === undefined) {
      throw topicNotFound();
    }
    return topic;
  };
  return {
    accountId,
    subscriptions,
    find,
    create: (name, attributes) => {
      const arn = `arn:aws:sns:${region}:${accountId}:${name}`;
      const known = lookUp(arn);
      if (known && Object.keys(attributes).length > 0 && !sameAttributes(known.attributes, attributes)) {
        throw invalidParameter('Attributes Reason: Topic already exists with different attributes');
      }
      database.run('insert or ignore into topics (arn, attributes) values (?, ?)', arn, JSON.stringify(attributes));
      return known ?? { arn, attributes };
    },
    remove: (arn) => {
      database.run('delete from topics where arn = ?', arn);
    },
    page: (after, limit) =>
      database
        .all<{ arn: string }>('select arn from topics where arn > ? order by arn limit ?', after, limit)
        .map((row) => row.arn),
    subscribe: (topicArn, protocol, endpoint) =>
      database.transaction(() => {
        find(topicArn);
        const known = subscriptions.byEndpoint(topicArn, protocol, endpoint);
        // A phone number needs no confirmation; whoever pays for the messages is trusted to have asked.
        const subscription = known ?? subscriptions.create(topicArn, protocol, endpoint, protocol === 'sms');
        if (subscription.confirmed) {
          return subscription;
        }
        const asked = known ? { ...known, token: subscriptions.renewToken(known.arn) } : subscription;
        mailbox.deliver({ kind: 'email', to: endpoint, ...confirmationLetter(links, asked) });
        return asked;
      }),
    confirm: (topicArn, token) => {
      const subscription = subscriptions.byToken(topicArn, token);
      if (subscription === undefined || subscription.askedAt < Date.now() - tokenLifetimeMs) {
        throw new AwsError(400, 'InvalidParameter', 'Invalid token');
      }
      subscriptions.confirm(subscription.arn);
      return { ...subscription, confirmed: true };
    },
    publish: (topicArn, message) =>
      database.transaction(() => {
        find(topicArn);
        for (const subscription of subscriptions.confirmedOf(topicArn)) {
          const text = message.text(subscription.protocol);
          mailbox.deliver(
            subscription.protocol === 'sms'
              ? { kind: 'sms', to: subscription.endpoint, subject: '', text }
              : {
                  kind: 'email',
                  to: subscription.endpoint,
                  ...notificationLetter(links, subscription, { subject: message.subject, text }),
                },
          );
        }
      }),
    sendSms: (phoneNumber, text) => mailbox.deliver({ kind: 'sms', to: phoneNumber, subject: '', text }),
  };
}
