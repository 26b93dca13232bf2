import { Component, computed, DestroyRef, inject, input, signal } from '@angular/core';
import { form, FormField, FormRoot } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { confirmSignUp } from '../../core/api/generated/fn/auth/confirm-sign-up';
import { resendCode } from '../../core/api/generated/fn/auth/resend-code';
import { toApiProblem } from '../../core/errors/api-problem';
import { sentBy, type Submitted, toFormErrors } from '../../core/errors/form-problem';
import { safeNextPath } from '../../core/session/next-path';
import { Session } from '../../core/session/session';
import { PendingSignUp } from '../../core/sign-up/pending-sign-up';
import { MailboxHint } from '../../pattern/mailbox-hint/mailbox-hint';
import { Toast } from '../../ui/feedback/toast';
import { FormMessage } from '../../ui/forms/form-message';
import { FormPage } from '../../ui/forms/form-page';
import { PasswordField } from '../../ui/forms/password-field';
import { codeRules, emailRules, newPasswordRules } from '../../ui/forms/rules';
import { TextField } from '../../ui/forms/text-field';

const COOLDOWN_S = 30;

/** The code from the mail, and the password again where a reload lost it: who has the code says what it is. Then the person is signed in. */
@Component({
  selector: 'tt-confirm',
  imports: [FormField, FormMessage, FormPage, FormRoot, MailboxHint, PasswordField, RouterLink, TextField],
  templateUrl: './confirm.html',
})
export class ConfirmAddress {
  readonly next = input<string>();

  protected readonly waitSeconds = signal(0);
  protected readonly nextPath = computed(() => safeNextPath(this.next()));
  protected readonly knownEmail = inject(PendingSignUp).email;

  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly pending = inject(PendingSignUp);
  private readonly toast = inject(Toast);

  protected readonly asksPassword = this.pending.password() === '';

  private readonly model = signal({ email: this.knownEmail(), code: '', password: this.pending.password() });
  protected readonly form = form(
    this.model,
    (path) => {
      emailRules(path.email);
      codeRules(path.code);
      newPasswordRules(path.password);
    },
    sentBy(() => this.confirm()),
  );

  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearInterval(this.timer);
    });
  }

  protected async resend(): Promise<void> {
    const { email } = this.model();
    if (this.form.email().invalid()) {
      this.form.email().markAsTouched();
      this.form.email().focusBoundControl();
      return;
    }
    this.coolDown(COOLDOWN_S);
    try {
      await this.api.invoke(resendCode, { body: { email: email.trim() } });
      this.toast.show($localize`A new code is on its way, if this account waits for one.`);
    } catch (error) {
      const problem = toApiProblem(error);
      this.coolDown(problem.retryAfterSeconds ?? 0);
      this.toast.show(problem.message);
    }
  }

  private async confirm(): Submitted {
    const { email, code, password } = this.model();
    try {
      await this.api.invoke(confirmSignUp, { body: { email: email.trim(), code: code.trim(), password } });
    } catch (error) {
      return toFormErrors(this.form, error);
    }
    this.pending.end();
    try {
      await this.session.signIn(email.trim(), password);
    } catch {
      return this.goToSignIn();
    }
    await this.router.navigateByUrl(this.nextPath());
    return undefined;
  }

  private async goToSignIn(): Promise<undefined> {
    this.toast.show($localize`Your address is confirmed. Sign in to begin.`);
    await this.router.navigate(['/sign-in'], this.nextPath() === '/' ? {} : { queryParams: { next: this.nextPath() } });
  }

  private coolDown(seconds: number): void {
    clearInterval(this.timer);
    this.waitSeconds.set(seconds);
    this.timer = setInterval(() => {
      this.waitSeconds.update((left) => Math.max(0, left - 1));
      if (this.waitSeconds() === 0) {
        clearInterval(this.timer);
      }
    }, 1000);
  }
}
