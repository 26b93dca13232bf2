import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import dynalite from 'dynalite';
import { AwsError } from '../aws-error.ts';
import { readBody } from '../http/read-body.ts';
import { type Binding, listen, type Running, stop } from '../http/serve.ts';
import type { ReportTrouble } from '../http/trouble.ts';
import type { Installation } from '../installation/installation.ts';
import { jsonSignatureError } from '../signature/json-signature-errors.ts';
import { sha256Hex, verifySignature } from '../signature/verify-signature.ts';

export interface DynamoDbOptions {
  binding: Binding;
  dataDirectory: string;
  installation: Installation;
  report: ReportTrouble;
}

const longestBody = 16 * 1024 ** 2;

/** The request once more, with a body that can be read again; dynalite reads nothing else of it. */
function replay(req: IncomingMessage, body: Buffer): IncomingMessage {
  const { method, url, headers } = req;
  return Object.assign(Readable.from([body], { objectMode: false }), {
    method,
    url,
    headers,
  }) as unknown as IncomingMessage;
}

function sendError(res: ServerResponse, { status, code, message }: AwsError): void {
  res.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  res.end(JSON.stringify({ __type: `com.amazon.coral.service#${code}`, message }));
}

/**
 * Starts dynalite behind a check of signatures, which it does not do itself.
 *
 * It also would crash the process when a caller hangs up in the middle of a body, so it only ever sees whole ones.
 */
export async function startDynamoDb({
  binding,
  dataDirectory,
  installation,
  report,
}: DynamoDbOptions): Promise<Running> {
  const server = dynalite({
    path: join(dataDirectory, 'dynamodb'),
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
  });
  const [answer] = server.listeners('request') as RequestListener[];
  const scope = { region: installation.region, service: 'dynamodb', credentials: installation.credentials };
  server.removeAllListeners('request');
  const handle = async (req: IncomingMessage, res: ServerResponse) => {
    const body = await readBody(req, longestBody);
    if (body === undefined) {
      throw new AwsError(413, 'RequestEntityTooLargeException', 'The request is too long.');
    }
    const problem = verifySignature(req, sha256Hex(body), scope);
    if (problem) {
      throw jsonSignatureError(problem);
    }
    answer?.(replay(req, body), res as Parameters<RequestListener>[1]);
  };
  server.on('request', (req, res) => {
    handle(req, res).catch((error: unknown) => {
      if (!(error instanceof AwsError) && !req.destroyed) {
        report(error, 'dynamodb');
      }
      sendError(res, error instanceof AwsError ? error : new AwsError(500, 'InternalServerError', 'Internal error.'));
    });
  });
  const url = await listen(server, binding);
  return { url, close: () => stop(server) };
}
