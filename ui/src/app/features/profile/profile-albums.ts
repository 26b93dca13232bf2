import { Component, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { listPersonAlbums } from '../../core/api/generated/fn/posts/list-person-albums';
import type { AlbumSummary } from '../../core/api/generated/models/album-summary';
import { PagedList } from '../../core/lists/paged-list';
import { AlbumCards } from '../../ui/album/album-cards';
import { EmptyState } from '../../ui/lists/empty-state';
import { ErrorState } from '../../ui/lists/error-state';
import { InfiniteScroll } from '../../ui/lists/infinite-scroll';
import { ProfileFrame } from './profile-frame';
import { titles } from './titles';

const PAGE = 30;

/** A person's albums, as far as the viewer may see them. */
@Component({
  selector: 'tt-profile-albums',
  imports: [AlbumCards, EmptyState, ErrorState, InfiniteScroll, ProfileFrame, RouterLink],
  template: `
    <tt-profile-frame #frame [handle]="handle()" [titled]="titled">
      <h2 class="visually-hidden" i18n>Albums</h2>
      <tt-album-cards [albums]="list.items()" [isLoading]="list.isBusy()" [showsAudience]="frame.isOwn()" />
      @if (list.problem(); as problem) {
        <tt-error-state heading="The albums did not load" i18n-heading [text]="problem.message" (retry)="list.more()" />
      } @else if (list.isEmpty() && frame.isOwn()) {
        <tt-empty-state
          icon="albums"
          heading="No albums yet"
          i18n-heading
          text="An album keeps photos together: a journey, a year, a room with good light."
          i18n-text
        >
          <a class="button button-primary" routerLink="/albums" i18n>Make an album</a>
        </tt-empty-state>
      } @else if (list.isEmpty()) {
        <tt-empty-state
          icon="albums"
          heading="No albums to see"
          i18n-heading
          text="There are none yet, or none that are shared with you."
          i18n-text
        />
      } @else if (list.isAtEnd() && list.items().length > 12) {
        <p class="end caption" i18n>These are all the albums.</p>
      }
      @if (list.hasMore() && !list.problem()) {
        <tt-infinite-scroll [busy]="list.isBusy()" (reached)="list.more()" />
      }
    </tt-profile-frame>
  `,
  styleUrl: './lists.css',
})
export class ProfileAlbums {
  readonly handle = input.required<string>();

  protected readonly titled = titles.albums;
  protected readonly list = new PagedList<AlbumSummary>((cursor) => {
    const page = { handle: this.handle(), limit: PAGE };
    return this.api.invoke(listPersonAlbums, cursor === undefined ? page : { ...page, cursor });
  });

  private readonly api = inject(Api);

  constructor() {
    effect(() => {
      this.handle();
      untracked(() => void this.list.restart());
    });
  }
}
