import { randomBytes } from 'node:crypto';
import { type Actions, assertPool, namedUser } from '../action.ts';
import { invalidParameter, usernameExists } from '../errors.ts';
import { attributeMap, optionalText, optionalTexts, requiredText } from '../input.ts';
import { invitationLetter } from '../letters.ts';
import { newAttributes } from '../new-attributes.ts';
import { hashPassword } from '../password-hash.ts';
import { assertPassword } from '../password-policy.ts';
import { presentAttributes, presentUser } from '../present-user.ts';

/** How accounts are made without a sign-up; demo data is seeded with these. */
export const adminCreateActions: Actions = {
  AdminCreateUser: {
    access: 'signed',
    fields: [
      'UserPoolId',
      'Username',
      'UserAttributes',
      'TemporaryPassword',
      'MessageAction',
      'DesiredDeliveryMediums',
    ],
    run: async (context, input) => {
      assertPool(context, input);
      const username = requiredText(input, 'Username', 128);
      const given = attributeMap(input, 'UserAttributes');
      const attributes = newAttributes(username, given, ['email', 'email_verified', 'name']);
      const action = optionalText(input, 'MessageAction');
      if (action !== undefined && action !== 'SUPPRESS') {
        throw invalidParameter(`MessageAction ${action} is not implemented by local-aws`);
      }
      const mediums = optionalTexts(input, 'DesiredDeliveryMediums') ?? ['EMAIL'];
      if (action === undefined && !mediums.includes('EMAIL')) {
        throw invalidParameter('User pool does not have SMS configuration to send messages');
      }
      const temporary = optionalText(input, 'TemporaryPassword') ?? `${randomBytes(9).toString('base64url')}a1`;
      assertPassword(temporary);
      const password = await hashPassword(temporary);
      return context.database.transaction(() => {
        if (context.users.find(username)) {
          throw usernameExists();
        }
        const user = context.users.create({ ...attributes, password, status: 'FORCE_CHANGE_PASSWORD' });
        if (action === undefined) {
          context.mailbox.deliver({ kind: 'email', to: user.email, ...invitationLetter(user.email, temporary) });
        }
        return { User: { ...presentUser(user), Attributes: presentAttributes(user) } };
      });
    },
  },

  AdminSetUserPassword: {
    access: 'signed',
    fields: ['UserPoolId', 'Username', 'Password', 'Permanent'],
    run: async (context, input) => {
      const user = namedUser(context, input);
      const proposed = requiredText(input, 'Password', 256);
      assertPassword(proposed);
      const password = await hashPassword(proposed);
      const status = input['Permanent'] === true ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD';
      context.users.update(user.sub, { password, status });
      return {};
    },
  },
};
