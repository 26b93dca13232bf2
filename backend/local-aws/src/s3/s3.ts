import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import { type Binding, type Running, serve } from '../http/serve.ts';
import type { ReportTrouble } from '../http/trouble.ts';
import type { Installation } from '../installation/installation.ts';
import { type Scope, verifySignature } from '../signature/verify-signature.ts';
import type { Database } from '../storage/database.ts';
import { element, xmlDocument } from '../xml/write-xml.ts';
import { openBlobStore } from './blob-store.ts';
import { headerOf, parseTarget, type S3Call, type S3Context } from './call.ts';
import { invalidRequest, notImplemented, s3SignatureError } from './errors.ts';
import { findOperation } from './find-operation.ts';
import { createObjectIndex } from './object-index.ts';
import { sendXml } from './send-xml.ts';
import { sweepBlobs } from './sweep-blobs.ts';

export interface S3Options {
  binding: Binding;
  dataDirectory: string;
  database: Database;
  installation: Installation;
  report: ReportTrouble;
}

function assertSigned({ req, query }: S3Call, scope: Scope): void {
  if (query.has('X-Amz-Signature')) {
    throw notImplemented('A presigned address');
  }
  const payload = headerOf(req, 'x-amz-content-sha256');
  if (headerOf(req, 'authorization') !== undefined && payload === undefined) {
    throw invalidRequest('Missing required header for this request: x-amz-content-sha256');
  }
  const problem = verifySignature(req, payload ?? '', scope);
  if (problem) {
    throw s3SignatureError(problem);
  }
}

function sendError(req: IncomingMessage, res: ServerResponse, error: AwsError, requestId: string): void {
  if (res.headersSent) {
    // Half of an object went out; cutting the connection is the only way left to say so.
    res.destroy();
    return;
  }
  if (req.method === 'HEAD') {
    res.writeHead(error.status);
    res.end();
    return;
  }
  sendXml(
    res,
    error.status,
    xmlDocument(
      'Error',
      undefined,
      element('Code', error.code),
      element('Message', error.message),
      element('Resource', req.url ?? ''),
      element('RequestId', requestId),
    ),
  );
}

/** Starts the object store. */
export async function startS3(options: S3Options): Promise<Running> {
  const { database, dataDirectory, installation, report } = options;
  const context: S3Context = { index: createObjectIndex(database), blobs: await openBlobStore(dataDirectory) };
  const scope = { region: installation.region, service: 's3', credentials: installation.credentials };
  const sweeping = sweepBlobs(context, report);
  const running = await serve(options.binding, async (req, res) => {
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    res.setHeader('x-amz-request-id', requestId);
    try {
      const call: S3Call = { req, res, ...parseTarget(req.url ?? '/') };
      assertSigned(call, scope);
      await findOperation(call).run(context, call);
    } catch (error) {
      if (error instanceof AwsError) {
        sendError(req, res, error, requestId);
        return;
      }
      if (!req.destroyed && !res.destroyed) {
        report(error, 's3');
      }
      sendError(req, res, new AwsError(500, 'InternalError', 'Something went wrong.'), requestId);
    }
  });
  return {
    url: running.url,
    close: async () => {
      await running.close();
      await sweeping.stop();
    },
  };
}
