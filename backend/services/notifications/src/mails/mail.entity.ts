import type { NotificationKind } from '../history/notification.entity.ts';

/** A mail about one event to one channel of one person: in the queue until it was sent or given up. */
export interface QueuedMail {
  readonly eventId: string;
  readonly personId: string;
  readonly channelId: string;
  readonly kind: NotificationKind;
  readonly actorId: string;
  readonly postId?: string | undefined;
  readonly createdAt: number;
  readonly dueAt: number;
  readonly attempts: number;
  /** Tries of which nobody knows whether they sent it: a process that died, an answer that never came. */
  readonly unsettled: number;
}

/** How a mail ended: `skipped` is for receivers who may not see the post or have no confirmed address. */
export type MailEnd = 'sent' | 'skipped' | 'expired' | 'unknown';

/** A mail: a subject of one line of ASCII, and plain text. */
export interface Mail {
  readonly subject: string;
  readonly text: string;
}

/** `refused` when a mail surely was not sent, `unknown` when it may have been. */
export interface Published {
  readonly outcome: 'sent' | 'gone' | 'refused' | 'unknown';
  readonly error?: unknown;
}
