import { defineService } from '@tintype/service';
import { features } from './app.ts';
import { readConfig } from './config.ts';
import { connect } from './dependencies.ts';
import { createScope } from './scope.ts';
import { implementGraph } from './graph/graph.rpc.ts';
import { subscribe } from './subscriptions.ts';

/** People, follows, posts, comments, likes, albums and the home feed. */
export const postsService = defineService({
  name: 'posts',
  config: readConfig,
  connect,
  features,
  createScope,
  idempotency: (dependencies) => dependencies.idempotency,
  rpc: (dependencies) => [implementGraph(dependencies)],
  subscribe,
  ready: (dependencies) => dependencies.ready(),
  close: (dependencies) => dependencies.close(),
});
