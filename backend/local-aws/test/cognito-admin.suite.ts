import assert from 'node:assert/strict';
import {
  AdminAddUserToGroupCommand,
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  CreateGroupCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  claimsOf,
  createPerson,
  createSession,
  newEmail,
  password,
  refresh,
  signIn,
  signUp,
} from './cognito-people.ts';
import type { CognitoTestContext } from './contexts.ts';
import { assertRefused, assertRefusedWith, present, type Suite } from './suite.ts';

const named = ({ poolId }: CognitoTestContext, email: string) => ({ UserPoolId: poolId, Username: email });

const listUsers = ({ client, poolId }: CognitoTestContext, input: object) =>
  client.send(new ListUsersCommand({ UserPoolId: poolId, ...input }));

/** What the services do with the accounts of others. */
export const cognitoAdminSuite: Suite<CognitoTestContext> = [
  {
    name: 'AdminGetUser refuses somebody unknown and another pool',
    run: async (context) => {
      const get = (input: ReturnType<typeof named>) => context.client.send(new AdminGetUserCommand(input));
      await assertRefused(get(named(context, newEmail())), 'UserNotFoundException');
      const otherPool = { UserPoolId: 'us-east-1_nothere11', Username: newEmail() };
      await assertRefused(get(otherPool), 'ResourceNotFoundException');
    },
  },
  {
    name: 'AdminUserGlobalSignOut ends every session',
    run: async (context) => {
      const { email, tokens } = await createSession(context);
      await context.client.send(new AdminUserGlobalSignOutCommand(named(context, email)));
      await assertRefused(refresh(context, tokens.RefreshToken), 'NotAuthorizedException');
    },
  },
  {
    name: 'AdminAddUserToGroup shows in the tokens',
    run: async (context) => {
      const email = await createPerson(context);
      await context.client.send(new AdminAddUserToGroupCommand({ ...named(context, email), GroupName: 'admins' }));
      const { AuthenticationResult } = await signIn(context, email);
      assert.deepEqual(claimsOf(AuthenticationResult?.AccessToken)['cognito:groups'], ['admins']);
      assert.deepEqual(claimsOf(AuthenticationResult?.IdToken)['cognito:groups'], ['admins']);
    },
  },
  {
    name: 'AdminAddUserToGroup refuses an unknown group',
    run: async (context) => {
      const email = await createPerson(context);
      await assertRefused(
        context.client.send(new AdminAddUserToGroupCommand({ ...named(context, email), GroupName: 'nobody' })),
        'ResourceNotFoundException',
      );
    },
  },
  {
    name: 'AdminDisableUser stops sign-in and sessions, AdminEnableUser lets in again',
    run: async (context) => {
      const { email, tokens } = await createSession(context);
      await context.client.send(new AdminDisableUserCommand(named(context, email)));
      await assertRefused(signIn(context, email), 'NotAuthorizedException');
      await assertRefused(refresh(context, tokens.RefreshToken), 'NotAuthorizedException');
      await context.client.send(new AdminEnableUserCommand(named(context, email)));
      await signIn(context, email);
    },
  },
  {
    name: 'AdminDeleteUser removes the account',
    run: async (context) => {
      const email = await createPerson(context);
      await context.client.send(new AdminDeleteUserCommand(named(context, email)));
      await assertRefused(context.client.send(new AdminGetUserCommand(named(context, email))), 'UserNotFoundException');
    },
  },
  {
    name: 'AdminConfirmSignUp confirms once, and does not verify the address',
    run: async (context) => {
      const email = newEmail();
      await signUp(context, email);
      await context.client.send(new AdminConfirmSignUpCommand(named(context, email)));
      await signIn(context, email);
      const user = await context.client.send(new AdminGetUserCommand(named(context, email)));
      assert.notEqual(user.UserAttributes?.find(({ Name }) => Name === 'email_verified')?.Value, 'true');
      await assertRefusedWith(
        context.client.send(new AdminConfirmSignUpCommand(named(context, email))),
        'NotAuthorizedException',
        /Current status is CONFIRMED/,
      );
    },
  },
  {
    name: 'AdminCreateUser and AdminSetUserPassword make an account that can sign in',
    run: async (context) => {
      const email = newEmail();
      const { User } = await context.client.send(
        new AdminCreateUserCommand({
          ...named(context, email),
          MessageAction: 'SUPPRESS',
          UserAttributes: [
            { Name: 'email', Value: email },
            { Name: 'email_verified', Value: 'true' },
          ],
        }),
      );
      assert.equal(User?.UserStatus, 'FORCE_CHANGE_PASSWORD');
      await context.client.send(
        new AdminSetUserPasswordCommand({ ...named(context, email), Password: password, Permanent: true }),
      );
      const { AuthenticationResult } = await signIn(context, email);
      assert.equal(claimsOf(AuthenticationResult?.IdToken)['email_verified'], true);
    },
  },
  {
    name: 'a temporary password gives a challenge instead of tokens',
    run: async (context) => {
      const email = newEmail();
      await context.client.send(
        new AdminCreateUserCommand({
          ...named(context, email),
          TemporaryPassword: password,
          MessageAction: 'SUPPRESS',
        }),
      );
      const answer = await signIn(context, email);
      assert.equal(answer.ChallengeName, 'NEW_PASSWORD_REQUIRED');
      assert.equal(answer.AuthenticationResult, undefined);
    },
  },
  {
    name: 'ListUsers finds by e-mail and by sub',
    run: async (context) => {
      const email = await createPerson(context);
      const byEmail = await listUsers(context, { Filter: `email = "${email}"` });
      assert.equal(byEmail.Users?.length, 1);
      const sub = present(byEmail.Users[0]?.Username);
      const bySub = await listUsers(context, { Filter: `sub = "${sub}"` });
      assert.equal(bySub.Users?.[0]?.Attributes?.find(({ Name }) => Name === 'email')?.Value, email);
      const byPrefix = await listUsers(context, { Filter: `email ^= "${email.slice(0, 10)}"` });
      assert.equal(byPrefix.Users?.length, 1);
      assert.deepEqual((await listUsers(context, { Filter: `email = "${newEmail()}"` })).Users, []);
    },
  },
  {
    name: 'ListUsers goes through all pages',
    run: async (context) => {
      const subs = await Promise.all([1, 2, 3].map(async () => (await signUp(context, newEmail())).UserSub));
      const seen: (string | undefined)[] = [];
      let PaginationToken: string | undefined;
      do {
        const page = await listUsers(context, { Limit: 2, ...(PaginationToken ? { PaginationToken } : {}) });
        seen.push(...(page.Users ?? []).map(({ Username }) => Username));
        ({ PaginationToken } = page);
      } while (PaginationToken !== undefined);
      assert.equal(new Set(seen).size, seen.length);
      assert.ok(subs.every((sub) => seen.includes(sub)));
    },
  },
  {
    name: 'ListUsers refuses a filter that it cannot read',
    run: (context) => assertRefused(listUsers(context, { Filter: 'email is ann' }), 'InvalidParameterException'),
  },
  {
    name: 'the pool describes its settings',
    run: async ({ client, poolId, clientId }) => {
      const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
      assert.deepEqual(UserPool?.UsernameAttributes, ['email']);
      assert.equal(UserPool.Policies?.PasswordPolicy?.MinimumLength, 10);
      const { UserPoolClient } = await client.send(
        new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId }),
      );
      assert.equal(UserPoolClient?.AccessTokenValidity, 15);
      assert.equal(UserPoolClient.ClientSecret, undefined);
    },
  },
  {
    name: 'an unsigned or unknown administrative call is refused',
    run: async (context) => {
      const answer = await fetch(new URL('/', context.jwksUrl), {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': 'AWSCognitoIdentityProviderService.ListUsers',
        },
        body: JSON.stringify({ UserPoolId: context.poolId }),
      });
      const body = (await answer.json()) as Record<string, unknown>;
      assert.deepEqual([answer.status, body['__type']], [400, 'MissingAuthenticationTokenException']);
      await assertRefused(
        context.client.send(new CreateGroupCommand({ UserPoolId: context.poolId, GroupName: 'more' })),
        'UnknownOperationException',
      );
    },
  },
];
