import { type Actions, adminChange, namedUser } from '../action.ts';
import { notAuthorized, resourceNotFound } from '../errors.ts';
import { requiredText } from '../input.ts';
import { adminGroup } from '../pool-settings.ts';
import { presentAttributes, presentUser } from '../present-user.ts';

/** What the services do with the accounts of others; all of it is signed. */
export const adminUserActions: Actions = {
  AdminGetUser: {
    access: 'signed',
    fields: ['UserPoolId', 'Username'],
    run: (context, input) => {
      const user = namedUser(context, input);
      return { ...presentUser(user), UserAttributes: presentAttributes(user) };
    },
  },

  AdminUserGlobalSignOut: adminChange(({ sessions }, user) => sessions.revokeAll(user.sub)),

  AdminDisableUser: adminChange(({ sessions, users }, user) => {
    users.update(user.sub, { enabled: false });
    sessions.revokeAll(user.sub);
  }),

  AdminEnableUser: adminChange(({ users }, user) => users.update(user.sub, { enabled: true })),

  AdminDeleteUser: adminChange(({ users }, user) => users.remove(user.sub)),

  AdminConfirmSignUp: adminChange(({ codes, users }, user) => {
    if (user.status !== 'UNCONFIRMED') {
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
    }
    // The e-mail stays unverified, as on AWS: nobody has proved to read it.
    users.update(user.sub, { status: 'CONFIRMED' });
    codes.discard(user.sub, 'sign-up');
  }),

  AdminAddUserToGroup: {
    access: 'signed',
    fields: ['UserPoolId', 'Username', 'GroupName'],
    run: (context, input) => {
      const user = namedUser(context, input);
      const group = requiredText(input, 'GroupName', 128);
      if (group !== adminGroup) {
        throw resourceNotFound('Group not found.');
      }
      context.users.addToGroup(user.sub, group);
      return {};
    },
  },
};
