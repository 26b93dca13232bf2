import type { CodePurpose } from './codes.ts';
import type { CognitoContext } from './context.ts';
import { codeLetter } from './letters.ts';
import { presentDelivery } from './present-user.ts';
import type { User } from './users.ts';

/** Makes a new code, which replaces the previous one, and mails it. */
export function sendCode(context: CognitoContext, user: User, purpose: CodePurpose) {
  const code = context.codes.issue(user.sub, purpose);
  context.mailbox.deliver({ kind: 'email', to: user.email, ...codeLetter(purpose, code) });
  return presentDelivery(user.email);
}
