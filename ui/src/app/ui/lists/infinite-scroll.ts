import {
  afterNextRender,
  Component,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
} from '@angular/core';

/** Sits below a list and asks for more before the end comes into sight. */
@Component({
  selector: 'tt-infinite-scroll',
  template: '',
  styles: `
    :host {
      display: block;
      block-size: 1px;
    }
  `,
  host: { 'aria-hidden': 'true' },
})
export class InfiniteScroll {
  /** True while a page is on its way; nothing is asked for meanwhile. */
  readonly busy = input(false);
  /** How far ahead to ask, in pixels. */
  readonly ahead = input(1400);

  readonly reached = output();

  private readonly isNear = signal(false);

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const destroyRef = inject(DestroyRef);
    afterNextRender(() => {
      const observer = new IntersectionObserver(
        (entries) => {
          this.isNear.set(entries.some((entry) => entry.isIntersecting));
        },
        { rootMargin: `0px 0px ${this.ahead()}px` },
      );
      observer.observe(host);
      destroyRef.onDestroy(() => {
        observer.disconnect();
      });
    });
    effect(() => {
      if (this.isNear() && !this.busy()) {
        this.reached.emit();
      }
    });
  }
}
