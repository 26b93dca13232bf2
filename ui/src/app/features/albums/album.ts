import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { deleteAlbum } from '../../core/api/generated/fn/posts/delete-album';
import { getAlbum } from '../../core/api/generated/fn/posts/get-album';
import { removeAlbumPhoto } from '../../core/api/generated/fn/posts/remove-album-photo';
import { updateAlbum } from '../../core/api/generated/fn/posts/update-album';
import type { AlbumSummary } from '../../core/api/generated/models/album-summary';
import type { PhotoInPost } from '../../core/api/generated/models/photo-in-post';
import { toApiProblem } from '../../core/errors/api-problem';
import { PagedList } from '../../core/lists/paged-list';
import { OpenPhoto } from '../../core/navigation/open-photo';
import { PageTitle } from '../../core/navigation/page-title';
import { Session } from '../../core/session/session';
import { Confirm } from '../../ui/feedback/confirm';
import { Toast } from '../../ui/feedback/toast';
import { GridTile } from '../../ui/grid/grid-tile';
import { JustifiedGrid } from '../../ui/grid/justified-grid';
import { Icon } from '../../ui/icon/icon';
import { Lightbox } from '../../ui/lightbox/lightbox';
import { EmptyState } from '../../ui/lists/empty-state';
import { ErrorState } from '../../ui/lists/error-state';
import { InfiniteScroll } from '../../ui/lists/infinite-scroll';
import { Skeleton } from '../../ui/lists/skeleton';
import { AlbumDialogs } from './album-dialogs';
import { AlbumHead } from './album-head';
import { AlbumTile } from './album-tile';
import { Selection } from './selection';
import { SelectionBar } from './selection-bar';

const PAGE = 60;

/** One album: what it is, its photos in rows, and for its owner the tools to tend it. */
@Component({
  selector: 'tt-album',
  imports: [
    AlbumHead,
    AlbumTile,
    EmptyState,
    ErrorState,
    GridTile,
    Icon,
    InfiniteScroll,
    JustifiedGrid,
    Lightbox,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    RouterLink,
    SelectionBar,
    Skeleton,
  ],
  templateUrl: './album.html',
  styleUrl: './album.css',
  providers: [OpenPhoto],
  host: { '(document:keydown.escape)': '$event.defaultPrevented || selection.end()' },
})
export class Album {
  readonly albumId = input.required<string>();
  /** The photo that is open, from the address: Back closes it, and it can be linked to. */
  readonly photo = input<string>();

  protected readonly isSignedIn = inject(Session).isSignedIn;
  protected readonly album = signal<AlbumSummary | null>(null);
  protected readonly list = new PagedList<PhotoInPost>((cursor) => this.read(cursor));
  protected readonly photos = this.list.items;
  protected readonly selection = new Selection();
  protected readonly isBusy = signal(false);
  protected readonly isOwn = computed(() => {
    const album = this.album();
    return album !== null && album.owner.handle === this.session.viewer()?.handle;
  });
  protected readonly isGone = computed(() => {
    const status = this.list.problem()?.status;
    return this.album() === null && (status === 404 || status === 400);
  });
  protected readonly openIndex = computed(() => this.photos().findIndex(({ id }) => id === this.photo()));

  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly openPhoto = inject(OpenPhoto);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly dialogs = inject(AlbumDialogs);
  private readonly pageTitle = inject(PageTitle);

  constructor() {
    effect(() => {
      this.albumId();
      untracked(() => {
        this.album.set(null);
        this.selection.end();
        void this.list.restart();
      });
    });
    effect(() => {
      const title = this.album()?.title ?? (this.isGone() ? $localize`Not here` : null);
      if (title !== null) {
        this.pageTitle.set(title);
      }
    });
    // The end of what has come is in sight in the lightbox: fetch on.
    effect(() => {
      if (this.openIndex() >= this.photos().length - 3 && this.openIndex() !== -1 && this.list.hasMore()) {
        untracked(() => void this.list.more());
      }
    });
  }

  protected onTile(event: MouseEvent, id: string): void {
    if (!this.selection.isActive()) {
      this.openPhoto.open(id);
    } else if (event.shiftKey) {
      this.selection.extendTo(
        id,
        this.photos().map((photo) => photo.id),
      );
    } else {
      this.selection.toggle(id);
    }
  }

  protected moveTo(index: number): void {
    this.openPhoto.turnTo(this.photos()[index]?.id);
  }

  protected closePhoto(): void {
    this.openPhoto.close();
  }

  protected async addPhotos(): Promise<void> {
    const count = await this.dialogs.addPhotos(this.albumId());
    if (count > 0) {
      this.toast.show(count === 1 ? $localize`One photo added.` : $localize`${count}:count: photos added.`);
      await this.list.restart();
    }
  }

  protected async edit(): Promise<void> {
    const changed = await this.dialogs.edit(this.album());
    if (changed) {
      this.album.set(changed);
      this.toast.show($localize`Your changes are saved.`);
    }
  }

  protected async remove(): Promise<void> {
    const isSure = await this.confirm.ask({
      title: $localize`Delete this album?`,
      text: $localize`Photos that are in a post stay there. Photos that are only in this album are deleted with it.`,
      action: $localize`Delete`,
      isDestructive: true,
    });
    if (!isSure) {
      return;
    }
    try {
      await this.api.invoke(deleteAlbum, { albumId: this.albumId() });
      this.toast.show($localize`The album is deleted.`);
      await this.router.navigate(['/albums']);
    } catch (error) {
      this.toast.show(toApiProblem(error).message);
    }
  }

  protected selectAll(): void {
    this.selection.set(this.photos().map(({ id }) => id));
  }

  protected async makeCover(): Promise<void> {
    const [coverPhotoId] = this.selection.ids();
    if (coverPhotoId === undefined || this.isBusy()) {
      return;
    }
    this.isBusy.set(true);
    try {
      this.album.set(await this.api.invoke(updateAlbum, { albumId: this.albumId(), body: { coverPhotoId } }));
      this.selection.end();
      this.toast.show($localize`The album has a new cover.`);
    } catch (error) {
      this.toast.show(toApiProblem(error).message);
    } finally {
      this.isBusy.set(false);
    }
  }

  protected async takeOut(): Promise<void> {
    const ids = [...this.selection.ids()];
    const isSure = await this.confirm.ask({
      title: ids.length === 1 ? $localize`Remove this photo?` : $localize`Remove ${ids.length}:count: photos?`,
      text: $localize`They leave the album. Photos that are in a post stay there; others are deleted.`,
      action: $localize`Remove`,
      isDestructive: true,
    });
    if (!isSure || this.isBusy()) {
      return;
    }
    this.isBusy.set(true);
    try {
      for (const photoId of ids) {
        await this.api.invoke(removeAlbumPhoto, { albumId: this.albumId(), photoId });
        this.selection.toggle(photoId);
        this.drop(photoId);
      }
      this.selection.end();
      void this.announcer.announce($localize`${ids.length}:count: removed from the album.`);
    } catch (error) {
      this.toast.show(toApiProblem(error).message);
    } finally {
      this.isBusy.set(false);
    }
  }

  private drop(photoId: string): void {
    this.list.change((photos) => photos.filter(({ id }) => id !== photoId));
    this.album.update((album) => album && { ...album, counts: { photos: Math.max(0, album.counts.photos - 1) } });
  }

  private async read(cursor: string | undefined) {
    const page = { albumId: this.albumId(), limit: PAGE };
    const { photos, ...album } = await this.api.invoke(getAlbum, cursor === undefined ? page : { ...page, cursor });
    if (album.id === this.albumId()) {
      this.album.set(album);
    }
    return photos;
  }
}
