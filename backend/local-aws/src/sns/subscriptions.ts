import { randomBytes, randomUUID } from 'node:crypto';
import type { Database } from '../storage/database.ts';

export type Protocol = 'email' | 'sms';

/** Somebody who wants, or is asked whether they want, what is published to a topic. */
export interface Subscription {
  arn: string;
  topicArn: string;
  protocol: Protocol;
  endpoint: string;
  confirmed: boolean;
  token: string;
  askedAt: number;
}

interface SubscriptionRow {
  arn: string;
  topic_arn: string;
  protocol: Protocol;
  endpoint: string;
  confirmed: number;
  token: string;
  asked_at: number;
}

/** The rows of subscriptions. */
export interface Subscriptions {
  find: (arn: string) => Subscription | undefined;
  byEndpoint: (topicArn: string, protocol: Protocol, endpoint: string) => Subscription | undefined;
  byToken: (topicArn: string, token: string) => Subscription | undefined;
  create: (topicArn: string, protocol: Protocol, endpoint: string, confirmed: boolean) => Subscription;
  renewToken: (arn: string) => string;
  confirm: (arn: string) => void;
  remove: (arn: string) => void;
  confirmedOf: (topicArn: string) => Subscription[];
  count: (topicArn: string, confirmed: boolean) => number;
  page: (after: string, limit: number, topicArn?: string) => Subscription[];
}

const newToken = () => randomBytes(32).toString('hex');

const toSubscription = (row: SubscriptionRow): Subscription => ({
  arn: row.arn,
  topicArn: row.topic_arn,
  protocol: row.protocol,
  endpoint: row.endpoint,
  confirmed: row.confirmed === 1,
  token: row.token,
  askedAt: row.asked_at,
});

/** Keeps subscriptions in the database. */
export function createSubscriptions(database: Database): Subscriptions {
  const one = (where: string, ...values: string[]) => {
    const row = database.one<SubscriptionRow>(`select * from subscriptions where ${where}`, ...values);
    return row && toSubscription(row);
  };
  return {
    find: (arn) => one('arn = ?', arn),
    byEndpoint: (topicArn, protocol, endpoint) =>
      one('topic_arn = ? and protocol = ? and endpoint = ?', topicArn, protocol, endpoint),
    byToken: (topicArn, token) => one('topic_arn = ? and token = ?', topicArn, token),
    create: (topicArn, protocol, endpoint, confirmed) => {
      const arn = `${topicArn}:${randomUUID()}`;
      const token = newToken();
      const askedAt = Date.now();
      database.run(
        `insert into subscriptions (arn, topic_arn, protocol, endpoint, confirmed, token, asked_at)
         values (?, ?, ?, ?, ?, ?, ?)`,
        arn,
        topicArn,
        protocol,
        endpoint,
        Number(confirmed),
        token,
        askedAt,
      );
      return { arn, topicArn, protocol, endpoint, confirmed, token, askedAt };
    },
    renewToken: (arn) => {
      const token = newToken();
      database.run('update subscriptions set token = ?, asked_at = ? where arn = ?', token, Date.now(), arn);
      return token;
    },
    confirm: (arn) => {
      database.run('update subscriptions set confirmed = 1 where arn = ?', arn);
    },
    remove: (arn) => {
      database.run('delete from subscriptions where arn = ?', arn);
    },
    confirmedOf: (topicArn) =>
      database
        .all<SubscriptionRow>(
          'select * from subscriptions where topic_arn = ? and confirmed = 1 order by arn',
          topicArn,
        )
        .map(toSubscription),
    count: (topicArn, confirmed) =>
      database.one<{ n: number }>(
        'select count(*) as n from subscriptions where topic_arn = ? and confirmed = ?',
        topicArn,
        Number(confirmed),
      )?.n ?? 0,
    page: (after, limit, topicArn) =>
      database
        .all<SubscriptionRow>(
          'select * from subscriptions where arn > ? and topic_arn = coalesce(?, topic_arn) order by arn limit ?',
          after,
          topicArn ?? null,
          limit,
        )
        .map(toSubscription),
  };
}
