import { Component, computed, input, model, output, signal, viewChild } from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';

import { Icon } from '../icon/icon';
import { PASSWORD_RULES } from './password-rules';
import { TextField } from './text-field';

let nextId = 0;

/** A password that can be shown, with the rules for a new one ticked off while it is typed. */
@Component({
  selector: 'tt-password-field',
  imports: [Icon, TextField],
  templateUrl: './password-field.html',
  styleUrl: './password-field.css',
})
export class PasswordField implements FormValueControl<string> {
  readonly value = model('');
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  readonly touched = input(false);
  readonly disabled = input(false);
  readonly required = input(false);
  readonly touch = output();

  readonly label = input($localize`Password`);
  /** A new password shows its rules; a current one does not. */
  readonly isNew = input(false);

  protected readonly isVisible = signal(false);
  protected readonly rulesId = `password-rules-${nextId++}`;
  protected readonly rules = computed(() =>
    PASSWORD_RULES.map((rule) => ({ label: rule.label, isMet: rule.test(this.value()) })),
  );

  private readonly field = viewChild.required(TextField);

  focus(options?: FocusOptions): void {
    this.field().focus(options);
  }
}
