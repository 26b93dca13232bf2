import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** The metrics of one service. Names follow Prometheus: base units, `_total` for counters. */
export interface Metrics {
  readonly registry: Registry;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly events: Counter<'event' | 'consumer' | 'result'>;
}

/** Creates a registry labelled with the service; `processMetrics` adds memory, CPU and event loop figures. */
export function createMetrics(service: string, options: { processMetrics?: boolean } = {}): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  if (options.processMetrics ?? true) {
    collectDefaultMetrics({ register: registry });
  }
  return {
    registry,
    requests: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Duration of HTTP requests by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    }),
    events: new Counter({
      name: 'events_handled_total',
      help: 'Events handled by consumer and result (done, repeated, failed, parked)',
      labelNames: ['event', 'consumer', 'result'],
      registers: [registry],
    }),
  };
}
