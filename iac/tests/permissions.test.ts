import { describe, expect, it } from '@jest/globals';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './terraform.ts';

// What IAM calls the calls whose name differs from that of the SDK's command.
const actionsOf: Readonly<Record<string, string>> = {
  BatchGetCommand: 'dynamodb:BatchGetItem',
  BatchWriteCommand: 'dynamodb:BatchWriteItem',
  DeleteCommand: 'dynamodb:DeleteItem',
  DeleteItemCommand: 'dynamodb:DeleteItem',
  GetCommand: 'dynamodb:GetItem',
  GetItemCommand: 'dynamodb:GetItem',
  PutCommand: 'dynamodb:PutItem',
  QueryCommand: 'dynamodb:Query',
  UpdateCommand: 'dynamodb:UpdateItem',
  UpdateItemCommand: 'dynamodb:UpdateItem',
  DeleteObjectsCommand: 's3:DeleteObject',
  GetObjectCommand: 's3:GetObject',
  PutObjectCommand: 's3:PutObject',
  CreateTopicCommand: 'sns:CreateTopic',
  DeleteTopicCommand: 'sns:DeleteTopic',
  GetSubscriptionAttributesCommand: 'sns:GetSubscriptionAttributes',
  PublishCommand: 'sns:Publish',
  SubscribeCommand: 'sns:Subscribe',
  AdminGetUserCommand: 'cognito-idp:AdminGetUser',
  AdminSetUserPasswordCommand: 'cognito-idp:AdminSetUserPassword',
  AdminUserGlobalSignOutCommand: 'cognito-idp:AdminUserGlobalSignOut',
};

// Cognito answers these without a signature.
const unsigned = new Set([
  'ConfirmForgotPasswordCommand',
  'ConfirmSignUpCommand',
  'ForgotPasswordCommand',
  'InitiateAuthCommand',
  'ResendConfirmationCodeCommand',
  'RevokeTokenCommand',
  'SignUpCommand',
]);

// Made on a laptop only, where Terraform does not; see CREATE_TABLES.
const localOnly = new Set(['CreateBucketCommand', 'CreateTableCommand', 'DescribeTableCommand']);

// Needed without being called: it tells an absent object from a forbidden one.
const besides: Readonly<Record<string, readonly string[]>> = { media: ['s3:ListBucket'] };

async function commandsIn(folder: string): Promise<string[]> {
  const files = (await readdir(join(root, folder), { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !/\.(test|suite)\.ts$/.test(file),
  );
  const texts = await Promise.all(files.map((file) => readFile(join(root, folder, file), 'utf8')));
  return texts.flatMap((text) => [...text.matchAll(/new (\w+Command)\(/g)].map(([, command]) => command ?? ''));
}

/** Actions that code in a folder needs; a command that is in no table above fails the test. */
async function neededBy(folder: string): Promise<string[]> {
  const commands = (await commandsIn(folder)).filter((command) => !unsigned.has(command) && !localOnly.has(command));
  expect(commands.filter((command) => actionsOf[command] === undefined)).toEqual([]);
  return commands.map((command) => actionsOf[command] ?? '');
}

/** The statements of each service in permissions.tf, as text, with what they name put in. */
async function allowed(): Promise<ReadonlyMap<string, readonly string[]>> {
  const text = await readFile(join(root, 'iac/modules/tintype/permissions.tf'), 'utf8');
  const common = /table_actions = \[([^\]]*)\]/.exec(text)?.[1] ?? '';
  const policies = /service_policies = \{\n([\s\S]*?)\n {2}\}\n/.exec(text)?.[1] ?? '';
  const services = [...policies.matchAll(/^ {4}(\w+) += \[(?:\]$|([\s\S]*?)^ {4}\])/gm)];
  return new Map(
    services.map(([, service = '', statements = '']) => [
      service,
      [...statements.replaceAll('local.table_actions', common).matchAll(/"([a-z0-9-]+:[A-Za-z*]+)"/g)]
        .map(([, action]) => action ?? '')
        .filter((action) => !action.startsWith('arn:')),
    ]),
  );
}

/** Actions that the environment's boundary lets roles have. */
async function limits(): Promise<ReadonlySet<string>> {
  const text = await readFile(join(root, 'iac/modules/boundary/main.tf'), 'utf8');
  const lists = [...text.matchAll(/^ {4}actions += \[([^\]]*)\]/gm)].map(([, list]) => list ?? '');
  expect(lists.length).toBeGreaterThan(5);
  return new Set(lists.flatMap((list) => [...list.matchAll(/"([^"]+)"/g)].map(([, action]) => action ?? '')));
}

describe('what the role of each service may do', () => {
  it.each(['auth', 'media', 'posts', 'notifications'])('is what its code calls, and no more: %s', async (service) => {
    const own = await neededBy(`backend/services/${service}/src`);
    // Whoever has a table has an outbox or remembers requests in one.
    const shared = own.some((action) => action.startsWith('dynamodb:')) ? await neededBy('backend/libs/aws/src') : [];
    const needed = new Set([...own, ...shared, ...(besides[service] ?? [])]);
    expect(new Set((await allowed()).get(service))).toEqual(needed);
  });

  // AWS would refuse what is allowed above and not there, at the first call and with no word before.
  it('is also within the boundary of all roles', async () => {
    const within = await limits();
    const beyond = [...(await allowed())].flatMap(([service, actions]) =>
      actions.filter((action) => !within.has(action)).map((action) => `${service}: ${action}`),
    );
    expect(beyond).toEqual([]);
  });

  it('is said of every service', async () => {
    const workloads = JSON.parse(await readFile(join(root, 'iac/workloads.json'), 'utf8')) as { services: object };
    expect([...(await allowed()).keys()].toSorted()).toEqual(Object.keys(workloads.services).toSorted());
  });
});
