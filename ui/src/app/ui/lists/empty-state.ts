import { Component, input } from '@angular/core';

import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icons';

/** Nothing here yet: says so, and what to do next (project a link or a button). */
@Component({
  selector: 'tt-empty-state',
  imports: [Icon],
  template: `
    <tt-icon [name]="icon()" />
    <h2>{{ heading() }}</h2>
    @if (text(); as words) {
      <p>{{ words }}</p>
    }
    <div class="next"><ng-content /></div>
  `,
  styleUrl: './state.css',
})
export class EmptyState {
  readonly icon = input<IconName>('photos');
  readonly heading = input.required<string>();
  readonly text = input('');
}
