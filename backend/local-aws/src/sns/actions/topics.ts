import { element } from '../../xml/write-xml.ts';
import { type Actions, cutPage, readMap, readPosition, required } from '../action.ts';
import { invalidParameter } from '../errors.ts';
import { presentMap } from '../present.ts';

const pageSize = 100;

export const topicActions: Actions = {
  CreateTopic: {
    parameters: ['Name', 'Attributes.entry.*'],
    run: ({ topics }, parameters) => {
      const name = required(parameters, 'Name');
      const attributes = readMap(parameters, 'Attributes');
      if (!/^[\w-]{1,256}$/.test(name)) {
        throw invalidParameter('Topic Name');
      }
      if (Object.keys(attributes).some((attribute) => attribute !== 'DisplayName')) {
        throw invalidParameter('Attributes Reason: only DisplayName is implemented by local-aws');
      }
      return [element('TopicArn', topics.create(name, attributes).arn)];
    },
  },

  DeleteTopic: {
    parameters: ['TopicArn'],
    run: ({ topics }, parameters) => {
      topics.remove(required(parameters, 'TopicArn'));
      return [];
    },
  },

  ListTopics: {
    parameters: ['NextToken'],
    run: ({ topics }, parameters) => {
      const { page, nextToken } = cutPage(topics.page(readPosition(parameters), pageSize + 1), pageSize, (arn) => arn);
      return [
        element('Topics', ...page.map((arn) => element('member', element('TopicArn', arn)))),
        ...(nextToken === undefined ? [] : [element('NextToken', nextToken)]),
      ];
    },
  },

  GetTopicAttributes: {
    parameters: ['TopicArn'],
    run: ({ topics }, parameters) => {
      const { arn, attributes } = topics.find(required(parameters, 'TopicArn'));
      return [
        presentMap('Attributes', {
          TopicArn: arn,
          Owner: topics.accountId,
          DisplayName: attributes['DisplayName'] ?? '',
          SubscriptionsConfirmed: String(topics.subscriptions.count(arn, true)),
          SubscriptionsPending: String(topics.subscriptions.count(arn, false)),
          SubscriptionsDeleted: '0',
        }),
      ];
    },
  },
};
