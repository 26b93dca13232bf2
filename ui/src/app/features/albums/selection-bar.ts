import { Component, input, output } from '@angular/core';

import { Icon } from '../../ui/icon/icon';

/** What can be done with the chosen photos, at the foot of the screen. */
@Component({
  selector: 'tt-selection-bar',
  imports: [Icon],
  template: `
    <div class="bar" role="group" i18n-aria-label aria-label="Chosen photos">
      <p role="status">
        @if (isBusy()) {
          <ng-container i18n>Working …</ng-container>
        } @else {
          <ng-container i18n>{count(), plural,
            =0 {Choose photos; Shift chooses a stretch}
            =1 {1 chosen}
            other {{{ count() }} chosen}
          }</ng-container>
        }
      </p>
      <button type="button" class="button button-plain button-small" (click)="allChosen.emit()" i18n>All</button>
      @if (count() === 1) {
        <button
          type="button"
          class="button button-outline button-small"
          [disabled]="isBusy()"
          (click)="coverChosen.emit()"
          i18n
        >
          Make cover
        </button>
      }
      @if (count() > 0) {
        <button
          type="button"
          class="button button-danger button-small"
          [disabled]="isBusy()"
          (click)="removed.emit()"
          i18n
        >
          Remove
        </button>
      }
      <button type="button" class="icon-button" i18n-aria-label aria-label="Stop choosing" (click)="stopped.emit()">
        <tt-icon name="close" />
      </button>
    </div>
  `,
  styles: `
    :host {
      position: sticky;
      inset-block-end: calc(var(--bar) + 16px);
      z-index: 5;
      display: flex;
      justify-content: center;
      padding-inline: 8px;
      pointer-events: none;
    }
    .bar {
      display: flex;
      gap: 8px;
      align-items: center;
      padding: 6px 6px 6px 20px;
      border: 1px solid var(--line);
      border-radius: 26px;
      background: var(--surface);
      box-shadow: 0 8px 28px rgb(0 0 0 / 18%);
      pointer-events: auto;
    }
    p {
      margin-inline-end: 8px;
      font-weight: 600;
      font-size: 14px;
      line-height: 18px;
    }
    @media (width < 480px) {
      .bar {
        gap: 4px;
        padding-inline-start: 14px;
      }
      .button {
        padding-inline: 10px;
      }
    }
  `,
})
export class SelectionBar {
  readonly count = input.required<number>();
  readonly isBusy = input(false);

  readonly allChosen = output();
  readonly coverChosen = output();
  readonly removed = output();
  readonly stopped = output();
}
