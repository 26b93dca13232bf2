import { Component, computed, inject, input } from '@angular/core';

import { ago, exactTime } from './ago';
import { Clock } from './clock';

/** How long ago, with the exact time for whoever asks. */
@Component({
  selector: 'tt-time',
  template: `<time [attr.datetime]="at()" [attr.title]="exact()">{{ words() }}</time>`,
  styles: `
    :host {
      white-space: nowrap;
    }
  `,
})
export class RelativeTime {
  readonly at = input.required<string>();

  protected readonly words = computed(() => ago(new Date(this.at()), this.clock.now()));
  protected readonly exact = computed(() => exactTime(new Date(this.at())));

  private readonly clock = inject(Clock);
}
