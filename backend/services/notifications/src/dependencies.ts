import { createAwsClients, createDynamoIdempotency, ensureTable, rememberedTable } from '@tintype/aws';
import { createEvent } from '@tintype/events';
import type { IdempotencyStore } from '@tintype/http';
import type { ServiceParts } from '@tintype/service';
import { createPartitions } from './accounts/partition.gateway.ts';
import { createChannelBooks } from './channels/channels.gateway.ts';
import { createRecentStates } from './channels/recent-states.ts';
import { refreshChannels } from './channels/refresh-channels.command.ts';
import { createTopics } from './channels/sns.gateway.ts';
import type { NotificationsConfig } from './config.ts';
import { createFanOutProgress } from './fan-out/progress.gateway.ts';
import { connectGraph } from './graph.gateway.ts';
import { createHistory } from './history/history.gateway.ts';
import { createConnections } from './live/connections.ts';
import type { Connections } from './live/connections.ts';
import { presentMail } from './mails/mail.presenter.ts';
import { startMailWorker } from './mails/mail-worker.ts';
import { createMailQueue } from './mails/mails.gateway.ts';
import { sendMail } from './mails/send-mail.command.ts';
import type { MailSender } from './mails/send-mail.command.ts';
import type { Scope } from './scope.ts';
import { isTableThere, notificationsTable } from './table.gateway.ts';

/** What the service is made of. */
export interface Dependencies {
  readonly scope: Scope;
  readonly connections: Connections;
  readonly idempotency: IdempotencyStore;
  readonly publicUrl: string;
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** The composition root: table, topics, posts' gRPC, the mail worker, open sockets. */
export async function connect({
  config,
  logger,
  transport,
  waitFor,
}: ServiceParts<NotificationsConfig>): Promise<Dependencies> {
  const clients = createAwsClients(config);
  const remembered = rememberedTable(`${config.NOTIFICATIONS_TABLE}-remembered`);
  await waitFor('DynamoDB', () =>
    Promise.all([
      ensureTable(clients, notificationsTable(config.NOTIFICATIONS_TABLE)),
      ensureTable(clients, remembered),
    ]),
  );
  const table = { dynamo: clients.dynamo(), name: config.NOTIFICATIONS_TABLE };

  const scope: Scope = {
    history: createHistory(table),
    channels: createChannelBooks(table),
    recentStates: createRecentStates(),
    topics: createTopics(clients, config.TOPIC_PREFIX),
    mails: createMailQueue(table),
    progress: createFanOutProgress(table),
    partitions: createPartitions(table),
    graph: connectGraph(config),
    logger,
    announce: (personId, notificationId) => {
      transport
        .publish(createEvent('notification.created', { userId: personId, notificationId }))
        .catch((error: unknown) => logger.debug({ err: error }, 'open sockets were not told'));
    },
    wakeMailer: () => worker.wake(),
  };
  const sender: MailSender = {
    scope,
    compose: (mail, actor) => presentMail(mail, actor, config.PUBLIC_URL),
    activeTopic: async (personId, channelId) => {
      const channels = await refreshChannels(scope, personId, { mayBeRecent: true });
      return channels.find(({ id, state }) => id === channelId && state === 'active')?.topicArn;
    },
  };
  const worker = startMailWorker({ mails: scope.mails, send: (mail) => sendMail(sender, mail), logger });

  return {
    scope,
    connections: createConnections(logger),
    idempotency: createDynamoIdempotency(clients.dynamo(), remembered.name),
    publicUrl: config.PUBLIC_URL,
    ready: () => isTableThere(table),
    close: async () => {
      await worker.close();
      scope.graph.close();
      clients.close();
    },
  };
}
