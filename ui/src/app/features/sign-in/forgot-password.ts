import { Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { forgotPassword } from '../../core/api/generated/fn/auth/forgot-password';
import { resetPassword } from '../../core/api/generated/fn/auth/reset-password';
import { sentBy, type Submitted, toFormErrors } from '../../core/errors/form-problem';
import { Session } from '../../core/session/session';
import { MailboxHint } from '../../pattern/mailbox-hint/mailbox-hint';
import { Toast } from '../../ui/feedback/toast';
import { FormMessage } from '../../ui/forms/form-message';
import { FormPage } from '../../ui/forms/form-page';
import { PasswordField } from '../../ui/forms/password-field';
import { codeRules, emailRules, newPasswordRules } from '../../ui/forms/rules';
import { TextField } from '../../ui/forms/text-field';

/** A forgotten password, in two steps: the address, then the code from the mail with a new password. */
@Component({
  selector: 'tt-forgot-password',
  imports: [FormField, FormMessage, FormPage, FormRoot, MailboxHint, PasswordField, RouterLink, TextField],
  templateUrl: './forgot-password.html',
})
export class ForgotPassword {
  protected readonly step = signal<'address' | 'reset'>('address');

  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);

  private readonly address = signal({ email: '' });
  protected readonly addressForm = form(
    this.address,
    (path) => {
      emailRules(path.email);
    },
    sentBy(() => this.requestCode()),
  );

  private readonly reset = signal({ code: '', password: '' });
  protected readonly resetForm = form(
    this.reset,
    (path) => {
      codeRules(path.code);
      newPasswordRules(path.password);
    },
    sentBy(() => this.setPassword()),
  );

  protected startAgain(): void {
    this.reset.set({ code: '', password: '' });
    this.resetForm().reset();
    this.step.set('address');
  }

  private async requestCode(): Submitted {
    try {
      await this.api.invoke(forgotPassword, { body: { email: this.address().email.trim() } });
    } catch (error) {
      return toFormErrors(this.addressForm, error);
    }
    this.step.set('reset');
    return undefined;
  }

  private async setPassword(): Submitted {
    const email = this.address().email.trim();
    const { code, password } = this.reset();
    try {
      await this.api.invoke(resetPassword, { body: { email, code: code.trim(), password } });
    } catch (error) {
      return toFormErrors(this.resetForm, error);
    }
    this.toast.show($localize`Your password is set. Every other device was signed out.`);
    try {
      await this.session.signIn(email, password);
      await this.router.navigateByUrl('/');
    } catch {
      await this.router.navigateByUrl('/sign-in');
    }
    return undefined;
  }
}
