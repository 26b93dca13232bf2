import { Component, inject } from '@angular/core';

import { Theme, type ThemeChoice } from '../../../core/theme/theme';
import { Icon } from '../../../ui/icon/icon';
import type { IconName } from '../../../ui/icon/icons';

interface Choice {
  readonly value: ThemeChoice;
  readonly label: string;
  readonly icon: IconName;
}

/** Light, dark, or as the system has it. */
@Component({
  selector: 'tt-appearance-section',
  imports: [Icon],
  template: `
    <fieldset>
      <legend class="visually-hidden" i18n>Theme</legend>
      @for (choice of choices; track choice.value) {
        <label class="choice" [class.on]="theme.choice() === choice.value">
          <input
            class="visually-hidden"
            type="radio"
            name="theme"
            [value]="choice.value"
            [checked]="theme.choice() === choice.value"
            (change)="theme.choose(choice.value)"
          />
          <tt-icon [name]="choice.icon" />
          {{ choice.label }}
        </label>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 8px;
      margin: 0;
      padding: 0;
      border: 0;
    }
    .choice {
      display: flex;
      gap: 10px;
      align-items: center;
      justify-content: center;
      min-block-size: 48px;
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-control);
      background: var(--surface);
      color: var(--quiet);
      cursor: pointer;
      --icon-size: 20px;
    }
    .choice:hover {
      color: var(--ink);
    }
    .on {
      border-color: var(--accent);
      box-shadow: inset 0 0 0 1px var(--accent);
      color: var(--ink);
      font-weight: 600;
    }
    .choice:has(:focus-visible) {
      outline: 2px solid var(--accent);
      outline-offset: 2px;
    }
  `,
})
export class AppearanceSection {
  protected readonly theme = inject(Theme);
  protected readonly choices: readonly Choice[] = [
    { value: 'system', label: $localize`System`, icon: 'system' },
    { value: 'light', label: $localize`Light`, icon: 'sun' },
    { value: 'dark', label: $localize`Dark`, icon: 'moon' },
  ];
}
