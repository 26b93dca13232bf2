import {
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
  RevokeTokenCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { decodeTokens } from './tokens.ts';
import type { Tokens } from './tokens.ts';
import { mapped } from './user-pool-errors.ts';

/** The Cognito user pool in Tintype's words. Errors arrive as the codes of `errors.ts`. */
export interface UserPoolGateway {
  /** Resolves to false when the address has an account already. */
  signUp(account: { email: string; password: string; name: string }): Promise<boolean>;
  confirm(email: string, code: string): Promise<void>;
  /** Sets the password of a confirmed account. */
  setPassword(email: string, password: string): Promise<void>;
  /** Mails a new code if there is an account that waits for one; otherwise does nothing and resolves to false. */
  resendCode(email: string): Promise<boolean>;
  signIn(email: string, password: string): Promise<Tokens>;
  refresh(refreshToken: string): Promise<Omit<Tokens, 'refreshToken'>>;
  /** Mails a code if there is a confirmed account; otherwise does nothing. */
  forgotPassword(email: string): Promise<void>;
  resetPassword(email: string, code: string, password: string): Promise<void>;
  personOf(email: string): Promise<{ personId: string; name: string }>;
  /** Ends one sign-in; the refresh token and its access tokens are dead in Cognito. */
  revoke(refreshToken: string): Promise<void>;
  revokeAll(email: string): Promise<void>;
}

/** Connects to a pool through one of its public clients. */
export function createUserPoolGateway(
  cognito: CognitoIdentityProviderClient,
  pool: { id: string; clientId: string },
): UserPoolGateway {
  const ClientId = pool.clientId;
  return {
    signUp: async ({ email, password, name }) => {
      const attributes = [
        { Name: 'email', Value: email },
        { Name: 'name', Value: name },
      ];
      try {
        await cognito.send(
          new SignUpCommand({ ClientId, Username: email, Password: password, UserAttributes: attributes }),
        );
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'UsernameExistsException') {
          return false;
        }
        throw mapped(error);
      }
    },
    confirm: async (email, code) => {
      await mapping(cognito.send(new ConfirmSignUpCommand({ ClientId, Username: email, ConfirmationCode: code })));
    },
    setPassword: async (email, password) => {
      const named = { UserPoolId: pool.id, Username: email };
      await mapping(cognito.send(new AdminSetUserPasswordCommand({ ...named, Password: password, Permanent: true })));
    },
    resendCode: (email) => quietly(cognito.send(new ResendConfirmationCodeCommand({ ClientId, Username: email }))),
    signIn: async (email, password) => {
      const answer = await mapping(
        cognito.send(
          new InitiateAuthCommand({
            ClientId,
            AuthFlow: 'USER_PASSWORD_AUTH',
            AuthParameters: { USERNAME: email, PASSWORD: password },
          }),
        ),
      );
      return decodeTokens(answer.AuthenticationResult, answer.AuthenticationResult?.RefreshToken);
    },
    refresh: async (refreshToken) => {
      const answer = await mapping(
        cognito.send(
          new InitiateAuthCommand({
            ClientId,
            AuthFlow: 'REFRESH_TOKEN_AUTH',
            AuthParameters: { REFRESH_TOKEN: refreshToken },
          }),
        ),
      );
      return decodeTokens(answer.AuthenticationResult, refreshToken);
    },
    forgotPassword: async (email) => {
      await quietly(cognito.send(new ForgotPasswordCommand({ ClientId, Username: email })));
    },
    resetPassword: async (email, code, password) => {
      await mapping(
        cognito.send(
          new ConfirmForgotPasswordCommand({ ClientId, Username: email, ConfirmationCode: code, Password: password }),
        ),
      );
    },
    personOf: async (email) => {
      const user = await mapping(cognito.send(new AdminGetUserCommand({ UserPoolId: pool.id, Username: email })));
      const attribute = (name: string): string => user.UserAttributes?.find((a) => a.Name === name)?.Value ?? '';
      return { personId: attribute('sub'), name: attribute('name') };
    },
    revoke: async (refreshToken) => {
      await quietly(cognito.send(new RevokeTokenCommand({ ClientId, Token: refreshToken })));
    },
    revokeAll: async (email) => {
      await quietly(cognito.send(new AdminUserGlobalSignOutCommand({ UserPoolId: pool.id, Username: email })));
    },
  };
}

async function mapping<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw mapped(error);
  }
}

/** For what must look the same whether there is an account or not: only an outage and a limit are told. Resolves to whether it worked. */
async function quietly(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    const problem = mapped(error);
    if (problem.status === 429 || problem.status >= 500) {
      throw problem;
    }
    return false;
  }
}
