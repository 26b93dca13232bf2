import { Component, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { getFeed } from '../../core/api/generated/fn/posts/get-feed';
import type { Post } from '../../core/api/generated/models/post';
import { PagedList } from '../../core/lists/paged-list';
import { followPostChanges } from '../../core/posts/post-changes';
import { PostTrail } from '../../core/posts/post-trail';
import { Live } from '../../core/realtime/live';
import { PeopleToFollow } from '../../pattern/people-to-follow/people-to-follow';
import { PostCard } from '../../pattern/post-card/post-card';
import { EmptyState } from '../../ui/lists/empty-state';
import { ErrorState } from '../../ui/lists/error-state';
import { InfiniteScroll } from '../../ui/lists/infinite-scroll';
import { Skeleton } from '../../ui/lists/skeleton';
import { isAboutNewPost } from './new-post';

const PAGE = 10;

/** The feed: what the people one follows have shared, newest first. */
@Component({
  selector: 'tt-home',
  imports: [EmptyState, ErrorState, InfiniteScroll, PeopleToFollow, PostCard, RouterLink, Skeleton],
  templateUrl: './home.html',
  styleUrl: './home.css',
})
export class Home {
  protected readonly feed = new PagedList<Post>((cursor) =>
    this.api.invoke(getFeed, cursor === undefined ? { limit: PAGE } : { limit: PAGE, cursor }),
  );
  /** How many posts came since the feed was read. They wait in a pill, so that nothing moves under the reader. */
  protected readonly arrived = signal(0);

  private readonly api = inject(Api);
  private readonly trail = inject(PostTrail);

  constructor() {
    void this.feed.restart();
    followPostChanges(this.feed);
    inject(Live)
      .messages.pipe(takeUntilDestroyed())
      .subscribe((message) => {
        if (isAboutNewPost(message)) {
          this.arrived.update((count) => count + 1);
        }
      });
  }

  protected async showArrived(): Promise<void> {
    this.arrived.set(0);
    scrollTo({ top: 0 });
    await this.feed.restart();
  }

  protected beginTrail(): void {
    this.trail.begin(this.feed.items().map(({ id }) => id));
  }
}
