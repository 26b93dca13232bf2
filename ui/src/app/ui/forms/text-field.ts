import { Component, computed, type ElementRef, input, model, output, viewChild } from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';

let nextId = 0;

/** A labelled line or box of text, with its hint and its error beside it. Bind it with `[formField]`. */
@Component({
  selector: 'tt-text-field',
  templateUrl: './text-field.html',
  styleUrl: './text-field.css',
})
export class TextField implements FormValueControl<string> {
  readonly value = model('');
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  readonly touched = input(false);
  readonly disabled = input(false);
  readonly required = input(false);
  readonly maxLength = input<number | undefined>(undefined);
  readonly touch = output();

  readonly label = input.required<string>();
  readonly hint = input('');
  readonly type = input<'text' | 'email' | 'tel' | 'password'>('text');
  readonly autocomplete = input('off');
  readonly inputMode = input<string | null>(null);
  readonly prefix = input('');
  readonly rows = input(0);
  /** Shows the counter from the first letter on, not only near the limit. */
  readonly isCounted = input(false);
  /** Room below the field for rules and counters that a page projects. */
  readonly describedBy = input('');

  protected readonly id = `field-${nextId++}`;
  protected readonly error = computed(() => (this.touched() ? (this.errors()[0]?.message ?? null) : null));
  protected readonly isNearLimit = computed(() => {
    const limit = this.maxLength();
    return limit !== undefined && (this.isCounted() || this.value().length > limit * 0.8);
  });
  protected readonly descriptions = computed(
    () =>
      [this.error() === null ? (this.hint() ? `${this.id}-hint` : '') : `${this.id}-error`, this.describedBy()]
        .filter(Boolean)
        .join(' ') || null,
  );

  private readonly control = viewChild.required<ElementRef<HTMLInputElement | HTMLTextAreaElement>>('control');

  focus(options?: FocusOptions): void {
    this.control().nativeElement.focus(options);
  }

  protected onInput(): void {
    this.value.set(this.control().nativeElement.value);
  }
}
