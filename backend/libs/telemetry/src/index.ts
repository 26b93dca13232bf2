export { createMetrics } from './metrics.ts';
export type { Metrics } from './metrics.ts';
export { hardenServer, runService } from './run.ts';
export type { RunningService, ServiceDefinition } from './service.ts';
