import { Component, input } from '@angular/core';

/** One column with one thing to do: heading, a sentence, the form, and what else one might have come for. */
@Component({
  selector: 'tt-form-page',
  template: `
    <h1 class="display">{{ heading() }}</h1>
    @if (text(); as words) {
      <p class="quiet">{{ words }}</p>
    }
    <ng-content />
    <div class="else"><ng-content select="[formElse]" /></div>
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: 416px;
      margin-inline: auto;
      padding: 64px 0 80px;
    }
    .display + .quiet {
      margin-block-start: 8px;
    }
    .else {
      margin-block-start: 24px;
      padding-block-start: 20px;
      border-block-start: 1px solid var(--line);
      color: var(--quiet);
    }
    .else:empty {
      display: none;
    }
    @media (width < 768px) {
      :host {
        padding: 32px 20px;
      }
    }
  `,
})
export class FormPage {
  readonly heading = input.required<string>();
  readonly text = input('');
}
