import { type Actions, assertClient } from '../action.ts';
import { expiredCode, invalidParameter, notAuthorized, usernameExists } from '../errors.ts';
import { attributeMap, requiredText } from '../input.ts';
import { newAttributes } from '../new-attributes.ts';
import { hashPassword } from '../password-hash.ts';
import { assertPassword } from '../password-policy.ts';
import { presentDelivery } from '../present-user.ts';
import { sendCode } from '../send-code.ts';

/** A person makes an account and proves to own its e-mail address. */
export const signUpActions: Actions = {
  SignUp: {
    access: 'public',
    fields: ['ClientId', 'Username', 'Password', 'UserAttributes'],
    run: async (context, input) => {
      assertClient(context, input);
      const username = requiredText(input, 'Username', 128);
      const password = requiredText(input, 'Password', 256);
      const { email, name } = newAttributes(username, attributeMap(input, 'UserAttributes'), ['email', 'name']);
      assertPassword(password);
      // Before it is known whether there is such a user, so that the answer takes as long either way.
      const hash = await hashPassword(password);
      return context.database.transaction(() => {
        if (context.users.find(username)) {
          throw usernameExists();
        }
        context.codes.countRequest(username);
        const user = context.users.create({
          email,
          name,
          password: hash,
          emailVerified: false,
          status: 'UNCONFIRMED',
        });
        return {
          UserConfirmed: false,
          UserSub: user.sub,
          CodeDeliveryDetails: sendCode(context, user, 'sign-up'),
        };
      });
    },
  },

  ConfirmSignUp: {
    access: 'public',
    fields: ['ClientId', 'Username', 'ConfirmationCode'],
    run: (context, input) => {
      assertClient(context, input);
      const user = context.users.find(requiredText(input, 'Username', 128));
      const code = requiredText(input, 'ConfirmationCode');
      if (user === undefined) {
        throw expiredCode();
      }
      if (user.status !== 'UNCONFIRMED') {
        throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
      }
      context.codes.check(user.sub, 'sign-up', code);
      context.database.transaction(() => {
        context.codes.discard(user.sub, 'sign-up');
        context.users.update(user.sub, { status: 'CONFIRMED', emailVerified: true });
      });
      return {};
    },
  },

  ResendConfirmationCode: {
    access: 'public',
    fields: ['ClientId', 'Username'],
    run: (context, input) => {
      assertClient(context, input);
      const username = requiredText(input, 'Username', 128);
      return context.database.transaction(() => {
        context.codes.countRequest(username);
        const user = context.users.find(username);
        if (user === undefined || !user.enabled) {
          return { CodeDeliveryDetails: presentDelivery(username) };
        }
        if (user.status !== 'UNCONFIRMED') {
          throw invalidParameter('User is already confirmed.');
        }
        return { CodeDeliveryDetails: sendCode(context, user, 'sign-up') };
      });
    },
  },
};
