import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import dynalite from 'dynalite';
import { AwsError } from '../aws-error.ts';
import { readBody } from '../http/read-body.ts';
import { type Binding, listen, type Running, stop } from '../http/serve.ts';
import type { ReportTrouble } from '../http/trouble.ts';
import type { Installation } from '../installation/installation.ts';
import { jsonSignatureError } from '../signature/json-signature-errors.ts';
import { type Scope, sha256Hex, verifySignature } from '../signature/verify-signature.ts';
import { type Answer, type AskDynalite, takeOver } from './ask-dynalite.ts';
import { awaitTable } from './await-table.ts';
import { mendTables } from './mend.ts';
import { setUncleanMark } from './unclean-mark.ts';

export interface DynamoDbOptions {
  binding: Binding;
  dataDirectory: string;
  installation: Installation;
  report: ReportTrouble;
}

const longestBody = 16 * 1024 ** 2;

async function handle(req: IncomingMessage, ask: AskDynalite, scope: Scope): Promise<Answer> {
  const body = await readBody(req, longestBody);
  if (body === undefined) {
    throw new AwsError(413, 'RequestEntityTooLargeException', 'The request is too long.');
  }
  const problem = verifySignature(req, sha256Hex(body), scope);
  if (problem) {
    throw jsonSignatureError(problem);
  }
  const question = { method: req.method ?? 'POST', url: req.url ?? '/', headers: req.headers, body };
  const answer = await ask(question);
  if (answer.status === 200 && req.headers['x-amz-target'] === 'DynamoDB_20120810.CreateTable') {
    await awaitTable(ask, question);
  }
  return answer;
}

function refuse({ status, code, message }: AwsError): Answer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ __type: `com.amazon.coral.service#${code}`, message }),
  };
}

/** Starts dynalite behind a check of signatures, which it does not do itself. */
export async function startDynamoDb(options: DynamoDbOptions): Promise<Running> {
  const { binding, dataDirectory, installation, report } = options;
  const path = join(dataDirectory, 'dynamodb');
  const mark = await setUncleanMark(join(dataDirectory, 'dynamodb.unclean'));
  if (mark.wasUnclean) {
    await mendTables(path);
  }
  const server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const ask = takeOver(server);
  const scope = { region: installation.region, service: 'dynamodb', credentials: installation.credentials };
  server.on('request', (req, res) => {
    void handle(req, ask, scope)
      .catch((error: unknown) => {
        if (error instanceof AwsError) {
          return refuse(error);
        }
        if (!req.destroyed) {
          report(error, 'dynamodb');
        }
        return refuse(new AwsError(500, 'InternalServerError', 'Something went wrong.'));
      })
      .then(({ status, headers, body }) => res.writeHead(status, headers).end(body));
  });
  const url = await listen(server, binding);
  return {
    url,
    close: async () => {
      await stop(server);
      await mark.clear();
    },
  };
}
