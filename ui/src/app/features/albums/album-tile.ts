import { Component, computed, input, output } from '@angular/core';

import { Icon } from '../../ui/icon/icon';
import type { Photo } from '../../ui/photo/photo';
import { PhotoFrame } from '../../ui/photo/photo-frame';

/** A photo in an album: opens it, or chooses it while choosing. */
@Component({
  selector: 'tt-album-tile',
  imports: [Icon, PhotoFrame],
  template: `
    <button
      type="button"
      [class.selected]="isSelected()"
      [attr.aria-pressed]="isSelecting() ? isSelected() : null"
      [attr.aria-label]="name()"
      (click)="pressed.emit($event)"
    >
      <tt-photo-frame
        [photo]="photo()"
        [fill]="true"
        [sizes]="sizes()"
        [eager]="eager()"
        [retryable]="false"
        [decorative]="true"
      />
      @if (isSelecting()) {
        <span class="mark" aria-hidden="true">
          @if (isSelected()) {
            <tt-icon name="check" />
          }
        </span>
      }
    </button>
  `,
  styleUrl: './album-tile.css',
})
export class AlbumTile {
  readonly photo = input.required<Photo>();
  readonly place = input.required<number>();
  readonly sizes = input('320px');
  readonly eager = input(false);
  readonly isSelecting = input(false);
  readonly isSelected = input(false);

  readonly pressed = output<MouseEvent>();

  protected readonly name = computed(() => {
    const words = this.photo().alt?.trim();
    return words ? `${this.place()}: ${words}` : $localize`Photo ${this.place()}:place:, without a description`;
  });
}
