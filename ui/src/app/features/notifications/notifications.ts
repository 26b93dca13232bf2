import { Component, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { listNotifications } from '../../core/api/generated/fn/notifications/list-notifications';
import { markNotificationsRead } from '../../core/api/generated/fn/notifications/mark-notifications-read';
import type { Notification } from '../../core/api/generated/models/notification';
import { toApiProblem } from '../../core/errors/api-problem';
import { PagedList } from '../../core/lists/paged-list';
import { Unread } from '../../core/notifications/unread';
import { PostTrail } from '../../core/posts/post-trail';
import { Live } from '../../core/realtime/live';
import { Avatar } from '../../ui/avatar/avatar';
import { Toast } from '../../ui/feedback/toast';
import { Icon } from '../../ui/icon/icon';
import type { IconName } from '../../ui/icon/icons';
import { EmptyState } from '../../ui/lists/empty-state';
import { ErrorState } from '../../ui/lists/error-state';
import { InfiniteScroll } from '../../ui/lists/infinite-scroll';
import { Skeleton } from '../../ui/lists/skeleton';
import { RelativeTime } from '../../ui/time/relative-time';
import { deedOf, groupNotifications, namesOf, type NotificationGroup, readNotification } from './notification-groups';

const PAGE = 40;

/** What happened to one's photos and around one's person, newest first and joined where it is the same. */
@Component({
  selector: 'tt-notifications',
  imports: [Avatar, EmptyState, ErrorState, Icon, InfiniteScroll, RelativeTime, RouterLink, Skeleton],
  templateUrl: './notifications.html',
  styleUrl: './notifications.css',
})
export class Notifications {
  protected readonly list = new PagedList<Notification>((cursor) => this.load(cursor));
  protected readonly groups = computed(() => groupNotifications(this.list.items()));
  protected readonly isMarking = signal(false);
  protected readonly unread = inject(Unread).count;

  protected readonly namesOf = namesOf;
  protected readonly deedOf = deedOf;

  private readonly api = inject(Api);
  private readonly unreadCount = inject(Unread);
  private readonly toast = inject(Toast);
  private readonly trail = inject(PostTrail);

  constructor() {
    void this.list.restart();
    inject(Live)
      .messages.pipe(takeUntilDestroyed())
      .subscribe(({ notification }) => {
        const arrived = readNotification(notification);
        if (arrived !== null) {
          this.list.change((items) => [arrived, ...items.filter(({ id }) => id !== arrived.id)]);
        }
      });
  }

  protected linkOf(group: NotificationGroup): string {
    return group.post ? `/posts/${group.post.id}` : `/@${group.actors[0]?.handle ?? ''}`;
  }

  /** Arrow keys lead on to the other posts that the list is about. */
  protected beginTrail(): void {
    const posts = this.groups().flatMap(({ post }) => (post ? [post.id] : []));
    this.trail.begin([...new Set(posts)]);
  }

  protected iconOf(group: NotificationGroup): IconName {
    const icons = {
      post_liked: 'heart-filled',
      comment_added: 'comment',
      followed: 'user',
      post_published: 'photos',
    } as const;
    return icons[group.kind];
  }

  protected async markAllRead(): Promise<void> {
    const [newest] = this.list.items();
    this.isMarking.set(true);
    try {
      await this.api.invoke(markNotificationsRead, { body: newest ? { upTo: newest.id } : {} });
      this.list.change((items) => items.map((item) => ({ ...item, isRead: true })));
      this.unreadCount.set(0);
    } catch (error) {
      this.toast.show(toApiProblem(error).message);
    } finally {
      this.isMarking.set(false);
    }
  }

  private async load(cursor: string | undefined) {
    const page = await this.api.invoke(listNotifications, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    this.unreadCount.set(page.unread);
    return page;
  }
}
