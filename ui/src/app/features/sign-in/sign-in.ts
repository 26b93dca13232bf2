import { Component, computed, inject, input, signal } from '@angular/core';
import { form, FormField, FormRoot } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';

import { ApiProblem } from '../../core/errors/api-problem';
import { sentBy, type Submitted, toFormErrors } from '../../core/errors/form-problem';
import { safeNextPath } from '../../core/session/next-path';
import { Session } from '../../core/session/session';
import { PendingSignUp } from '../../core/sign-up/pending-sign-up';
import { FormMessage } from '../../ui/forms/form-message';
import { FormPage } from '../../ui/forms/form-page';
import { PasswordField } from '../../ui/forms/password-field';
import { emailRules, needed } from '../../ui/forms/rules';
import { TextField } from '../../ui/forms/text-field';

@Component({
  selector: 'tt-sign-in',
  imports: [FormField, FormMessage, FormPage, FormRoot, PasswordField, RouterLink, TextField],
  templateUrl: './sign-in.html',
})
export class SignIn {
  /** Where to go afterwards, from the address. */
  readonly next = input<string>();

  protected readonly nextPath = computed(() => safeNextPath(this.next()));
  protected readonly nextQuery = computed(() => (this.nextPath() === '/' ? {} : { next: this.nextPath() }));
  protected readonly isUnconfirmed = signal(false);

  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly pending = inject(PendingSignUp);

  private readonly model = signal({ email: this.pending.email(), password: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      emailRules(path.email);
      needed(path.password, $localize`Enter your password.`);
    },
    sentBy(() => this.signIn()),
  );

  private async signIn(): Submitted {
    const { email, password } = this.model();
    this.isUnconfirmed.set(false);
    try {
      await this.session.signIn(email.trim(), password);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) {
        return { kind: 'server', message: $localize`This e-mail address and password do not go together.` };
      }
      if (error instanceof ApiProblem && error.status === 403 && error.code.includes('confirm')) {
        this.pending.begin(email.trim(), password);
        this.isUnconfirmed.set(true);
        return { kind: 'server', message: $localize`This address is not confirmed yet.` };
      }
      return toFormErrors(this.form, error);
    }
    this.pending.end();
    await this.router.navigateByUrl(this.nextPath());
    return undefined;
  }
}
