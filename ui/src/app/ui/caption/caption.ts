import { afterRenderEffect, Component, computed, type ElementRef, input, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';

import { captionParts } from './caption-parts';

/** A caption: people are links, tags stand out, and long ones are cut after a few lines until asked for. */
@Component({
  selector: 'tt-caption',
  imports: [RouterLink],
  template: `
    <p #words class="words" dir="auto" [class.cut]="isCut()" [style.-webkit-line-clamp]="isCut() ? lines() : null">
      @for (part of parts(); track $index) {
        @switch (part.kind) {
          @case ('mention') {
            <a [routerLink]="'/' + part.text.toLowerCase()">{{ part.text }}</a>
          }
          @case ('tag') {
            <span class="tag">{{ part.text }}</span>
          }
          @default {
            <ng-container>{{ part.text }}</ng-container>
          }
        }
      }
    </p>
    @if (isLong() && !isOpen()) {
      <button type="button" class="more" (click)="isOpen.set(true)" i18n>Read on</button>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .words {
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
    .cut {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      overflow: hidden;
    }
    a,
    .tag {
      color: var(--accent);
    }
    /* Links in running text are told apart by more than their colour. */
    a {
      text-decoration: underline;
      text-decoration-color: color-mix(in srgb, currentcolor 45%, transparent);
      text-underline-offset: 3px;
    }
    a:hover {
      text-decoration-color: currentcolor;
    }
    .more {
      color: var(--quiet);
      font-weight: 500;
    }
    .more:hover {
      color: var(--ink);
    }
  `,
})
export class Caption {
  readonly text = input.required<string>();
  /** How many lines before the cut; 0 for all. */
  readonly lines = input(3);

  protected readonly parts = computed(() => captionParts(this.text()));
  protected readonly isOpen = signal(false);
  protected readonly isLong = signal(false);
  protected readonly isCut = computed(() => this.lines() > 0 && !this.isOpen());

  private readonly words = viewChild.required<ElementRef<HTMLElement>>('words');

  constructor() {
    afterRenderEffect(() => {
      this.text();
      if (this.isCut()) {
        const element = this.words().nativeElement;
        this.isLong.set(element.scrollHeight > element.clientHeight + 2);
      }
    });
  }
}
