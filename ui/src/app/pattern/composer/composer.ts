import { Component, computed, type ElementRef, input, model, output, viewChild } from '@angular/core';

import { Avatar, type AvatarPerson } from '../../ui/avatar/avatar';

const LONGEST = 1000;

/** The line in which one says something. Enter sends, Shift and Enter begin a new line. */
@Component({
  selector: 'tt-composer',
  imports: [Avatar],
  template: `
    <form (submit)="$event.preventDefault(); send()">
      <tt-avatar [person]="person()" [size]="28" />
      <textarea
        #field
        rows="1"
        dir="auto"
        i18n-placeholder
        placeholder="Say something about this photo"
        i18n-aria-label
        aria-label="Your comment"
        [value]="text()"
        [attr.aria-describedby]="isNearLimit() ? 'comment-count' : null"
        (input)="text.set(field.value)"
        (keydown.enter)="onEnter($event)"
      ></textarea>
      @if (canSend()) {
        <button type="submit" i18n>Post</button>
      }
    </form>
    @if (isNearLimit()) {
      <p class="caption" id="comment-count" [class.over]="!canSend()">{{ text().trim().length }} / {{ longest }}</p>
    }
  `,
  styleUrl: './composer.css',
})
export class Composer {
  readonly person = input.required<AvatarPerson>();

  /** What stands in it; a page may put back what could not be sent. */
  readonly text = model('');

  readonly sent = output<string>();

  protected readonly longest = LONGEST;
  protected readonly isNearLimit = computed(() => this.text().trim().length > LONGEST * 0.8);
  protected readonly canSend = computed(() => {
    const { length } = this.text().trim();
    return length > 0 && length <= LONGEST;
  });

  private readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');

  focus(): void {
    this.field().nativeElement.focus();
  }

  protected onEnter(event: Event): void {
    if (event instanceof KeyboardEvent && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    }
  }

  send(): void {
    if (this.canSend()) {
      this.sent.emit(this.text().trim());
      this.text.set('');
      this.focus();
    }
  }
}
