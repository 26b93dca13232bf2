import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import {
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createClients, type localContexts } from './contexts.ts';
import { present } from './suite.ts';

/** Another implementation of AWS, in Python, for a second opinion. */
export interface Moto {
  url: string;
  stop: () => void;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves to undefined when there is no such program. */
function start(port: number): Promise<ChildProcess | undefined> {
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(undefined));
    child.once('spawn', () => resolve(child));
  });
}

/** Starts moto where it is installed. */
export async function startMoto(): Promise<Moto | undefined> {
  const port = await freePort();
  const child = await start(port);
  if (child === undefined) {
    return undefined;
  }
  const url = `http://127.0.0.1:${port}`;
  const stop = () => {
    child.kill();
  };
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      await fetch(`${url}/moto-api/`);
      return { url, stop };
    } catch {
      await setTimeout(100);
    }
  }
  stop();
  throw new Error('moto_server does not answer');
}

/** What the suites need of moto: a pool made like ours, and no mailbox, because it sends nothing. */
export async function motoContexts(url: string): Promise<ReturnType<typeof localContexts>> {
  const clients = createClients({
    region: 'us-east-1',
    credentials: { accessKeyId: 'moto', secretAccessKey: 'moto' },
    endpoints: { cognito: url, s3: url, sns: url, dynamodb: url },
  });
  const { UserPool } = await clients.cognito.send(
    new CreateUserPoolCommand({
      PoolName: 'tintype',
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      Policies: { PasswordPolicy: { MinimumLength: 10, RequireNumbers: true, RequireLowercase: true } },
    }),
  );
  const poolId = present(UserPool?.Id);
  const { UserPoolClient } = await clients.cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId: poolId,
      ClientName: 'tintype',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      AccessTokenValidity: 15,
      TokenValidityUnits: { AccessToken: 'minutes' },
    }),
  );
  await clients.cognito.send(new CreateGroupCommand({ UserPoolId: poolId, GroupName: 'admins' }));
  return {
    cognito: {
      client: clients.cognito,
      poolId,
      clientId: present(UserPoolClient?.ClientId),
      jwksUrl: `${url}/${poolId}/.well-known/jwks.json`,
      code: () => Promise.resolve('123456'),
    },
    s3: { client: clients.s3, endpoint: url },
    sns: { client: clients.sns },
    dynamodb: { client: clients.dynamodb },
  };
}
