import assert from 'node:assert/strict';
import {
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createRemoteJWKSet, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { claimsOf, createPerson, createSession, newEmail, refresh, signIn } from './cognito-people.ts';
import type { CognitoTestContext } from './contexts.ts';
import { assertRefused, assertRefusedWith, present, type Suite } from './suite.ts';

const getUser = ({ client }: CognitoTestContext, AccessToken: string) =>
  client.send(new GetUserCommand({ AccessToken }));

/** Sign-in, tokens, and how they end. */
export const cognitoSignInSuite: Suite<CognitoTestContext> = [
  {
    name: 'a wrong password and an unknown address are answered alike',
    run: async (context) => {
      const email = await createPerson(context);
      const message = /^Incorrect username or password\.$/;
      await assertRefusedWith(signIn(context, email, 'Wrong horse 1!'), 'NotAuthorizedException', message);
      await assertRefusedWith(signIn(context, newEmail()), 'NotAuthorizedException', message);
    },
  },
  {
    name: 'USER_PASSWORD_AUTH signs in with the address in any case',
    run: async (context) => {
      const email = await createPerson(context);
      const result = present((await signIn(context, email.toUpperCase())).AuthenticationResult);
      assert.deepEqual([result.ExpiresIn, result.TokenType], [900, 'Bearer']);
      assert.ok(result.AccessToken && result.IdToken && result.RefreshToken);
    },
  },
  {
    name: 'the access token has the claims of Cognito',
    run: async (context) => {
      const { accessToken } = await createSession(context);
      const claims = claimsOf(accessToken);
      assert.deepEqual(Object.keys(claims).sort(), [
        'auth_time',
        'client_id',
        'event_id',
        'exp',
        'iat',
        'iss',
        'jti',
        'origin_jti',
        'scope',
        'sub',
        'token_use',
        'username',
      ]);
      assert.equal(claims['token_use'], 'access');
      assert.equal(claims['client_id'], context.clientId);
      assert.equal(claims['iss'], `https://cognito-idp.us-east-1.amazonaws.com/${context.poolId}`);
      assert.equal(Number(claims['exp']) - Number(claims['iat']), 900);
      assert.equal(claims['username'], claims['sub']);
    },
  },
  {
    name: 'the id token tells who it is',
    run: async (context) => {
      const { email, tokens } = await createSession(context);
      const claims = claimsOf(tokens.IdToken);
      assert.deepEqual(
        [claims['token_use'], claims['aud'], claims['email'], claims['email_verified'], claims['name']],
        ['id', context.clientId, email, true, 'Ann'],
      );
      assert.equal(claims['cognito:username'], claims['sub']);
    },
  },
  {
    name: 'the published keys verify the access token',
    run: async (context) => {
      const { accessToken } = await createSession(context);
      const { protectedHeader } = await jwtVerify(accessToken, createRemoteJWKSet(new URL(context.jwksUrl)), {
        algorithms: ['RS256'],
        issuer: `https://cognito-idp.us-east-1.amazonaws.com/${context.poolId}`,
      });
      assert.deepEqual(Object.keys(protectedHeader).sort(), ['alg', 'kid']);
    },
  },
  {
    name: 'GetUser knows whose token it is',
    run: async (context) => {
      const { email, accessToken } = await createSession(context);
      const user = await getUser(context, accessToken);
      assert.equal(user.Username, claimsOf(accessToken)['sub']);
      assert.equal(user.UserAttributes?.find(({ Name }) => Name === 'email')?.Value, email);
    },
  },
  {
    name: 'GetUser refuses a token of another key, and what is no token',
    run: async (context) => {
      const { accessToken } = await createSession(context);
      const { privateKey } = await generateKeyPair('RS256');
      const forged = await new SignJWT(claimsOf(accessToken)).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
      await assertRefused(getUser(context, forged), 'NotAuthorizedException');
      await assertRefused(getUser(context, 'x.y.z'), 'NotAuthorizedException');
    },
  },
  {
    name: 'GetUser refuses an id token',
    run: async (context) => {
      const { tokens } = await createSession(context);
      await assertRefused(getUser(context, tokens.IdToken ?? ''), 'NotAuthorizedException');
    },
  },
  {
    name: 'REFRESH_TOKEN_AUTH gives new tokens of the same session, and keeps the refresh token',
    run: async (context) => {
      const { tokens, accessToken } = await createSession(context);
      const result = present((await refresh(context, tokens.RefreshToken)).AuthenticationResult);
      assert.equal(result.RefreshToken, undefined);
      const [before, after] = [claimsOf(accessToken), claimsOf(result.AccessToken)];
      assert.equal(after['origin_jti'], before['origin_jti']);
      assert.equal(after['auth_time'], before['auth_time']);
      assert.notEqual(after['jti'], before['jti']);
    },
  },
  {
    name: 'REFRESH_TOKEN_AUTH refuses an unknown token',
    run: (context) => assertRefusedWith(refresh(context, 'unknown'), 'NotAuthorizedException', /Invalid Refresh Token/),
  },
  {
    name: 'RevokeToken ends the session and its access tokens',
    run: async (context) => {
      const { tokens, accessToken } = await createSession(context);
      await context.client.send(new RevokeTokenCommand({ ClientId: context.clientId, Token: tokens.RefreshToken }));
      await assertRefused(refresh(context, tokens.RefreshToken), 'NotAuthorizedException');
      await assertRefused(getUser(context, accessToken), 'NotAuthorizedException');
    },
  },
  {
    name: 'RevokeToken refuses an access token',
    run: async (context) => {
      const { accessToken } = await createSession(context);
      await assertRefused(
        context.client.send(new RevokeTokenCommand({ ClientId: context.clientId, Token: accessToken })),
        'UnsupportedTokenTypeException',
      );
    },
  },
  {
    name: 'GlobalSignOut ends every session',
    run: async (context) => {
      const { email, tokens, accessToken } = await createSession(context);
      const other = present((await signIn(context, email)).AuthenticationResult);
      await context.client.send(new GlobalSignOutCommand({ AccessToken: accessToken }));
      await assertRefused(refresh(context, tokens.RefreshToken), 'NotAuthorizedException');
      await assertRefused(refresh(context, other.RefreshToken), 'NotAuthorizedException');
      await assertRefused(getUser(context, other.AccessToken ?? ''), 'NotAuthorizedException');
    },
  },
  {
    name: 'five wrong passwords lock the account for a while',
    run: async (context) => {
      const email = await createPerson(context);
      await Promise.allSettled(Array.from({ length: 5 }, () => signIn(context, email, 'Wrong horse 1!')));
      await assertRefusedWith(signIn(context, email), 'NotAuthorizedException', /Password attempts exceeded/);
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      await signIn(context, email);
    },
  },
  {
    name: 'flows that the client does not have are refused',
    run: async ({ client, clientId }) => {
      const start = (AuthFlow: 'USER_SRP_AUTH' | 'CUSTOM_AUTH') =>
        client.send(
          new InitiateAuthCommand({
            ClientId: clientId,
            AuthFlow,
            AuthParameters: { USERNAME: newEmail(), SRP_A: 'ab' },
          }),
        );
      await assertRefused(start('USER_SRP_AUTH'), 'InvalidParameterException');
      await assertRefused(start('CUSTOM_AUTH'), 'InvalidParameterException');
    },
  },
  {
    name: 'GetTokensFromRefreshToken is not offered, because refresh tokens do not rotate',
    run: async (context) => {
      const { tokens } = await createSession(context);
      await assertRefused(
        context.client.send(
          new GetTokensFromRefreshTokenCommand({ ClientId: context.clientId, RefreshToken: tokens.RefreshToken }),
        ),
        'UnknownOperationException',
      );
    },
  },
];
