import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';

import type { Post } from '../../core/api/generated/models/post';
import { Icon } from '../../ui/icon/icon';
import type { Photo } from '../../ui/photo/photo';
import { PhotoFrame } from '../../ui/photo/photo-frame';

/** A post in the grid: its first photo, and on hover or focus what others made of it. */
@Component({
  selector: 'tt-post-tile',
  imports: [Icon, PhotoFrame, RouterLink],
  template: `
    <a [routerLink]="'/posts/' + post().id" (click)="opened.emit()">
      <tt-photo-frame
        [photo]="photo()"
        [fill]="true"
        [sizes]="sizes()"
        [eager]="eager()"
        [retryable]="false"
        [decorative]="true"
      />
      <span class="visually-hidden">{{ name() }}</span>
      @if (post().photos.length > 1) {
        <span class="count">
          <tt-icon name="photos" />{{ post().photos.length }}<span class="visually-hidden" i18n> photos</span>
        </span>
      }
      <span class="echo">
        <span>
          <tt-icon name="heart-filled" />{{ post().counts.likes
          }}<span class="visually-hidden" i18n>{post().counts.likes, plural, =1 {like} other {likes}}</span>
        </span>
        <span>
          <tt-icon name="comment" />{{ post().counts.comments
          }}<span class="visually-hidden" i18n>{post().counts.comments, plural, =1 {comment} other {comments}}</span>
        </span>
      </span>
    </a>
  `,
  styleUrl: './post-tile.css',
})
export class PostTile {
  readonly post = input.required<Post>();
  readonly photo = input.required<Photo>();
  readonly sizes = input('320px');
  readonly eager = input(false);

  readonly opened = output();

  /** Whose it is and what it shows: the tile itself has no words. */
  protected readonly name = computed(() => {
    const { author, caption } = this.post();
    const words = this.photo().alt?.trim() || caption.trim().slice(0, 120);
    return words === '' ? $localize`Photo by ${author.name}:name:` : `${author.name}: ${words}`;
  });
}
