import { Component, input, output } from '@angular/core';

import { Icon } from '../icon/icon';

/** Something did not work: says what, and offers to try again. */
@Component({
  selector: 'tt-error-state',
  imports: [Icon],
  template: `
    <tt-icon name="retry" />
    <h2>{{ heading() }}</h2>
    <p>{{ text() }}</p>
    @if (canRetry()) {
      <div class="next">
        <button type="button" class="button button-outline" (click)="retry.emit()" i18n>Try again</button>
      </div>
    }
    <ng-content />
  `,
  styleUrl: './state.css',
  host: { role: 'alert' },
})
export class ErrorState {
  readonly heading = input($localize`That did not load`);
  readonly text = input.required<string>();
  readonly canRetry = input(true);

  readonly retry = output();
}
