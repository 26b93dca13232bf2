import { randomUUID } from 'node:crypto';
import {
  ConfirmSignUpCommand,
  type AuthenticationResultType,
  InitiateAuthCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { CognitoTestContext } from './contexts.ts';
import { present } from './suite.ts';

export const password = 'Correct horse 1!';

export const newEmail = () => `ann.${randomUUID().slice(0, 8)}@example.com`;

/** Signs somebody up, without confirming. */
export function signUp({ client, clientId }: CognitoTestContext, email: string) {
  return client.send(
    new SignUpCommand({
      ClientId: clientId,
      Username: email,
      Password: password,
      UserAttributes: [
        { Name: 'email', Value: email },
        { Name: 'name', Value: 'Ann' },
      ],
    }),
  );
}

/** Makes an account that can sign in, and answers its e-mail address. */
export async function createPerson(context: CognitoTestContext): Promise<string> {
  const email = newEmail();
  await signUp(context, email);
  const ConfirmationCode = await context.code(email);
  await context.client.send(
    new ConfirmSignUpCommand({ ClientId: context.clientId, Username: email, ConfirmationCode }),
  );
  return email;
}

/** Signs in with a password. */
export function signIn({ client, clientId }: CognitoTestContext, email: string, secret = password) {
  return client.send(
    new InitiateAuthCommand({
      ClientId: clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: secret },
    }),
  );
}

/** Gets new tokens for a refresh token. */
export function refresh({ client, clientId }: CognitoTestContext, token: string | undefined) {
  return client.send(
    new InitiateAuthCommand({
      ClientId: clientId,
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: token ?? '' },
    }),
  );
}

/** Makes an account and signs in. */
export async function createSession(
  context: CognitoTestContext,
): Promise<{ email: string; tokens: AuthenticationResultType; accessToken: string }> {
  const email = await createPerson(context);
  const tokens = present((await signIn(context, email)).AuthenticationResult, 'tokens');
  return { email, tokens, accessToken: present(tokens.AccessToken) };
}

/** The claims of a token, unverified. */
export function claimsOf(token: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(present(token).split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}
