import { Component, computed, inject, input } from '@angular/core';

import type { Post } from '../../core/api/generated/models/post';
import { PostTrail } from '../../core/posts/post-trail';
import { GridTile } from '../../ui/grid/grid-tile';
import { JustifiedGrid } from '../../ui/grid/justified-grid';
import { PostTile } from './post-tile';

/** Posts as tiles, one for each. A post that is opened from here can be walked on from. */
@Component({
  selector: 'tt-post-grid',
  imports: [GridTile, JustifiedGrid, PostTile],
  template: `
    @if (photos().length > 0) {
      <tt-justified-grid [photos]="photos()" [total]="total()" [label]="label()">
        <ng-template ttGridTile let-photo let-index="index" let-sizes="sizes" let-isFirstRow="isFirstRow">
          @if (shown()[index]; as post) {
            <tt-post-tile [post]="post" [photo]="photo" [sizes]="sizes" [eager]="isFirstRow" (opened)="beginTrail()" />
          }
        </ng-template>
      </tt-justified-grid>
    }
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class PostGrid {
  readonly posts = input.required<readonly Post[]>();
  /** How many there are in all, when more pages are to come. */
  readonly total = input<number | null>(null);
  readonly label = input($localize`Photos`);

  protected readonly shown = computed(() => this.posts().filter(({ photos }) => photos.length > 0));
  protected readonly photos = computed(() => this.shown().flatMap(({ photos }) => photos.slice(0, 1)));

  private readonly trail = inject(PostTrail);

  protected beginTrail(): void {
    this.trail.begin(this.shown().map(({ id }) => id));
  }
}
