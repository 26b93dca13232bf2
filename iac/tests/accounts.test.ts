import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { UserPoolClientType, UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import { startLocalAws } from '@tintype/local-aws';
import type { LocalAws } from '@tintype/local-aws';
import { z } from 'zod';
import { NewPassword } from '../../backend/services/auth/src/accounts/accounts.schema.ts';
import { root } from './terraform.ts';

const settings = z
  .strictObject({
    passwordMinimumLength: z.number(),
    accessTokenMinutes: z.number(),
    refreshTokenDays: z.number(),
    adminGroup: z.string(),
    explicitAuthFlows: z.array(z.string()),
  })
  .parse(JSON.parse(await readFile(join(root, 'iac/modules/accounts/settings.json'), 'utf8')));

describe('the user pool of Terraform and the one of a laptop', () => {
  let directory: string;
  let aws: LocalAws;
  let pool: UserPoolType | undefined;
  let client: UserPoolClientType | undefined;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'accounts-'));
    aws = await startLocalAws({ dataDirectory: directory, publicUrl: () => 'http://localhost' });
    const cognito = new CognitoIdentityProviderClient({
      region: aws.region,
      endpoint: aws.endpoints.cognito,
      credentials: aws.credentials,
    });
    const { id: UserPoolId, clientId: ClientId } = aws.userPool;
    pool = (await cognito.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool;
    client = (await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))).UserPoolClient;
    cognito.destroy();
  });

  afterAll(async () => {
    await aws.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('ask the same of a password', () => {
    expect(pool?.Policies?.PasswordPolicy).toMatchObject({
      MinimumLength: settings.passwordMinimumLength,
      RequireNumbers: true,
      RequireLowercase: false,
      RequireUppercase: false,
      RequireSymbols: false,
    });
  });

  it('give tokens for as long', () => {
    expect(client).toMatchObject({
      AccessTokenValidity: settings.accessTokenMinutes,
      IdTokenValidity: settings.accessTokenMinutes,
      RefreshTokenValidity: settings.refreshTokenDays,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' },
    });
  });

  it('let people sign in in the same ways', () => {
    expect(client?.ExplicitAuthFlows?.toSorted()).toEqual(settings.explicitAuthFlows.toSorted());
  });

  it.each([
    ['what is long enough', 'a1'.padEnd(settings.passwordMinimumLength, 'b'), true],
    ['a letter of another script', '1'.padEnd(settings.passwordMinimumLength, 'ж'), true],
    ['what is one character short', 'a1'.padEnd(settings.passwordMinimumLength - 1, 'b'), false],
    ['what has no digit', ''.padEnd(settings.passwordMinimumLength, 'b'), false],
  ])('agree with auth on %s', (_what, password, isGood) => {
    expect(NewPassword.safeParse(password).success).toBe(isGood);
  });

  it('know moderators by the group that auth looks for in a token', async () => {
    const code = await readFile(join(root, 'backend/services/auth/src/accounts/tokens.ts'), 'utf8');
    expect(code).toContain(`includes('${settings.adminGroup}')`);
  });
});
