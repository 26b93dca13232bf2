import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import { readBody } from '../http/read-body.ts';
import { type Binding, type Running, serve } from '../http/serve.ts';
import type { ReportTrouble } from '../http/trouble.ts';
import type { Installation } from '../installation/installation.ts';
import { type Scope, sha256Hex, verifySignature } from '../signature/verify-signature.ts';
import type { Database } from '../storage/database.ts';
import { element, type Xml, xmlDocument } from '../xml/write-xml.ts';
import type { Actions, SnsContext } from './action.ts';
import { publishActions } from './actions/publish.ts';
import { subscriptionActions } from './actions/subscriptions.ts';
import { topicActions } from './actions/topics.ts';
import { invalidParameter, snsSignatureError } from './errors.ts';
import type { Topics } from './topics.ts';

const actions: Actions = { ...topicActions, ...subscriptionActions, ...publishActions };
const namespace = 'http://sns.amazonaws.com/doc/2010-03-31/';
const longestBody = 1_000_000;

export interface SnsOptions {
  binding: Binding;
  database: Database;
  installation: Installation;
  topics: Topics;
  report: ReportTrouble;
}

const isAllowed = (name: string, allowed: readonly string[]) =>
  allowed.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern));

function send(res: ServerResponse, status: number, document: string): void {
  res.writeHead(status, { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(document) });
  res.end(document);
}

async function runAction(req: IncomingMessage, context: SnsContext, scope: Scope): Promise<[string, readonly Xml[]]> {
  const body = await readBody(req, longestBody);
  if (body === undefined) {
    throw new AwsError(413, 'RequestEntityTooLarge', 'The request is too long.');
  }
  const problem = verifySignature(req, sha256Hex(body), scope);
  if (problem) {
    throw snsSignatureError(problem);
  }
  const parameters = new Map(new URLSearchParams(body.toString()));
  const name = parameters.get('Action') ?? '';
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (req.method !== 'POST' || action === undefined) {
    throw new AwsError(400, 'InvalidAction', `The action ${name} is not implemented by local-aws.`);
  }
  const unknown = [...parameters.keys()].find(
    (parameter) => !isAllowed(parameter, ['Action', 'Version', ...action.parameters]),
  );
  if (unknown !== undefined) {
    throw invalidParameter(`${unknown} Reason: not implemented by local-aws`);
  }
  return [name, action.run(context, parameters)];
}

function sendError(res: ServerResponse, error: AwsError, requestId: string): void {
  const details = element(
    'Error',
    element('Type', error.status < 500 ? 'Sender' : 'Receiver'),
    element('Code', error.code),
    element('Message', error.message),
  );
  send(res, error.status, xmlDocument('ErrorResponse', namespace, details, element('RequestId', requestId)));
}

/** Starts the notification service. */
export async function startSns({ binding, database, installation, topics, report }: SnsOptions): Promise<Running> {
  const scope = { region: installation.region, service: 'sns', credentials: installation.credentials };
  return serve(binding, async (req, res) => {
    const requestId = randomUUID();
    try {
      const [name, result] = await runAction(req, { topics, database }, scope);
      const metadata = element('ResponseMetadata', element('RequestId', requestId));
      send(res, 200, xmlDocument(`${name}Response`, namespace, element(`${name}Result`, ...result), metadata));
    } catch (error) {
      if (!(error instanceof AwsError)) {
        report(error, 'sns');
      }
      sendError(
        res,
        error instanceof AwsError ? error : new AwsError(500, 'InternalError', 'Something went wrong.'),
        requestId,
      );
    }
  });
}
