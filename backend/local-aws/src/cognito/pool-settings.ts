import type { Installation } from '../installation/installation.ts';
import { passwordPolicy } from './password-policy.ts';
import { refreshTokenDays } from './sessions.ts';
import { accessTokenMinutes } from './tokens.ts';

/** The only group of the pool. */
export const adminGroup = 'admins';

const name = 'tintype';

/** The pool as DescribeUserPool shows it. */
export function describePool({ region, accountId, userPool }: Pick<Installation, 'region' | 'accountId' | 'userPool'>) {
  return {
    Id: userPool.id,
    Name: name,
    Arn: `arn:aws:cognito-idp:${region}:${accountId}:userpool/${userPool.id}`,
    UsernameAttributes: ['email'],
    UsernameConfiguration: { CaseSensitive: false },
    AutoVerifiedAttributes: ['email'],
    MfaConfiguration: 'OFF',
    DeletionProtection: 'INACTIVE',
    Policies: {
      PasswordPolicy: {
        MinimumLength: passwordPolicy.minimumLength,
        RequireLowercase: false,
        RequireUppercase: false,
        RequireNumbers: passwordPolicy.requireDigit,
        RequireSymbols: false,
        TemporaryPasswordValidityDays: 7,
      },
    },
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
  };
}

/** The app client as DescribeUserPoolClient shows it. */
export function describeClient({ userPool }: Pick<Installation, 'userPool'>) {
  return {
    UserPoolId: userPool.id,
    ClientId: userPool.clientId,
    ClientName: name,
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    PreventUserExistenceErrors: 'ENABLED',
    EnableTokenRevocation: true,
    AccessTokenValidity: accessTokenMinutes,
    IdTokenValidity: accessTokenMinutes,
    RefreshTokenValidity: refreshTokenDays,
    TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' },
  };
}
