import * as accounts from './accounts/accounts.schema.ts';
import * as sessions from './sessions/sessions.schema.ts';

/** Every endpoint of the service, for its document and for tests over all of them. */
export const endpoints = [
  accounts.SignUp,
  accounts.Confirm,
  accounts.ResendCode,
  sessions.SignIn,
  sessions.Refresh,
  sessions.SignOut,
  accounts.ForgotPassword,
  accounts.ResetPassword,
  sessions.ListSessions,
  sessions.RevokeSession,
] as const;
