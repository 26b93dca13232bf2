import { Component, computed, input } from '@angular/core';
import type { ValidationError } from '@angular/forms/signals';

/** What is wrong with the form as a whole, above its button. */
@Component({
  selector: 'tt-form-message',
  template: `
    @if (message(); as words) {
      <p>{{ words }} <ng-content /></p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    :host(:empty) {
      margin-block-start: -18px;
    }
    p {
      padding: 10px 14px;
      border-radius: var(--radius-control);
      background: var(--accent-soft);
      color: var(--ink);
      font-size: 14px;
      line-height: 20px;
    }
  `,
  host: { role: 'alert' },
})
export class FormMessage {
  readonly errors = input.required<readonly ValidationError.WithOptionalFieldTree[]>();

  protected readonly message = computed(() => this.errors()[0]?.message ?? null);
}
