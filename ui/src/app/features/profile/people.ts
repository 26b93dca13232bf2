import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { listFollowers } from '../../core/api/generated/fn/posts/list-followers';
import { listFollowing } from '../../core/api/generated/fn/posts/list-following';
import type { PersonInList } from '../../core/api/generated/models/person-in-list';
import { PagedList } from '../../core/lists/paged-list';
import { FollowButton } from '../../pattern/follow-button/follow-button';
import { EmptyState } from '../../ui/lists/empty-state';
import { ErrorState } from '../../ui/lists/error-state';
import { InfiniteScroll } from '../../ui/lists/infinite-scroll';
import { PersonRow } from '../../ui/lists/person-row';
import { Skeleton } from '../../ui/lists/skeleton';
import { ProfileFrame } from './profile-frame';
import { titles } from './titles';

const PAGE = 40;

/** The people who follow a person, or whom they follow. */
@Component({
  selector: 'tt-people',
  imports: [EmptyState, ErrorState, FollowButton, InfiniteScroll, PersonRow, ProfileFrame, RouterLink, Skeleton],
  templateUrl: './people.html',
  styleUrl: './lists.css',
})
export class People {
  readonly handle = input.required<string>();
  readonly side = input.required<'followers' | 'following'>();

  protected readonly ownFollowersText = $localize`People find you on Discover, through the photos you share with everyone.`;
  protected readonly ownFollowingText = $localize`The photos of the people you follow come to your home page.`;
  protected readonly isFollowers = computed(() => this.side() === 'followers');
  protected readonly titled = computed(() => titles[this.side()]);
  protected readonly list = new PagedList<PersonInList>((cursor) => {
    const page = { handle: this.handle(), limit: PAGE };
    const params = cursor === undefined ? page : { ...page, cursor };
    return this.isFollowers() ? this.api.invoke(listFollowers, params) : this.api.invoke(listFollowing, params);
  });

  private readonly api = inject(Api);

  constructor() {
    effect(() => {
      this.handle();
      this.side();
      untracked(() => void this.list.restart());
    });
  }
}
