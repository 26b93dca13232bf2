export { createMetrics } from './metrics.ts';
export type { Metrics } from './metrics.ts';
export { hardenServer } from './front.ts';
export { runService } from './run.ts';
export { runTask } from './run-task.ts';
export type { RunningService, ServiceDefinition } from './service.ts';
export { createWaiting } from './waiting.ts';
export type { WaitFor } from './waiting.ts';
