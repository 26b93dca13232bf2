import { Component, computed, type ElementRef, input, output, signal, viewChild } from '@angular/core';

import { Icon } from '../icon/icon';
import type { Photo } from './photo';
import { PhotoFrame } from './photo-frame';

const TALLEST = 1 / 1.25;

/** The photos of a post: one frame, swiped or stepped through when there are several. */
@Component({
  selector: 'tt-photo-carousel',
  imports: [Icon, PhotoFrame],
  templateUrl: './photo-carousel.html',
  styleUrl: './photo-carousel.css',
  host: { '[class.fill]': 'fill()' },
})
export class PhotoCarousel {
  readonly photos = input.required<readonly Photo[]>();
  readonly sizes = input('(width < 768px) 100vw, 620px');
  readonly eager = input(false);
  /** Whole photos on a dark stage, instead of tall ones cropped to the column. */
  readonly whole = input(false);

  /** Takes the height of its parent instead of the first photo's shape. */
  readonly fill = input(false);

  /** Enter, or a click on the photo. */
  readonly opened = output<number>();
  /** A double click or double tap. */
  readonly liked = output();

  readonly index = signal(0);

  protected readonly carouselRole = $localize`carousel`;
  protected readonly photoLabel = $localize`Photo`;
  protected readonly isDescribed = signal(false);
  protected readonly count = computed(() => this.photos().length);
  protected readonly current = computed(() => this.photos()[this.index()]);
  protected readonly description = computed(() => this.current()?.alt?.trim() ?? '');
  protected readonly ratio = computed(() => {
    const first = this.photos()[0];
    return first ? Math.max(first.width / first.height, TALLEST) : 1;
  });
  protected readonly position = computed(() => $localize`Photo ${this.index() + 1}:index: of ${this.count()}:count:`);

  private readonly track = viewChild.required<ElementRef<HTMLElement>>('track');
  private clickTimer: ReturnType<typeof setTimeout> | undefined;

  /** Shows a photo by its place; out of range is ignored. */
  goTo(index: number): void {
    if (index < 0 || index >= this.count()) {
      return;
    }
    const track = this.track().nativeElement;
    track.scrollTo({ left: index * track.clientWidth, behavior: prefersStillness() ? 'auto' : 'smooth' });
  }

  protected onScroll(): void {
    const track = this.track().nativeElement;
    const index = Math.round(track.scrollLeft / Math.max(track.clientWidth, 1));
    if (index !== this.index()) {
      this.index.set(Math.min(Math.max(index, 0), this.count() - 1));
      this.isDescribed.set(false);
    }
  }

  protected onKey(event: KeyboardEvent): void {
    const steps: Partial<Record<string, number>> = {
      ArrowLeft: this.index() - 1,
      ArrowRight: this.index() + 1,
      Home: 0,
      End: this.count() - 1,
    };
    const target = steps[event.key];
    if (target !== undefined && this.count() > 1) {
      event.preventDefault();
      event.stopPropagation();
      this.goTo(target);
    } else if (event.key === 'Enter') {
      this.opened.emit(this.index());
    }
  }

  // One click opens, two like: the first waits long enough for a second to arrive.
  protected onClick(): void {
    clearTimeout(this.clickTimer);
    this.clickTimer = setTimeout(() => {
      this.opened.emit(this.index());
    }, 260);
  }

  protected onDoubleClick(): void {
    clearTimeout(this.clickTimer);
    this.liked.emit();
  }
}

function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
