import { type Actions, assertClient } from '../action.ts';
import { codeMismatch } from '../errors.ts';
import { requiredText } from '../input.ts';
import { hashPassword } from '../password-hash.ts';
import { assertPassword } from '../password-policy.ts';
import { presentDelivery } from '../present-user.ts';
import { sendCode } from '../send-code.ts';
import { AwsError } from '../../aws-error.ts';

/** A forgotten password is replaced with the help of a mailed code; a session can be given up. */
export const recoveryActions: Actions = {
  ForgotPassword: {
    access: 'public',
    fields: ['ClientId', 'Username'],
    run: (context, input) => {
      assertClient(context, input);
      const username = requiredText(input, 'Username', 128);
      return context.database.transaction(() => {
        context.codes.countRequest(username);
        const user = context.users.find(username);
        // PreventUserExistenceErrors: an account that cannot be recovered is answered like one that can.
        const canRecover = user?.enabled && user.emailVerified && user.status === 'CONFIRMED';
        return {
          CodeDeliveryDetails: canRecover ? sendCode(context, user, 'reset') : presentDelivery(username),
        };
      });
    },
  },

  ConfirmForgotPassword: {
    access: 'public',
    fields: ['ClientId', 'Username', 'ConfirmationCode', 'Password'],
    run: async (context, input) => {
      assertClient(context, input);
      const username = requiredText(input, 'Username', 128);
      const code = requiredText(input, 'ConfirmationCode');
      const proposed = requiredText(input, 'Password', 256);
      assertPassword(proposed);
      // Hashed before the code is looked at, so that nothing can come between checking and using it.
      const password = await hashPassword(proposed);
      const user = context.users.find(username);
      if (user === undefined || !user.enabled) {
        throw codeMismatch();
      }
      context.codes.check(user.sub, 'reset', code);
      context.database.transaction(() => {
        context.codes.discard(user.sub, 'reset');
        context.users.update(user.sub, { password });
        context.lockout.succeeded(username);
      });
      return {};
    },
  },

  RevokeToken: {
    access: 'public',
    fields: ['ClientId', 'Token'],
    run: (context, input) => {
      assertClient(context, input);
      const token = requiredText(input, 'Token', 131_072);
      if (token.split('.').length === 3) {
        throw new AwsError(400, 'UnsupportedTokenTypeException', 'Only refresh tokens can be revoked.');
      }
      const session = context.sessions.byRefreshToken(token);
      if (session) {
        context.sessions.revoke(session.originJti);
      }
      // An unknown token is as good as revoked (RFC 7009).
      return {};
    },
  },
};
