import { Component, input } from '@angular/core';

/** The name of the house, its y lit like a darkroom lamp. Short: the initial alone. */
@Component({
  selector: 'tt-wordmark',
  templateUrl: './wordmark.html',
  styles: `
    :host {
      font: 560 var(--word-size, 27px) / 32px var(--serif);
      letter-spacing: -0.01em;
    }
    i {
      font-style: normal;
      color: var(--accent);
    }
  `,
})
export class Wordmark {
  readonly short = input(false);
}
