import { Component, computed, inject, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { discover } from '../../core/api/generated/fn/posts/discover';
import { searchPeople } from '../../core/api/generated/fn/posts/search-people';
import type { Post } from '../../core/api/generated/models/post';
import { PagedList } from '../../core/lists/paged-list';
import { followPostChanges } from '../../core/posts/post-changes';
import { Session } from '../../core/session/session';
import { FollowButton } from '../../pattern/follow-button/follow-button';
import { PostGrid } from '../../pattern/post-grid/post-grid';
import { Icon } from '../../ui/icon/icon';
import { EmptyState } from '../../ui/lists/empty-state';
import { ErrorState } from '../../ui/lists/error-state';
import { InfiniteScroll } from '../../ui/lists/infinite-scroll';
import { PersonRow } from '../../ui/lists/person-row';
import { Skeleton } from '../../ui/lists/skeleton';

const PAGE = 40;
const PAUSE_MS = 250;

/** The newest public photos of everyone, and a way to find people. */
@Component({
  selector: 'tt-discover',
  imports: [EmptyState, ErrorState, FollowButton, Icon, InfiniteScroll, PersonRow, PostGrid, RouterLink, Skeleton],
  templateUrl: './discover.html',
  styleUrl: './discover.css',
})
export class Discover {
  protected readonly posts = new PagedList<Post>((cursor) =>
    this.api.invoke(discover, cursor === undefined ? { limit: PAGE } : { limit: PAGE, cursor }),
  );
  /** What its author has just hidden is gone from here too. */
  protected readonly shown = computed(() => this.posts.items().filter(({ visibility }) => visibility === 'public'));
  protected readonly query = signal('');
  protected readonly people = resource({
    params: () => this.query().trim() || undefined,
    loader: async ({ params: q, abortSignal }) => {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      return abortSignal.aborted ? [] : (await this.api.invoke(searchPeople, { q, limit: 8 })).items;
    },
  });
  protected readonly isSignedIn = inject(Session).isSignedIn;

  private readonly api = inject(Api);

  constructor() {
    void this.posts.restart();
    followPostChanges(this.posts);
  }
}
