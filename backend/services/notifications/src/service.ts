import { defineService } from '@tintype/service';
import { features } from './app.ts';
import { readConfig } from './config.ts';
import { connect } from './dependencies.ts';
import { acceptSockets } from './live/live.socket.ts';
import { createScope } from './scope.ts';
import { subscribe } from './subscriptions.ts';

/** What happened, told in the app, by mail and over open sockets. */
export const notificationsService = defineService({
  name: 'notifications',
  config: readConfig,
  connect,
  features,
  createScope,
  idempotency: (dependencies) => dependencies.idempotency,
  subscribe,
  sockets: ({ connections, publicUrl, scope }, identity) =>
    acceptSockets({ connections, identity, publicUrl, logger: scope.logger }),
  ready: (dependencies) => dependencies.ready(),
  close: (dependencies) => dependencies.close(),
});
