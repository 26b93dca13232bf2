import { Component, computed, input } from '@angular/core';

import { FILLED, ICONS, type IconName } from './icons';

/** A line icon. It is decoration: the control around it carries the name. */
@Component({
  selector: 'tt-icon',
  template: `<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path [attr.d]="path()" /></svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
    svg {
      inline-size: var(--icon-size, 22px);
      block-size: var(--icon-size, 22px);
      stroke: currentcolor;
      fill: none;
      stroke-width: 1.6;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    :host(.filled) svg {
      fill: currentcolor;
    }
  `,
  host: { '[class.filled]': 'isFilled()' },
})
export class Icon {
  readonly name = input.required<IconName>();

  protected readonly path = computed(() => ICONS[this.name()]);
  protected readonly isFilled = computed(() => FILLED.has(this.name()));
}
