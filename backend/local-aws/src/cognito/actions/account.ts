import { type Actions } from '../action.ts';
import { invalidParameter, limitExceeded, wrongCredentials } from '../errors.ts';
import { attributeMap, requiredText } from '../input.ts';
import { assertKnown } from '../new-attributes.ts';
import { hashPassword, isPassword } from '../password-hash.ts';
import { assertPassword } from '../password-policy.ts';
import { presentAttributes } from '../present-user.ts';
import { signedInUser } from '../signed-in.ts';

/** What a signed-in person does with the own account. */
export const accountActions: Actions = {
  GetUser: {
    access: 'public',
    fields: ['AccessToken'],
    run: async (context, input) => {
      const user = await signedInUser(context, input);
      return { Username: user.sub, UserAttributes: presentAttributes(user) };
    },
  },

  UpdateUserAttributes: {
    access: 'public',
    fields: ['AccessToken', 'UserAttributes'],
    run: async (context, input) => {
      const user = await signedInUser(context, input);
      const attributes = attributeMap(input, 'UserAttributes');
      if (attributes.has('email')) {
        throw invalidParameter('Changing the email is not implemented by local-aws.');
      }
      assertKnown(attributes, ['name']);
      const name = attributes.get('name');
      if (name !== undefined) {
        context.users.update(user.sub, { name });
      }
      return {};
    },
  },

  ChangePassword: {
    access: 'public',
    fields: ['AccessToken', 'PreviousPassword', 'ProposedPassword'],
    run: async (context, input) => {
      const { sub } = await signedInUser(context, input);
      const previous = requiredText(input, 'PreviousPassword', 256);
      const proposed = requiredText(input, 'ProposedPassword', 256);
      return context.lockout.inTurn(sub, async () => {
        if (context.lockout.isLocked(sub)) {
          throw limitExceeded();
        }
        if (!(await isPassword(previous, context.users.find(sub)?.password))) {
          context.lockout.failed(sub);
          throw wrongCredentials();
        }
        assertPassword(proposed);
        const password = await hashPassword(proposed);
        context.lockout.succeeded(sub);
        context.users.update(sub, { password });
        return {};
      });
    },
  },

  GlobalSignOut: {
    access: 'public',
    fields: ['AccessToken'],
    run: async (context, input) => {
      const user = await signedInUser(context, input);
      context.sessions.revokeAll(user.sub);
      return {};
    },
  },

  DeleteUser: {
    access: 'public',
    fields: ['AccessToken'],
    run: async (context, input) => {
      const user = await signedInUser(context, input);
      context.users.remove(user.sub);
      return {};
    },
  },
};
