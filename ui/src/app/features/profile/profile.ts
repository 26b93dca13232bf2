import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { listPersonPosts } from '../../core/api/generated/fn/posts/list-person-posts';
import type { Post } from '../../core/api/generated/models/post';
import { PagedList } from '../../core/lists/paged-list';
import { PostChanges, withChange } from '../../core/posts/post-changes';
import { PostTrail } from '../../core/posts/post-trail';
import { toGridPhoto } from '../../pattern/post-grid/to-grid-photo';
import { GridTile } from '../../ui/grid/grid-tile';
import { JustifiedGrid } from '../../ui/grid/justified-grid';
import { EmptyState } from '../../ui/lists/empty-state';
import { ErrorState } from '../../ui/lists/error-state';
import { InfiniteScroll } from '../../ui/lists/infinite-scroll';
import { Skeleton } from '../../ui/lists/skeleton';
import { PostTile } from './post-tile';
import { ProfileFrame } from './profile-frame';

const PAGE = 60;
const FIRST_ROWS = 8;

/** A person's photos, newest first, one tile for each post. */
@Component({
  selector: 'tt-profile',
  imports: [
    EmptyState,
    ErrorState,
    GridTile,
    InfiniteScroll,
    JustifiedGrid,
    PostTile,
    ProfileFrame,
    RouterLink,
    Skeleton,
  ],
  templateUrl: './profile.html',
  styleUrl: './lists.css',
})
export class Profile {
  readonly handle = input.required<string>();

  protected readonly firstRows = FIRST_ROWS;
  protected readonly list = new PagedList<Post>((cursor) => {
    const page = { handle: this.handle(), limit: PAGE };
    return this.api.invoke(listPersonPosts, cursor === undefined ? page : { ...page, cursor });
  });
  protected readonly posts = computed(() => this.list.items().filter(({ photos }) => photos.length > 0));
  protected readonly photos = computed(() => this.posts().flatMap(toGridPhoto));

  private readonly api = inject(Api);
  private readonly trail = inject(PostTrail);

  constructor() {
    effect(() => {
      this.handle();
      untracked(() => void this.list.restart());
    });
    inject(PostChanges)
      .changes.pipe(takeUntilDestroyed())
      .subscribe((change) => {
        this.list.change((posts) => withChange(posts, change));
      });
  }

  protected beginTrail(): void {
    this.trail.begin(this.posts().map(({ id }) => id));
  }

  protected sizesOf(width: number): string {
    return `${Math.ceil(width)}px`;
  }
}
