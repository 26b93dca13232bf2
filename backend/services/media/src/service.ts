import { defineService } from '@tintype/service';
import { features } from './app.ts';
import { implementPhotoService } from './claims/photo-service.rpc.ts';
import { readConfig } from './config.ts';
import { connect } from './dependencies.ts';
import { createScope } from './scope.ts';
import { subscribe } from './subscriptions.ts';

/** Photos: upload, variants, delivery, and what keeps them alive. */
export const mediaService = defineService({
  name: 'media',
  config: readConfig,
  connect,
  features,
  createScope,
  idempotency: (dependencies) => dependencies.idempotency,
  rpc: (dependencies) => [implementPhotoService(dependencies.scope)],
  subscribe,
  ready: (dependencies) => dependencies.ready(),
  close: (dependencies) => dependencies.close(),
});
