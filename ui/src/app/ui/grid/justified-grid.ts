import { NgTemplateOutlet } from '@angular/common';
import {
  afterNextRender,
  Component,
  computed,
  contentChild,
  DestroyRef,
  ElementRef,
  inject,
  input,
  signal,
  TemplateRef,
} from '@angular/core';

import type { Photo } from '../photo/photo';
import { GridTile } from './grid-tile';
import { justify, type Row, rowsBetween } from './justify';

/**
 * Photos in justified rows that keep their order. Only rows near the screen exist in the page, so that ten thousand
 * photos weigh as much as fifty. What a tile shows is projected: `<ng-template ttGridTile let-photo let-index="index">`.
 */
@Component({
  selector: 'tt-justified-grid',
  imports: [NgTemplateOutlet],
  templateUrl: './justified-grid.html',
  styleUrl: './justified-grid.css',
})
export class JustifiedGrid {
  readonly photos = input.required<readonly Photo[]>();
  /** How many there are in all, when more pages are to come. */
  readonly total = input<number | null>(null);
  readonly label = input($localize`Photos`);

  protected readonly tileTemplate = contentChild.required(GridTile, { read: TemplateRef });
  protected readonly layout = computed(() => justify(this.photos(), this.width()));
  protected readonly visibleRows = computed(() => this.rowsOnScreen());

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly width = signal(0);
  private readonly view = signal({ from: 0, to: 0 });
  private readonly focusedRow = signal<Row | null>(null);
  private frame = 0;

  constructor() {
    const destroyRef = inject(DestroyRef);
    afterNextRender(() => {
      const observer = new ResizeObserver(() => {
        this.measure();
      });
      observer.observe(this.host);
      const onScroll = () => {
        this.frame ||= requestAnimationFrame(() => {
          this.frame = 0;
          this.measure();
        });
      };
      addEventListener('scroll', onScroll, { passive: true });
      addEventListener('resize', onScroll, { passive: true });
      this.measure();
      destroyRef.onDestroy(() => {
        observer.disconnect();
        cancelAnimationFrame(this.frame);
        removeEventListener('scroll', onScroll);
        removeEventListener('resize', onScroll);
      });
    });
  }

  protected photoAt(index: number): Photo | undefined {
    return this.photos()[index];
  }

  protected sizesOf(width: number): string {
    return `${Math.ceil(width)}px`;
  }

  // The row that holds the focus stays, however far the page is scrolled, so that the keyboard never loses its place.
  protected keep(row: Row): void {
    this.focusedRow.set(row);
  }

  private rowsOnScreen(): readonly Row[] {
    const { rows } = this.layout();
    const { from, to } = this.view();
    const { first, last } = rowsBetween(rows, from, to);
    const near = rows.slice(first, last);
    const focused = this.focusedRow();
    return focused !== null && rows.includes(focused) && !near.includes(focused) ? [focused, ...near] : near;
  }

  private measure(): void {
    const box = this.host.getBoundingClientRect();
    if (box.width === 0) {
      return;
    }
    this.width.set(box.width);
    const screen = innerHeight;
    const step = 160;
    const from = Math.floor((-box.top - screen * 0.75) / step) * step;
    const to = Math.ceil((-box.top + screen * 1.75) / step) * step;
    this.view.update((view) => (view.from === from && view.to === to ? view : { from, to }));
  }
}
