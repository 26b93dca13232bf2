import { element, type Xml } from '../xml/write-xml.ts';
import type { Subscription } from './subscriptions.ts';

/** A map as the query protocol writes it. */
export function presentMap(name: string, map: Readonly<Record<string, string>>): Xml {
  const entries = Object.entries(map).map(([key, value]) =>
    element('entry', element('key', key), element('value', value)),
  );
  return element(name, ...entries);
}

/** A subscription in a listing; its ARN is hidden until it is confirmed. */
export function presentSubscription(subscription: Subscription, accountId: string): Xml {
  return element(
    'member',
    element('TopicArn', subscription.topicArn),
    element('Protocol', subscription.protocol),
    element('SubscriptionArn', subscription.confirmed ? subscription.arn : 'PendingConfirmation'),
    element('Owner', accountId),
    element('Endpoint', subscription.endpoint),
  );
}
