import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { createAwsClients } from '../src/index.ts';
import type { AwsClients, AwsConfig } from '../src/index.ts';

/** A DynamoDB in memory for one test file. */
export interface TestDynamo {
  readonly clients: AwsClients;
  close(): Promise<void>;
}

/** A configuration in which everything points to one local port. */
export function localConfig(port: number): AwsConfig {
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    AWS_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ENDPOINT_URL_SNS: endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    CREATE_TABLES: true,
  };
}

/** Starts dynalite on a free port. */
export async function startDynamo(): Promise<TestDynamo> {
  const server: Server = dynalite({ createTableMs: 20 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const clients = createAwsClients(localConfig((server.address() as AddressInfo).port));
  return {
    clients,
    async close() {
      clients.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
