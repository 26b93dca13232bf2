import { element } from '../../xml/write-xml.ts';
import { isEmail } from '../../email.ts';
import { type Action, type Actions, cutPage, readPosition, required, type Parameters } from '../action.ts';
import { invalidParameter, subscriptionNotFound } from '../errors.ts';
import { isPhoneNumber } from '../phone-number.ts';
import { presentMap, presentSubscription } from '../present.ts';
import type { Protocol } from '../subscriptions.ts';

const pageSize = 100;

function readEndpoint(parameters: Parameters): { protocol: Protocol; endpoint: string } {
  const protocol = required(parameters, 'Protocol');
  const endpoint = required(parameters, 'Endpoint');
  if (protocol !== 'email' && protocol !== 'sms') {
    throw invalidParameter(`Protocol Reason: ${protocol} is not implemented by local-aws`);
  }
  if (protocol === 'email' && !isEmail(endpoint)) {
    throw invalidParameter('Email address');
  }
  if (protocol === 'sms' && !isPhoneNumber(endpoint)) {
    throw invalidParameter(`Invalid SMS endpoint: ${endpoint}`);
  }
  return { protocol, endpoint };
}

/** A listing of subscriptions, of one topic or of all. */
function listing(withTopic: boolean): Action {
  return {
    parameters: withTopic ? ['TopicArn', 'NextToken'] : ['NextToken'],
    run: ({ topics }, parameters) => {
      const topicArn = withTopic ? topics.find(required(parameters, 'TopicArn')).arn : undefined;
      const rows = topics.subscriptions.page(readPosition(parameters), pageSize + 1, topicArn);
      const { page, nextToken } = cutPage(rows, pageSize, ({ arn }) => arn);
      return [
        element('Subscriptions', ...page.map((row) => presentSubscription(row, topics.accountId))),
        ...(nextToken === undefined ? [] : [element('NextToken', nextToken)]),
      ];
    },
  };
}

export const subscriptionActions: Actions = {
  Subscribe: {
    parameters: ['TopicArn', 'Protocol', 'Endpoint', 'ReturnSubscriptionArn'],
    run: ({ topics }, parameters) => {
      const topic = topics.find(required(parameters, 'TopicArn'));
      const { protocol, endpoint } = readEndpoint(parameters);
      const { arn, confirmed } = topics.subscribe(topic.arn, protocol, endpoint);
      const shown = confirmed || parameters.get('ReturnSubscriptionArn') === 'true';
      return [element('SubscriptionArn', shown ? arn : 'pending confirmation')];
    },
  },

  ConfirmSubscription: {
    parameters: ['TopicArn', 'Token'],
    run: ({ topics }, parameters) => {
      const topic = topics.find(required(parameters, 'TopicArn'));
      return [element('SubscriptionArn', topics.confirm(topic.arn, required(parameters, 'Token')).arn)];
    },
  },

  Unsubscribe: {
    parameters: ['SubscriptionArn'],
    run: ({ topics }, parameters) => {
      const arn = required(parameters, 'SubscriptionArn');
      if (!/^arn:aws:sns:[\w-]+:\d{12}:[\w-]+:[\w-]+$/.test(arn)) {
        throw invalidParameter('SubscriptionId');
      }
      topics.subscriptions.remove(arn);
      return [];
    },
  },

  ListSubscriptions: listing(false),
  ListSubscriptionsByTopic: listing(true),

  GetSubscriptionAttributes: {
    parameters: ['SubscriptionArn'],
    run: ({ topics }, parameters) => {
      const subscription = topics.subscriptions.find(required(parameters, 'SubscriptionArn'));
      if (subscription === undefined) {
        throw subscriptionNotFound();
      }
      return [
        presentMap('Attributes', {
          SubscriptionArn: subscription.arn,
          TopicArn: subscription.topicArn,
          Owner: topics.accountId,
          Protocol: subscription.protocol,
          Endpoint: subscription.endpoint,
          PendingConfirmation: String(!subscription.confirmed),
          ConfirmationWasAuthenticated: 'false',
          RawMessageDelivery: 'false',
        }),
      ];
    },
  },
};
