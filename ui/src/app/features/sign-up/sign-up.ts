import { Component, computed, effect, inject, input, resource, signal, untracked } from '@angular/core';
import { form, FormField, FormRoot, maxLength } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { signUp } from '../../core/api/generated/fn/auth/sign-up';
import { searchPeople } from '../../core/api/generated/fn/posts/search-people';
import { ApiProblem } from '../../core/errors/api-problem';
import { sentBy, type Submitted, toFormErrors } from '../../core/errors/form-problem';
import { safeNextPath } from '../../core/session/next-path';
import { PendingSignUp } from '../../core/sign-up/pending-sign-up';
import { FormMessage } from '../../ui/forms/form-message';
import { FormPage } from '../../ui/forms/form-page';
import { PasswordField } from '../../ui/forms/password-field';
import { emailRules, handleRules, needed, newPasswordRules } from '../../ui/forms/rules';
import { TextField } from '../../ui/forms/text-field';
import { suggestHandle } from './suggest-handle';

@Component({
  selector: 'tt-sign-up',
  imports: [FormField, FormMessage, FormPage, FormRoot, PasswordField, RouterLink, TextField],
  templateUrl: './sign-up.html',
})
export class SignUp {
  readonly next = input<string>();

  protected readonly nextQuery = computed(() => {
    const next = safeNextPath(this.next());
    return next === '/' ? {} : { next };
  });

  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly pending = inject(PendingSignUp);

  private readonly model = signal({ name: '', handle: '', email: '', password: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      needed(path.name, $localize`Write the name that others will see.`);
      maxLength(path.name, 60, { message: $localize`A name has at most 60 characters.` });
      handleRules(path.handle);
      emailRules(path.email);
      newPasswordRules(path.password);
    },
    sentBy(() => this.signUp()),
  );

  protected readonly taken = resource({
    params: () => (this.form.handle().valid() ? this.model().handle : undefined),
    loader: ({ params, abortSignal }) => this.isTaken(params, abortSignal),
  });

  /** Says at once what is wrong or right with the handle, before anything is sent. */
  protected readonly handleHint = computed(() => {
    const { handle } = this.model();
    if (handle === '') {
      return $localize`Your address here: small letters, numbers and underscores, 3 to 30 characters.`;
    }
    const [error] = this.form.handle().errors();
    if (error) {
      return error.message ?? '';
    }
    if (this.taken.isLoading() || !this.taken.hasValue()) {
      return $localize`Looking whether @${handle}:handle: is free …`;
    }
    return this.taken.value()
      ? $localize`@${handle}:handle: is taken. Try another.`
      : $localize`@${handle}:handle: looks free.`;
  });

  private suggested = '';

  constructor() {
    // Follows the name until the person writes a handle of their own.
    effect(() => {
      const suggestion = suggestHandle(this.form.name().value());
      untracked(() => {
        if (suggestion !== this.suggested && this.model().handle === this.suggested) {
          this.suggested = suggestion;
          this.model.update((model) => ({ ...model, handle: suggestion }));
        }
      });
    });
  }

  private async isTaken(handle: string, abort: AbortSignal): Promise<boolean | undefined> {
    await new Promise((resolve) => setTimeout(resolve, 400));
    if (abort.aborted) {
      return undefined;
    }
    try {
      const { items } = await this.api.invoke(searchPeople, { q: handle, limit: 5 });
      return items.some((person) => person.handle === handle);
    } catch {
      return false;
    }
  }

  private async signUp(): Submitted {
    const { name, handle, email, password } = this.model();
    try {
      await this.api.invoke(signUp, { body: { name: name.trim(), handle, email: email.trim(), password } });
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 409 && error.errors.length === 0) {
        return { kind: 'server', message: error.message, fieldTree: this.form.handle };
      }
      return toFormErrors(this.form, error);
    }
    this.pending.begin(email.trim(), password);
    await this.router.navigate(['/confirm'], { queryParams: this.nextQuery() });
    return undefined;
  }
}
