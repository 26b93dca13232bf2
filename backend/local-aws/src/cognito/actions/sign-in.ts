import { randomBytes } from 'node:crypto';
import { type Actions, assertClient } from '../action.ts';
import type { CognitoContext } from '../context.ts';
import { invalidParameter, notAuthorized, userNotConfirmed, wrongCredentials } from '../errors.ts';
import { type Input, optionalText, requiredText, textMap } from '../input.ts';
import { isPassword } from '../password-hash.ts';
import { accessTokenMinutes } from '../tokens.ts';
import type { Session } from '../sessions.ts';
import type { User } from '../users.ts';

async function issueTokens(context: CognitoContext, user: User, session: Session) {
  const { access, id } = await context.tokens.sign(user, context.users.groupsOf(user.sub), session);
  return { AccessToken: access, ExpiresIn: accessTokenMinutes * 60, IdToken: id, TokenType: 'Bearer' };
}

function authParameter(parameters: Input, name: string): string {
  const value = optionalText(parameters, name);
  if (value === undefined || value === '') {
    throw invalidParameter(`Missing required parameter ${name}`);
  }
  return value;
}

function assertAuthParameters(parameters: Input, allowed: readonly string[]): void {
  const other = Object.keys(parameters).find((name) => !allowed.includes(name));
  if (other === 'SECRET_HASH') {
    throw notAuthorized('Client is not configured with secret but secret hash was received');
  }
  if (other !== undefined) {
    throw invalidParameter(`AuthParameters: ${other} is not implemented by local-aws`);
  }
}

/** Checks a password under the lock-out rules, and answers the account that it opens. */
async function checkPassword(context: CognitoContext, username: string, password: string): Promise<User> {
  return context.lockout.inTurn(username, async () => {
    if (context.lockout.isLocked(username)) {
      throw notAuthorized('Password attempts exceeded');
    }
    const user = context.users.find(username);
    if (!(await isPassword(password, user?.password)) || user === undefined) {
      context.lockout.failed(username);
      throw wrongCredentials();
    }
    context.lockout.succeeded(username);
    return user;
  });
}

async function signInWithPassword(context: CognitoContext, parameters: Input) {
  assertAuthParameters(parameters, ['USERNAME', 'PASSWORD']);
  const username = authParameter(parameters, 'USERNAME');
  const { sub } = await checkPassword(context, username, authParameter(parameters, 'PASSWORD'));
  // Read again: the account may have been disabled or deleted while the password was being checked.
  const user = context.users.find(sub);
  if (user === undefined) {
    throw wrongCredentials();
  }
  if (!user.enabled) {
    throw notAuthorized('User is disabled.');
  }
  if (user.status === 'UNCONFIRMED') {
    throw userNotConfirmed();
  }
  if (user.status === 'FORCE_CHANGE_PASSWORD') {
    return {
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      ChallengeParameters: { USER_ID_FOR_SRP: user.sub, requiredAttributes: '[]' },
      Session: randomBytes(48).toString('base64url'),
    };
  }
  const { session, refreshToken } = context.sessions.start(user.sub);
  const tokens = await issueTokens(context, user, session);
  return { AuthenticationResult: { ...tokens, RefreshToken: refreshToken }, ChallengeParameters: {} };
}

async function refresh(context: CognitoContext, parameters: Input) {
  assertAuthParameters(parameters, ['REFRESH_TOKEN']);
  const session = context.sessions.byRefreshToken(authParameter(parameters, 'REFRESH_TOKEN'));
  const user = session && context.users.find(session.sub);
  if (session === undefined || user === undefined) {
    throw notAuthorized('Invalid Refresh Token');
  }
  if (session.revoked) {
    throw notAuthorized('Refresh Token has been revoked');
  }
  if (session.expiresAt <= context.now()) {
    throw notAuthorized('Refresh Token has expired');
  }
  if (!user.enabled) {
    throw notAuthorized('User is disabled.');
  }
  return { AuthenticationResult: await issueTokens(context, user, session), ChallengeParameters: {} };
}

/** Sign-in with a password, and again with a refresh token. */
export const signInActions: Actions = {
  InitiateAuth: {
    access: 'public',
    fields: ['ClientId', 'AuthFlow', 'AuthParameters'],
    run: (context, input) => {
      assertClient(context, input);
      const flow = requiredText(input, 'AuthFlow');
      const parameters = textMap(input, 'AuthParameters');
      switch (flow) {
        case 'USER_PASSWORD_AUTH':
          return signInWithPassword(context, parameters);
        case 'REFRESH_TOKEN_AUTH':
        case 'REFRESH_TOKEN':
          return refresh(context, parameters);
        default:
          throw invalidParameter(`${flow} flow not enabled for this client`);
      }
    },
  },
};
