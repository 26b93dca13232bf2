import { createAwsClients, createDynamoOutbox, ensureTable } from '@tintype/aws';
import { startRelay } from '@tintype/events';
import type { ServiceParts } from '@tintype/service';
import { createAccountsGateway } from './accounts/accounts.gateway.ts';
import type { AccountsGateway } from './accounts/accounts.gateway.ts';
import { createUserPoolGateway } from './accounts/user-pool.gateway.ts';
import type { UserPoolGateway } from './accounts/user-pool.gateway.ts';
import type { AuthConfig } from './config.ts';
import { createLimits } from './limits/limits.gateway.ts';
import type { Limits } from './limits/limits.gateway.ts';
import { createRevocationsGateway } from './revocations/revocations.gateway.ts';
import type { RevocationsGateway } from './revocations/revocations.gateway.ts';
import { createCookieSigner } from './sessions/refresh-cookie.ts';
import type { CookieSigner } from './sessions/refresh-cookie.ts';
import { createSessionsGateway } from './sessions/sessions.gateway.ts';
import type { SessionsGateway } from './sessions/sessions.gateway.ts';
import { limitsTable, mainTable } from './tables.ts';

/** What auth stands on. */
export interface AuthDependencies {
  readonly userPool: UserPoolGateway;
  readonly accounts: AccountsGateway;
  readonly sessions: SessionsGateway;
  readonly revocations: RevocationsGateway;
  readonly limits: Limits;
  readonly cookies: CookieSigner;
  readonly publicUrl: string;
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** The composition root. */
export async function connect({
  config,
  logger,
  transport,
  waitFor,
}: ServiceParts<AuthConfig>): Promise<AuthDependencies> {
  const aws = createAwsClients(config);
  const table = mainTable(config.AUTH_TABLE);
  await waitFor('DynamoDB', () =>
    Promise.all([ensureTable(aws, table), ensureTable(aws, limitsTable(config.AUTH_LIMITS_TABLE))]),
  );
  const dynamo = aws.dynamo();
  const relay = startRelay(createDynamoOutbox(dynamo, table), transport, { logger });
  const accounts = createAccountsGateway(dynamo, table.name, config.SESSION_KEY, () => relay.wake());
  const sessions = createSessionsGateway(dynamo, table.name);
  return {
    userPool: createUserPoolGateway(aws.cognito(), {
      id: config.COGNITO_USER_POOL_ID,
      clientId: config.COGNITO_CLIENT_ID,
    }),
    accounts,
    sessions,
    revocations: createRevocationsGateway(dynamo, table.name, () => relay.wake()),
    limits: createLimits(dynamo, config.AUTH_LIMITS_TABLE, config.ADDRESS_LIMIT_FACTOR),
    cookies: createCookieSigner(config.SESSION_KEY),
    publicUrl: config.PUBLIC_URL,
    ready: async () => {
      // Any read will do: it shows that the table is there and answers.
      await accounts.find('readiness');
      return true;
    },
    close: async () => {
      await relay.close();
      aws.close();
    },
  };
}
