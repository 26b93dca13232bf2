import { defineRoutes } from '@tintype/http';
import type { Scope } from '../scope.ts';
import { Confirm, ForgotPassword, ResendCode, ResetPassword, SignUp } from './accounts.schema.ts';
import { confirmSignUp } from './confirm-sign-up.command.ts';
import { forgotPassword, resendCode } from './mail-code.command.ts';
import { resetPassword } from './reset-password.command.ts';
import { signUp } from './sign-up.command.ts';

export const accountRoutes = defineRoutes<Scope>((routes) => {
  routes.add(SignUp, async ({ scope, body }) => {
    await signUp(scope, body);
    return { delivery: 'email' as const };
  });
  routes.add(Confirm, async ({ scope, body }) => confirmSignUp(scope, body));
  routes.add(ResendCode, async ({ scope, body }) => resendCode(scope, body.email));
  routes.add(ForgotPassword, async ({ scope, body }) => forgotPassword(scope, body.email));
  routes.add(ResetPassword, async ({ scope, body }) => resetPassword(scope, body));
});
