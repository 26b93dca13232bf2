import { mkdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { startCognito } from './cognito/cognito.ts';
import { cognitoSchema } from './cognito/schema.ts';
import { startDynamoDb } from './dynamodb/dynamodb.ts';
import type { Running } from './http/serve.ts';
import type { ReportTrouble } from './http/trouble.ts';
import { type Identity, loadInstallation } from './installation/installation.ts';
import { createMailboxHandler } from './mailbox/mailbox-handler.ts';
import { createMailboxStore, mailboxSchema } from './mailbox/mailbox-store.ts';
import { startS3 } from './s3/s3.ts';
import { s3Schema } from './s3/schema.ts';
import { snsSchema } from './sns/schema.ts';
import { startSns } from './sns/sns.ts';
import { createTopics } from './sns/topics.ts';
import { openDatabase } from './storage/database.ts';

type Service = 'cognito' | 's3' | 'sns' | 'dynamodb';

export interface LocalAwsOptions {
  dataDirectory: string;
  /** Where people reach the mailbox, such as http://localhost:8080; links in mails begin with it. */
  publicUrl: () => string;
  /** Loopback unless said otherwise. */
  host?: string;
  /** A free port for each service that is not named. */
  ports?: Partial<Record<Service, number>>;
  /** Names and keys of this installation; made at the first start and kept unless they are given. */
  identity?: Identity;
  /** Told about errors that are the fault of local-aws itself. */
  report?: ReportTrouble;
}

export interface LocalAws {
  endpoints: Record<Service, string>;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  userPool: { id: string; clientId: string };
  /** Serves /mailbox and what is below it. */
  mailbox: (req: IncomingMessage, res: ServerResponse) => void;
  close: () => Promise<void>;
}

/** Closes everything, even when some of it fails. */
async function closeAll(running: readonly Running[], finish: () => void): Promise<void> {
  const results = await Promise.allSettled(running.map((service) => service.close()));
  finish();
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    throw failed.reason;
  }
}

/** Starts the AWS that a laptop has: Cognito, S3, SNS and DynamoDB over one data directory. */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  // The rule of this tool, not a setting of the caller: it must not be possible to forget it.
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error('local-aws is a development tool and refuses to run with NODE_ENV=production.');
  }
  const { dataDirectory, publicUrl, host = '127.0.0.1', ports = {}, report = () => undefined } = options;
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const database = openDatabase(join(dataDirectory, 'state.sqlite'), [
    cognitoSchema,
    s3Schema,
    snsSchema,
    mailboxSchema,
  ]);
  const mailbox = createMailboxStore(database);
  const running: Running[] = [];
  const started = async (service: Promise<Running>): Promise<string> => {
    const up = await service;
    running.push(up);
    return up.url;
  };
  try {
    const installation = await loadInstallation(dataDirectory, options.identity);
    const { region, accountId, credentials, userPool } = installation;
    const topics = createTopics({ database, mailbox, publicUrl, region, accountId });
    const common = { dataDirectory, database, mailbox, installation, report };
    const binding = (service: Service) => ({ host, port: ports[service] ?? 0 });
    const starting = await Promise.allSettled([
      started(startCognito({ ...common, binding: binding('cognito') })),
      started(startS3({ ...common, binding: binding('s3') })),
      started(startSns({ ...common, binding: binding('sns'), topics })),
      started(startDynamoDb({ ...common, binding: binding('dynamodb') })),
    ]);
    const [cognito, s3, sns, dynamodb] = starting.map((result) => {
      if (result.status === 'rejected') {
        throw result.reason;
      }
      return result.value;
    }) as [string, string, string, string];
    return {
      endpoints: { cognito, s3, sns, dynamodb },
      region,
      credentials,
      userPool,
      mailbox: createMailboxHandler({ mailbox, topics, publicUrl, report }),
      close: () => closeAll(running, database.close),
    };
  } catch (error) {
    await closeAll(running, database.close).catch(() => undefined);
    throw error;
  }
}
