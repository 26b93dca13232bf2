/** What there is to tell. */
export type NotificationKind = 'post_published' | 'followed' | 'post_liked' | 'comment_added';

/** One line of somebody's history. Its id is the id of the event that caused it, so an event that comes again is met. */
export interface NotificationItem {
  readonly id: string;
  readonly personId: string;
  readonly kind: NotificationKind;
  readonly actorId: string;
  readonly postId?: string | undefined;
  readonly createdAt: string;
}
