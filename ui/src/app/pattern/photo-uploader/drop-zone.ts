import { Component, input, output, signal } from '@angular/core';

import { Icon } from '../../ui/icon/icon';
import { collectFiles, withoutHiddenFiles } from './collect-files';

/** Takes photos every way that a browser knows: dropped anywhere on the page, chosen, pasted, or taken on the spot. */
@Component({
  selector: 'tt-drop-zone',
  imports: [Icon],
  templateUrl: './drop-zone.html',
  styleUrl: './drop-zone.css',
  host: {
    '[class.compact]': 'compact()',
    '[class.over]': 'isOver()',
    '(document:dragover)': 'onDragOver($event)',
    '(document:dragleave)': 'onDragLeave($event)',
    '(document:drop)': 'onDrop($event)',
    '(document:paste)': 'onPaste($event)',
  },
})
export class DropZone {
  readonly accept = input.required<readonly string[]>();
  /** A line instead of a field, once there are photos. */
  readonly compact = input(false);

  readonly files = output<readonly File[]>();

  protected readonly isOver = signal(false);

  protected onDragOver(event: DragEvent): void {
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      this.isOver.set(true);
    }
  }

  protected onDragLeave(event: DragEvent): void {
    // Leaving the window, not an element in it.
    if (event.relatedTarget === null) {
      this.isOver.set(false);
    }
  }

  protected onDrop(event: DragEvent): void {
    this.isOver.set(false);
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      void this.collect(event.dataTransfer);
    }
  }

  protected onPaste(event: ClipboardEvent): void {
    const data = event.clipboardData;
    const isText = event.target instanceof HTMLElement && event.target.matches('input, textarea');
    if (data && data.files.length > 0 && !(isText && data.types.includes('text/plain'))) {
      event.preventDefault();
      void this.collect(data);
    }
  }

  protected onChosen(input: HTMLInputElement): void {
    const chosen = withoutHiddenFiles(Array.from(input.files ?? []));
    // So that choosing the same file again is a change.
    input.value = '';
    this.give(chosen);
  }

  private async collect(data: DataTransfer): Promise<void> {
    this.give(await collectFiles(data));
  }

  private give(files: readonly File[]): void {
    if (files.length > 0) {
      this.files.emit(files);
    }
  }
}
