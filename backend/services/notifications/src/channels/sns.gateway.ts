import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  InvalidParameterException,
  NotFoundException,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import type { AwsClients } from '@tintype/aws';
import { invalidInput } from '@tintype/errors';
import type { Mail, Published } from '../mails/mail.entity.ts';

/** Mail through SNS: a topic for each address, which only its owner can confirm. */
export interface Topics {
  /** Makes the topic of a channel; the same one again when it is there. */
  create(channelId: string): Promise<string>;
  /** Has SNS ask an address to confirm; asks again while it has not. Returns the subscription. */
  subscribe(topicArn: string, address: string): Promise<string>;
  /** `gone` when the receiver unsubscribed or let the confirmation lapse. */
  stateOf(subscriptionArn: string): Promise<'pending' | 'active' | 'gone'>;
  /** Ends everything about a topic, a confirmation that is still open included. */
  remove(topicArn: string): Promise<void>;
  /** Sends once, without trying again. */
  publish(topicArn: string, mail: Mail): Promise<Published>;
}

// Network errors after which nothing can have been accepted, as there was no connection.
const notConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Connects to SNS. Topics are named `<prefix>-<channel id>`. */
export function createTopics(clients: AwsClients, topicPrefix: string): Topics {
  const sns = clients.sns();
  const endpoint = clients.config.AWS_ENDPOINT_URL_SNS;
  const { region, credentials, requestHandler } = sns.config;
  // SNS has no idempotency for mails, so that the client's own retries could double one.
  const publisher = new SNSClient({
    region,
    credentials,
    requestHandler,
    maxAttempts: 1,
    ...(endpoint !== undefined && { endpoint }),
  });
  return {
    create: async (channelId) => {
      const Name = `${topicPrefix}-${channelId}`;
      const { TopicArn = '' } = await sns.send(
        new CreateTopicCommand({ Name, Attributes: { DisplayName: 'Tintype' } }),
      );
      return TopicArn;
    },
    subscribe: async (TopicArn, Endpoint) => {
      try {
        const { SubscriptionArn = '' } = await sns.send(
          new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint, ReturnSubscriptionArn: true }),
        );
        return SubscriptionArn;
      } catch (error) {
        if (error instanceof InvalidParameterException) {
          throw invalidInput([{ path: 'address', message: 'Mail cannot be sent to this address.' }]);
        }
        throw error;
      }
    },
    stateOf: async (SubscriptionArn) => {
      try {
        const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
        return Attributes?.['PendingConfirmation'] === 'false' ? 'active' : 'pending';
      } catch (error) {
        if (error instanceof NotFoundException) {
          return 'gone';
        }
        throw error;
      }
    },
    remove: async (TopicArn) => {
      await sns.send(new DeleteTopicCommand({ TopicArn }));
    },
    publish: async (TopicArn, { subject, text }) => {
      try {
        await publisher.send(new PublishCommand({ TopicArn, Subject: subject, Message: text }));
        return { outcome: 'sent' };
      } catch (error) {
        return {
          outcome: error instanceof NotFoundException ? 'gone' : wasAnswered(error) ? 'refused' : 'unknown',
          error,
        };
      }
    },
  };
}

function wasAnswered(error: unknown): boolean {
  const { $metadata, code } = error as { $metadata?: { httpStatusCode?: number }; code?: string };
  return $metadata?.httpStatusCode !== undefined || (code !== undefined && notConnected.has(code));
}
