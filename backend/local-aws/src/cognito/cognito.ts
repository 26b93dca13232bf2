import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import { readBody } from '../http/read-body.ts';
import { type Binding, type Running, serve } from '../http/serve.ts';
import type { ReportTrouble } from '../http/trouble.ts';
import type { Installation } from '../installation/installation.ts';
import type { MailboxStore } from '../mailbox/mailbox-store.ts';
import { jsonSignatureError } from '../signature/json-signature-errors.ts';
import { sha256Hex, verifySignature } from '../signature/verify-signature.ts';
import type { Database } from '../storage/database.ts';
import type { Action, Actions } from './action.ts';
import { accountActions } from './actions/account.ts';
import { adminCreateActions } from './actions/admin-create.ts';
import { adminUserActions } from './actions/admin-users.ts';
import { describeActions } from './actions/describe.ts';
import { listUsersActions } from './actions/list-users.ts';
import { recoveryActions } from './actions/recovery.ts';
import { signInActions } from './actions/sign-in.ts';
import { signUpActions } from './actions/sign-up.ts';
import { createCodes } from './codes.ts';
import type { CognitoContext } from './context.ts';
import { invalidParameter } from './errors.ts';
import type { Input } from './input.ts';
import { createLockout } from './lockout.ts';
import { createSessions } from './sessions.ts';
import { createTokens } from './tokens.ts';
import { createUsers } from './users.ts';

const actions: Actions = {
  ...signUpActions,
  ...signInActions,
  ...accountActions,
  ...recoveryActions,
  ...adminUserActions,
  ...adminCreateActions,
  ...listUsersActions,
  ...describeActions,
};

// These reach Lambda triggers and threat protection, which the pool does not have; AWS ignores them then, too.
const withoutEffect = ['ClientMetadata', 'UserContextData', 'AnalyticsMetadata'];

const longestBody = 1_000_000;

export interface CognitoOptions {
  binding: Binding;
  database: Database;
  mailbox: MailboxStore;
  installation: Installation;
  report: ReportTrouble;
  now?: () => number;
}

function findAction(req: IncomingMessage): Action {
  const [service, name = ''] = String(req.headers['x-amz-target'] ?? '').split('.');
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (req.method !== 'POST' || service !== 'AWSCognitoIdentityProviderService' || action === undefined) {
    throw new AwsError(400, 'UnknownOperationException', `${name || 'This request'} is not implemented by local-aws.`);
  }
  return action;
}

function parseInput(body: Buffer, action: Action): Input {
  let input: unknown;
  try {
    input = JSON.parse(body.toString() || '{}');
  } catch {
    throw new AwsError(400, 'SerializationException', 'The body is not JSON.');
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new AwsError(400, 'SerializationException', 'The body is not a JSON object.');
  }
  const unknown = Object.keys(input).find((name) => !action.fields.includes(name) && !withoutEffect.includes(name));
  if (unknown !== undefined) {
    throw invalidParameter(`${unknown} is not implemented by local-aws.`);
  }
  return input as Input;
}

async function runAction(req: IncomingMessage, context: CognitoContext, { credentials }: Installation) {
  const body = await readBody(req, longestBody);
  if (body === undefined) {
    throw new AwsError(413, 'RequestEntityTooLargeException', 'The request is too long.');
  }
  const action = findAction(req);
  if (action.access === 'signed') {
    const scope = { region: context.installation.region, service: 'cognito-idp', credentials };
    const problem = verifySignature(req, sha256Hex(body), scope);
    if (problem) {
      throw jsonSignatureError(problem);
    }
  }
  return action.run(context, parseInput(body, action));
}

function send(res: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  res.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'x-amzn-requestid': randomUUID(),
    ...headers,
  });
  res.end(JSON.stringify(body));
}

/** Starts the user pool. */
export async function startCognito(options: CognitoOptions): Promise<Running> {
  const { database, mailbox, installation, now = Date.now } = options;
  const context: CognitoContext = {
    now,
    database,
    mailbox,
    installation,
    users: createUsers(database, now),
    codes: createCodes(database, now),
    lockout: createLockout(database, now),
    sessions: createSessions(database, now),
    tokens: await createTokens(installation, now),
  };
  const jwksPath = `/${installation.userPool.id}/.well-known/jwks.json`;
  return serve(options.binding, async (req, res) => {
    try {
      if (req.method === 'GET' && req.url === jwksPath) {
        send(res, 200, { keys: context.tokens.keys }, { 'content-type': 'application/json' });
        return;
      }
      send(res, 200, await runAction(req, context, installation));
    } catch (error) {
      if (error instanceof AwsError) {
        const { status, code, message } = error;
        send(res, status, { __type: code, message }, { 'x-amzn-errortype': code });
        return;
      }
      options.report(error, 'cognito');
      send(res, 500, { __type: 'InternalErrorException', message: 'Something went wrong.' });
    }
  });
}
