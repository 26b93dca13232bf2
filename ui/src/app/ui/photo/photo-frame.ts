import { Component, computed, effect, input, signal, untracked } from '@angular/core';

import { Icon } from '../icon/icon';
import { type Photo, photoSources } from './photo';
import { placeholderImage } from './placeholder';

/** A photo in a box of known shape: placeholder first, then the picture in the size that the screen needs. */
@Component({
  selector: 'tt-photo-frame',
  imports: [Icon],
  templateUrl: './photo-frame.html',
  styleUrl: './photo-frame.css',
  host: {
    '[style.aspect-ratio]': 'shape()',
    '[style.background-image]': 'backdrop()',
    '[class.contain]': "fit() === 'contain'",
    '[class.fill]': 'fill()',
  },
})
export class PhotoFrame {
  readonly photo = input.required<Photo>();
  /** As in the `sizes` attribute: how wide the photo will be shown. */
  readonly sizes = input('100vw');
  /** Width divided by height of the box; the photo's own by default. */
  readonly ratio = input<number | null>(null);
  readonly fit = input<'cover' | 'contain'>('cover');
  /** Takes the size of its parent and has no shape of its own. */
  readonly fill = input(false);
  /** For what is on the first screen: loads at once and first. */
  readonly eager = input(false);
  /** Off inside links and buttons, where a second control may not stand. */
  readonly retryable = input(true);
  /** Hidden from assistive technology when the words stand elsewhere. */
  readonly decorative = input(false);

  protected readonly state = signal<'loading' | 'shown' | 'failed'>('loading');
  protected readonly sources = computed(() => photoSources(this.photo(), this.ratio() === 1));
  protected readonly alt = computed(() =>
    this.decorative() ? '' : this.photo().alt || $localize`Photo without a description`,
  );
  protected readonly placeholder = computed(() => placeholderImage(this.photo().thumbhash));
  /** A whole photo leaves room around itself, where nothing of the placeholder may stay behind. */
  protected readonly backdrop = computed(() =>
    this.fit() === 'contain' && this.state() === 'shown' ? null : this.placeholder(),
  );
  protected readonly shape = computed(() =>
    this.fill() ? null : (this.ratio() ?? `${this.photo().width} / ${this.photo().height}`),
  );

  constructor() {
    effect(() => {
      this.sources();
      untracked(() => {
        this.state.set('loading');
      });
    });
  }

  protected onLoad(): void {
    this.state.set('shown');
  }

  protected retry(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
    this.state.set('loading');
  }
}
