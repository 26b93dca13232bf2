import { Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';

import type { GridPhoto } from '../../ui/grid/grid-photo';
import { Icon } from '../../ui/icon/icon';
import { PhotoFrame } from '../../ui/photo/photo-frame';

/** A post in the grid: its first photo, and on hover or focus what others made of it. */
@Component({
  selector: 'tt-post-tile',
  imports: [Icon, PhotoFrame, RouterLink],
  template: `
    <a [routerLink]="photo().link" (click)="opened.emit()">
      <tt-photo-frame
        [photo]="photo()"
        [fill]="true"
        [sizes]="sizes()"
        [eager]="eager()"
        [retryable]="false"
        [decorative]="true"
      />
      <span class="visually-hidden">{{ photo().label }}</span>
      @if ((photo().count ?? 1) > 1) {
        <span class="count">
          <tt-icon name="photos" />{{ photo().count }}<span class="visually-hidden" i18n> photos</span>
        </span>
      }
      <span class="echo">
        <span>
          <tt-icon name="heart-filled" />{{ likes()
          }}<span class="visually-hidden" i18n>{likes(), plural, =1 {like} other {likes}}</span>
        </span>
        <span>
          <tt-icon name="comment" />{{ comments()
          }}<span class="visually-hidden" i18n>{comments(), plural, =1 {comment} other {comments}}</span>
        </span>
      </span>
    </a>
  `,
  styleUrl: './post-tile.css',
})
export class PostTile {
  readonly photo = input.required<GridPhoto>();
  readonly likes = input(0);
  readonly comments = input(0);
  readonly sizes = input('320px');
  readonly eager = input(false);

  readonly opened = output();
}
