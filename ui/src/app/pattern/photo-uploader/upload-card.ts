import { CdkDragHandle } from '@angular/cdk/drag-drop';
import { Component, computed, input, output } from '@angular/core';

import { TextField } from '../../ui/forms/text-field';
import { Icon } from '../../ui/icon/icon';
import { sizeWords } from './photo-limits';
import { isUnderWay, type UploadItem } from './upload-item';

export const ALT_LENGTH = 1500;

/** One photo on its way: what it looks like, how far it is, what can be done about it, and its description. */
@Component({
  selector: 'tt-upload-card',
  imports: [CdkDragHandle, Icon, TextField],
  templateUrl: './upload-card.html',
  styleUrl: './upload-card.css',
  host: { '[class.small]': '!isDescribable()' },
})
export class UploadCard {
  readonly item = input.required<UploadItem>();
  readonly index = input.required<number>();
  readonly count = input.required<number>();
  readonly isDescribable = input(true);

  readonly described = output<string>();
  readonly moved = output<number>();
  readonly retried = output();
  readonly removed = output();

  protected readonly altLength = ALT_LENGTH;
  protected readonly isUnderWay = computed(() => isUnderWay(this.item()));
  protected readonly size = computed(() => (this.item().size > 0 ? sizeWords(this.item().size) : ''));
  protected readonly labels = computed(() => {
    const { name } = this.item();
    return {
      earlier: $localize`Move ${name}:name: earlier`,
      later: $localize`Move ${name}:name: later`,
      cancel: $localize`Cancel ${name}:name:`,
      remove: $localize`Remove ${name}:name:`,
      upload: $localize`Upload of ${name}:name:`,
    };
  });
  protected readonly canRetry = computed(() => {
    const { state } = this.item();
    return (state.kind === 'failed' && state.canRetry) || state.kind === 'resting';
  });
  /** From 0 to 100, or null when there is nothing to measure. */
  protected readonly percent = computed(() => {
    const { state } = this.item();
    return state.kind === 'sending' ? Math.round(state.sent * 100) : state.kind === 'developing' ? 100 : null;
  });
  protected readonly words = computed(() => {
    const { state } = this.item();
    switch (state.kind) {
      case 'waiting':
        return $localize`Waits for its turn`;
      case 'sending':
        return $localize`Sending, ${Math.round(state.sent * 100)}:percent:%`;
      case 'developing':
        return $localize`Sent. Being developed …`;
      case 'offline':
        return $localize`Paused. Goes on when you are back online.`;
      case 'resting':
        return $localize`${state.reason}:reason: Trying again by itself.`;
      case 'failed':
        return state.reason;
      case 'ready':
        return $localize`Ready`;
    }
  });

  protected onKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (event.altKey && step !== 0) {
      event.preventDefault();
      this.moved.emit(this.index() + step);
    }
  }
}
