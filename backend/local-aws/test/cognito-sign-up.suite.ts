import assert from 'node:assert/strict';
import {
  AdminGetUserCommand,
  ConfirmSignUpCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createPerson, newEmail, password, signIn, signUp } from './cognito-people.ts';
import type { CognitoTestContext } from './contexts.ts';
import { assertRefused, assertRefusedWith, type Suite } from './suite.ts';

const confirm = ({ client, clientId }: CognitoTestContext, email: string, code: string) =>
  client.send(new ConfirmSignUpCommand({ ClientId: clientId, Username: email, ConfirmationCode: code }));

const otherCode = (code: string) => (code === '000000' ? '000001' : '000000');

/** How accounts come to be. */
export const cognitoSignUpSuite: Suite<CognitoTestContext> = [
  {
    name: 'SignUp answers a sub and where the code went',
    run: async (context) => {
      const answer = await signUp(context, newEmail());
      assert.equal(answer.UserConfirmed, false);
      assert.match(answer.UserSub ?? '', /^[0-9a-f-]{36}$/);
      const details = answer.CodeDeliveryDetails;
      assert.deepEqual(
        [details?.AttributeName, details?.DeliveryMedium, details?.Destination],
        ['email', 'EMAIL', 'a***@e***'],
      );
    },
  },
  ...['short1', 'letters only', '1234567890'].map((weak) => ({
    name: `SignUp refuses the password ${weak}`,
    run: ({ client, clientId }: CognitoTestContext) =>
      assertRefused(
        client.send(new SignUpCommand({ ClientId: clientId, Username: newEmail(), Password: weak })),
        'InvalidPasswordException',
      ),
  })),
  {
    name: 'SignUp refuses a username that is not an e-mail address',
    run: ({ client, clientId }) =>
      assertRefusedWith(
        client.send(new SignUpCommand({ ClientId: clientId, Username: 'ann', Password: password })),
        'InvalidParameterException',
        /Username should be an email/,
      ),
  },
  {
    name: 'SignUp refuses an attribute that the pool does not have',
    run: ({ client, clientId }) =>
      assertRefused(
        client.send(
          new SignUpCommand({
            ClientId: clientId,
            Username: newEmail(),
            Password: password,
            UserAttributes: [{ Name: 'custom:nope', Value: 'x' }],
          }),
        ),
        'InvalidParameterException',
      ),
  },
  {
    name: 'SignUp refuses an address that is taken, in any case',
    run: async (context) => {
      const email = newEmail();
      await signUp(context, email);
      await assertRefused(signUp(context, email), 'UsernameExistsException');
      await assertRefused(signUp(context, email.toUpperCase()), 'UsernameExistsException');
    },
  },
  {
    name: 'SignUp refuses an unknown client',
    run: (context) =>
      assertRefused(signUp({ ...context, clientId: 'nobody' }, newEmail()), 'ResourceNotFoundException'),
  },
  {
    name: 'sign-in waits for the confirmation',
    run: async (context) => {
      const email = newEmail();
      await signUp(context, email);
      await assertRefused(signIn(context, email), 'UserNotConfirmedException');
    },
  },
  {
    name: 'ConfirmSignUp refuses a wrong code',
    run: async (context) => {
      const email = newEmail();
      await signUp(context, email);
      await assertRefused(confirm(context, email, otherCode(await context.code(email))), 'CodeMismatchException');
    },
  },
  {
    name: 'five wrong codes make the right one void, until a new one is sent',
    run: async (context) => {
      const email = newEmail();
      await signUp(context, email);
      const code = await context.code(email);
      for (let tries = 0; tries < 5; tries += 1) {
        await assertRefused(confirm(context, email, otherCode(code)), 'CodeMismatchException');
      }
      await assertRefused(confirm(context, email, code), 'LimitExceededException');
      await context.client.send(new ResendConfirmationCodeCommand({ ClientId: context.clientId, Username: email }));
      await confirm(context, email, await context.code(email));
    },
  },
  {
    name: 'a new code replaces the one before it',
    run: async (context) => {
      const email = newEmail();
      await signUp(context, email);
      const first = await context.code(email);
      await context.client.send(new ResendConfirmationCodeCommand({ ClientId: context.clientId, Username: email }));
      const second = await context.code(email);
      if (first !== second) {
        await assertRefused(confirm(context, email, first), 'CodeMismatchException');
      }
      await confirm(context, email, second);
    },
  },
  {
    name: 'ConfirmSignUp confirms the account and verifies its address',
    run: async (context) => {
      const email = await createPerson(context);
      const user = await context.client.send(
        new AdminGetUserCommand({ UserPoolId: context.poolId, Username: email.toUpperCase() }),
      );
      assert.equal(user.UserStatus, 'CONFIRMED');
      assert.equal(user.UserAttributes?.find(({ Name }) => Name === 'email_verified')?.Value, 'true');
    },
  },
  {
    name: 'ConfirmSignUp refuses a second confirmation',
    run: async (context) => {
      const email = await createPerson(context);
      await assertRefusedWith(
        confirm(context, email, '123456'),
        'NotAuthorizedException',
        /Current status is CONFIRMED/,
      );
    },
  },
  {
    name: 'ConfirmSignUp does not tell that somebody is unknown',
    run: (context) => assertRefused(confirm(context, newEmail(), '123456'), 'ExpiredCodeException'),
  },
  {
    name: 'ResendConfirmationCode refuses a confirmed account and hides an unknown one',
    run: async (context) => {
      const email = await createPerson(context);
      const resend = (Username: string) =>
        context.client.send(new ResendConfirmationCodeCommand({ ClientId: context.clientId, Username }));
      await assertRefused(resend(email), 'InvalidParameterException');
      assert.equal((await resend(newEmail())).CodeDeliveryDetails?.DeliveryMedium, 'EMAIL');
    },
  },
];
