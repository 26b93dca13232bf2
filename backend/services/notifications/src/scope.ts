import type { Logger } from '@tintype/logger';
import type { Partitions } from './accounts/partition.gateway.ts';
import type { ChannelBooks } from './channels/channels.gateway.ts';
import type { RecentStates } from './channels/recent-states.ts';
import type { Topics } from './channels/sns.gateway.ts';
import type { Dependencies } from './dependencies.ts';
import type { FanOutProgress } from './fan-out/progress.gateway.ts';
import type { Graph } from './graph.gateway.ts';
import type { History } from './history/history.gateway.ts';
import type { MailQueue } from './mails/mails.gateway.ts';

/** What commands and queries work with; the same for requests and events. */
export interface Scope {
  readonly history: History;
  readonly channels: ChannelBooks;
  readonly recentStates: RecentStates;
  readonly topics: Topics;
  readonly mails: MailQueue;
  readonly progress: FanOutProgress;
  readonly partitions: Partitions;
  readonly graph: Graph;
  readonly logger: Logger;
  /** Lets open sockets know of a notification that was written. May be lost: the list is the record. */
  announce(personId: string, notificationId: string): void;
  /** Has queued mails sent soon. */
  wakeMailer(): void;
}

/** The scope of one request. */
export function createScope(dependencies: Dependencies): Scope {
  return dependencies.scope;
}
