import {
  afterNextRender,
  Component,
  computed,
  effect,
  type ElementRef,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';

import { Icon } from '../icon/icon';
import type { Photo } from '../photo/photo';
import { PhotoFrame } from '../photo/photo-frame';
import { pan, WHOLE, type Zoom, zoomTo } from './zoom';

const SWIPE_PX = 56;

/**
 * One photo at a time on true black. A modal dialog of the browser's own: it holds the focus, everything behind it is
 * inert, and the focus goes back where it came from.
 */
@Component({
  selector: 'tt-lightbox',
  imports: [Icon, PhotoFrame],
  templateUrl: './lightbox.html',
  styleUrl: './lightbox.css',
  host: { '(keydown)': 'onKey($event)', '(wheel)': '$event.preventDefault()' },
})
export class Lightbox {
  readonly photos = input.required<readonly Photo[]>();
  readonly index = input.required<number>();
  /** How many there are in all, when more are to come. */
  readonly total = input<number | null>(null);

  readonly moved = output<number>();
  readonly closed = output();

  protected readonly zoom = signal<Zoom>(WHOLE);
  protected readonly isDragging = signal(false);
  protected readonly photo = computed(() => this.photos()[this.index()]);
  protected readonly count = computed(() => this.total() ?? this.photos().length);
  protected readonly alt = computed(() => this.photo()?.alt?.trim() ?? '');
  protected readonly isClose = computed(() => this.zoom().scale > 1);
  /** What comes next and what came before are fetched ahead. */
  protected readonly neighbours = computed(() => {
    const photos = this.photos();
    return [photos[this.index() - 1], photos[this.index() + 1]].filter((photo) => photo !== undefined);
  });
  protected readonly transform = computed(() => {
    const { scale, x, y } = this.zoom();
    return scale === 1 ? null : `translate(${x}px, ${y}px) scale(${scale})`;
  });
  protected readonly position = computed(() => $localize`Photo ${this.index() + 1}:index: of ${this.count()}:count:`);

  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly stage = viewChild.required<ElementRef<HTMLElement>>('stage');
  private start: { x: number; y: number; zoom: Zoom } | null = null;
  private hasMoved = false;

  constructor() {
    afterNextRender(() => {
      this.dialog().nativeElement.showModal();
    });
    effect(() => {
      this.index();
      untracked(() => {
        this.zoom.set(WHOLE);
      });
    });
  }

  protected step(by: number): void {
    const target = this.index() + by;
    if (target >= 0 && target < this.photos().length) {
      this.moved.emit(target);
    }
  }

  protected close(event?: Event): void {
    event?.preventDefault();
    this.dialog().nativeElement.close();
    this.closed.emit();
  }

  protected onKey(event: KeyboardEvent): void {
    // Nothing of it is for the page behind.
    event.stopPropagation();
    const isOnButton = event.target instanceof HTMLButtonElement;
    switch (event.key) {
      case 'ArrowLeft': {
        this.step(-1);
        break;
      }
      case 'ArrowRight': {
        this.step(1);
        break;
      }
      case 'Home': {
        this.step(-this.index());
        break;
      }
      case 'End': {
        this.step(this.photos().length - 1 - this.index());
        break;
      }
      case 'z':
      case 'Z': {
        this.toggleZoom();
        break;
      }
      case ' ':
      case 'ArrowUp':
      case 'ArrowDown':
      case 'PageUp':
      case 'PageDown': {
        if (event.key === ' ' && isOnButton) {
          return;
        }
        break;
      }
      default: {
        return;
      }
    }
    event.preventDefault();
  }

  protected toggleZoom(): void {
    this.zoom.set(this.isClose() ? WHOLE : zoomTo(0, 0));
  }

  protected onDown(event: PointerEvent): void {
    if (event.isPrimary && event.button === 0) {
      this.start = { x: event.clientX, y: event.clientY, zoom: this.zoom() };
      this.hasMoved = false;
    }
  }

  protected onMove(event: PointerEvent): void {
    if (!this.start || !event.isPrimary) {
      return;
    }
    const dx = event.clientX - this.start.x;
    const dy = event.clientY - this.start.y;
    if (Math.abs(dx) + Math.abs(dy) > 8) {
      this.hasMoved = true;
    }
    if (this.isClose() && this.hasMoved) {
      const { clientWidth, clientHeight } = this.stage().nativeElement;
      this.isDragging.set(true);
      this.zoom.set(pan(this.start.zoom, dx, dy, clientWidth, clientHeight));
    }
  }

  protected onUp(event: PointerEvent): void {
    const { start } = this;
    this.start = null;
    this.isDragging.set(false);
    if (!start || this.isClose() || event.pointerType === 'mouse') {
      return;
    }
    const dx = event.clientX - start.x;
    const dy = event.clientY - start.y;
    if (Math.abs(dx) > SWIPE_PX && Math.abs(dx) > Math.abs(dy)) {
      this.step(dx < 0 ? 1 : -1);
    } else if (dy > 2 * SWIPE_PX) {
      this.close();
    }
  }

  protected onCancel(): void {
    this.start = null;
    this.isDragging.set(false);
  }

  // A click of a mouse zooms; a finger taps twice, because one tap is how it rests on the screen.
  protected onClick(event: MouseEvent): void {
    const isMouse = event instanceof PointerEvent && event.pointerType === 'mouse';
    if (isMouse && !this.hasMoved) {
      this.zoomAt(event);
    }
  }

  protected onDoubleClick(event: MouseEvent): void {
    if (matchMedia('(pointer: coarse)').matches) {
      this.zoomAt(event);
    }
  }

  private zoomAt(event: MouseEvent): void {
    const box = this.stage().nativeElement.getBoundingClientRect();
    const x = event.clientX - box.left - box.width / 2;
    const y = event.clientY - box.top - box.height / 2;
    this.zoom.set(this.isClose() ? WHOLE : zoomTo(x, y));
  }
}
