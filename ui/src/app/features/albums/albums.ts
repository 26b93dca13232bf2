import { Component, inject } from '@angular/core';
import { Router } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { listMyAlbums } from '../../core/api/generated/fn/posts/list-my-albums';
import type { AlbumSummary } from '../../core/api/generated/models/album-summary';
import { PagedList } from '../../core/lists/paged-list';
import { AlbumCards } from '../../ui/album/album-cards';
import { Icon } from '../../ui/icon/icon';
import { EmptyState } from '../../ui/lists/empty-state';
import { ErrorState } from '../../ui/lists/error-state';
import { InfiniteScroll } from '../../ui/lists/infinite-scroll';
import { AlbumDialogs } from './album-dialogs';

const PAGE = 30;

/** One's own albums. */
@Component({
  selector: 'tt-albums',
  imports: [AlbumCards, EmptyState, ErrorState, Icon, InfiniteScroll],
  template: `
    <div class="page">
      <header>
        <h1 class="page-title" i18n>Albums</h1>
        <button type="button" class="button button-outline" (click)="create()">
          <tt-icon name="plus" /><ng-container i18n>New album</ng-container>
        </button>
      </header>
      <tt-album-cards [albums]="list.items()" [isLoading]="list.isBusy()" [showsAudience]="true" />
      @if (list.problem(); as problem) {
        <tt-error-state
          heading="Your albums did not load"
          i18n-heading
          [text]="problem.message"
          (retry)="list.more()"
        />
      } @else if (list.isEmpty()) {
        <tt-empty-state
          icon="albums"
          heading="No albums yet"
          i18n-heading
          text="An album keeps photos together: a journey, a year, a room with good light."
          i18n-text
        >
          <button type="button" class="button button-primary" (click)="create()" i18n>Make an album</button>
        </tt-empty-state>
      } @else if (list.isAtEnd() && list.items().length > 12) {
        <p class="end caption" i18n>These are all your albums.</p>
      }
      @if (list.hasMore() && !list.problem()) {
        <tt-infinite-scroll [busy]="list.isBusy()" (reached)="list.more()" />
      }
    </div>
  `,
  styles: `
    header {
      display: flex;
      gap: 16px;
      align-items: center;
      justify-content: space-between;
      margin-block-end: 24px;
      --icon-size: 18px;
    }
    .end {
      padding: 32px 16px;
      text-align: center;
    }
  `,
})
export class Albums {
  protected readonly list = new PagedList<AlbumSummary>((cursor) =>
    this.api.invoke(listMyAlbums, cursor === undefined ? { limit: PAGE } : { limit: PAGE, cursor }),
  );

  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly dialogs = inject(AlbumDialogs);

  constructor() {
    void this.list.restart();
  }

  protected async create(): Promise<void> {
    const album = await this.dialogs.edit(null);
    if (album) {
      await this.router.navigate(['/albums', album.id]);
    }
  }
}
