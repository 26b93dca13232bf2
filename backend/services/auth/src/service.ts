import { defineService } from '@tintype/service';
import { features } from './app.ts';
import { readConfig } from './config.ts';
import { connect } from './dependencies.ts';
import { connectOwnIdentity } from './revocations/own-identity.ts';
import { implementSessions } from './revocations/revocations.rpc.ts';
import { createScope } from './scope.ts';

/** Accounts over Cognito, and the sessions of their devices. */
export const authService = defineService({
  name: 'auth',
  config: readConfig,
  connect,
  features,
  createScope,
  identity: connectOwnIdentity,
  rpc: (dependencies) => [implementSessions(dependencies.revocations)],
  ready: (dependencies) => dependencies.ready(),
  close: (dependencies) => dependencies.close(),
});
