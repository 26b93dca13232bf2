import assert from 'node:assert/strict';
import {
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  DeleteUserCommand,
  ForgotPasswordCommand,
  GetUserCommand,
  UpdateUserAttributesCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createPerson, createSession, newEmail, password, refresh, signIn, signUp } from './cognito-people.ts';
import type { CognitoTestContext } from './contexts.ts';
import { assertRefused, type Suite } from './suite.ts';

const better = 'Better horse 22!';

const forgot = ({ client, clientId }: CognitoTestContext, email: string) =>
  client.send(new ForgotPasswordCommand({ ClientId: clientId, Username: email }));

const reset = ({ client, clientId }: CognitoTestContext, email: string, code: string, secret = better) =>
  client.send(
    new ConfirmForgotPasswordCommand({
      ClientId: clientId,
      Username: email,
      ConfirmationCode: code,
      Password: secret,
    }),
  );

const change = (
  { client }: CognitoTestContext,
  AccessToken: string,
  PreviousPassword: string,
  ProposedPassword: string,
) => client.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));

/** What people do with their own account. */
export const cognitoAccountSuite: Suite<CognitoTestContext> = [
  {
    name: 'UpdateUserAttributes changes the name',
    run: async (context) => {
      const { accessToken } = await createSession(context);
      const UserAttributes = [{ Name: 'name', Value: 'Anna Ö' }];
      await context.client.send(new UpdateUserAttributesCommand({ AccessToken: accessToken, UserAttributes }));
      const user = await context.client.send(new GetUserCommand({ AccessToken: accessToken }));
      assert.equal(user.UserAttributes?.find(({ Name }) => Name === 'name')?.Value, 'Anna Ö');
    },
  },
  {
    name: 'UpdateUserAttributes refuses sub and unknown attributes',
    run: async (context) => {
      const { accessToken } = await createSession(context);
      for (const Name of ['sub', 'custom:nope']) {
        await assertRefused(
          context.client.send(
            new UpdateUserAttributesCommand({ AccessToken: accessToken, UserAttributes: [{ Name, Value: 'x' }] }),
          ),
          'InvalidParameterException',
        );
      }
    },
  },
  {
    name: 'ChangePassword asks for the old password and checks the new one',
    run: async (context) => {
      const { accessToken } = await createSession(context);
      await assertRefused(change(context, accessToken, 'Wrong horse 1!', better), 'NotAuthorizedException');
      await assertRefused(change(context, accessToken, password, 'short1'), 'InvalidPasswordException');
    },
  },
  {
    name: 'ChangePassword replaces the password and keeps sessions',
    run: async (context) => {
      const { email, accessToken, tokens } = await createSession(context);
      await change(context, accessToken, password, better);
      await assertRefused(signIn(context, email), 'NotAuthorizedException');
      await signIn(context, email, better);
      await refresh(context, tokens.RefreshToken);
    },
  },
  {
    name: 'ForgotPassword answers alike whether or not there is such an account',
    run: async (context) => {
      const known = await forgot(context, await createPerson(context));
      const unknown = await forgot(context, newEmail());
      assert.deepEqual(known.CodeDeliveryDetails, unknown.CodeDeliveryDetails);
    },
  },
  {
    name: 'ForgotPassword sends nothing to an address that was never verified',
    run: async (context) => {
      const email = newEmail();
      await signUp(context, email);
      await forgot(context, email);
      await assertRefused(reset(context, email, await context.code(email)), 'ExpiredCodeException');
    },
  },
  {
    name: 'ConfirmForgotPassword sets a new password, once for each code',
    run: async (context) => {
      const email = await createPerson(context);
      await forgot(context, email);
      const code = await context.code(email);
      await reset(context, email, code);
      await signIn(context, email, better);
      await assertRefused(signIn(context, email), 'NotAuthorizedException');
      await assertRefused(reset(context, email, code, 'Third horse 333!'), 'ExpiredCodeException');
    },
  },
  {
    name: 'ConfirmForgotPassword refuses wrong codes and weak passwords',
    run: async (context) => {
      const email = await createPerson(context);
      await forgot(context, email);
      const code = await context.code(email);
      await assertRefused(reset(context, email, code === '000000' ? '000001' : '000000'), 'CodeMismatchException');
      await assertRefused(reset(context, email, code, 'short1'), 'InvalidPasswordException');
      await assertRefused(reset(context, newEmail(), code), 'CodeMismatchException');
    },
  },
  {
    name: 'asking for codes without end is refused, for unknown addresses, too',
    run: async (context) => {
      const email = newEmail();
      for (let asked = 0; asked < 20; asked += 1) {
        await forgot(context, email);
      }
      await assertRefused(forgot(context, email), 'LimitExceededException');
    },
  },
  {
    name: 'DeleteUser removes the account and its sessions',
    run: async (context) => {
      const { email, accessToken, tokens } = await createSession(context);
      await context.client.send(new DeleteUserCommand({ AccessToken: accessToken }));
      await assertRefused(signIn(context, email), 'NotAuthorizedException');
      await assertRefused(refresh(context, tokens.RefreshToken), 'NotAuthorizedException');
      await assertRefused(
        context.client.send(new GetUserCommand({ AccessToken: accessToken })),
        'UserNotFoundException',
      );
      await signUp(context, email);
    },
  },
];
