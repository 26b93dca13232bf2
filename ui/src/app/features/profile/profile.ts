import { Component, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { listPersonPosts } from '../../core/api/generated/fn/posts/list-person-posts';
import type { Post } from '../../core/api/generated/models/post';
import { PagedList } from '../../core/lists/paged-list';
import { followPostChanges } from '../../core/posts/post-changes';
import { PostGrid } from '../../pattern/post-grid/post-grid';
import { EmptyState } from '../../ui/lists/empty-state';
import { ErrorState } from '../../ui/lists/error-state';
import { InfiniteScroll } from '../../ui/lists/infinite-scroll';
import { Skeleton } from '../../ui/lists/skeleton';
import { ProfileFrame } from './profile-frame';

const PAGE = 60;

/** A person's photos, newest first, one tile for each post. */
@Component({
  selector: 'tt-profile',
  imports: [EmptyState, ErrorState, InfiniteScroll, PostGrid, ProfileFrame, RouterLink, Skeleton],
  templateUrl: './profile.html',
  styleUrl: './lists.css',
})
export class Profile {
  readonly handle = input.required<string>();

  protected readonly list = new PagedList<Post>((cursor) => {
    const page = { handle: this.handle(), limit: PAGE };
    return this.api.invoke(listPersonPosts, cursor === undefined ? page : { ...page, cursor });
  });

  private readonly api = inject(Api);

  constructor() {
    effect(() => {
      this.handle();
      untracked(() => void this.list.restart());
    });
    followPostChanges(this.list);
  }
}
