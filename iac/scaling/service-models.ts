import { readFileSync } from 'node:fs';

/** What a task of a service can do, as far as scaling is concerned. Measured where `measured` says so, reckoned elsewhere. */
export interface ServiceModel {
  /** What one request of the load is, for people. */
  readonly request: string;
  readonly cpuPerRequest: number;
  /** Longest time that a request waits before it is refused or given up. */
  readonly patience: number;
  /** What one message is, for people; none where the service consumes nothing. */
  readonly message?: string;
  readonly cpuPerMessage: number;
  /** Seconds that a message is in hand, stores and other services included. */
  readonly messageSeconds: number;
  /** Share of memory that an idle task holds, and what a fully busy one holds besides. */
  readonly memoryIdle: number;
  readonly memoryBusy: number;
  /** Load of the curves at one: requests and messages a second. */
  readonly usual: { readonly requests: number; readonly messages: number };
  readonly measured: string;
}

/** Messages that a consumer of a task holds at once (libs/events subscribes with it). */
export const messagesInHand = 10;

export const serviceModels: Readonly<Record<string, ServiceModel>> = {
  auth: {
    request: 'sign-ins and refreshes',
    cpuPerRequest: 0.007,
    patience: 5,
    cpuPerMessage: 0,
    messageSeconds: 0,
    memoryIdle: 25,
    memoryBusy: 20,
    usual: { requests: 30, messages: 0 },
    measured: 'nothing; CPU per request reckoned',
  },
  media: {
    request: 'uploads of 12 MP, each with 20 photos delivered',
    // One upload (0.77 s, measured) and twenty deliveries of 2 ms (reckoned), spread over the 21 requests.
    cpuPerRequest: (0.77 + 20 * 0.002) / 21,
    patience: 12,
    message: 'claims',
    cpuPerMessage: 0.01,
    messageSeconds: 0.04,
    memoryIdle: 15,
    memoryBusy: 20,
    usual: { requests: 15, messages: 2 },
    measured: 'CPU of an upload, memory',
  },
  posts: {
    request: 'requests',
    cpuPerRequest: 0.0043,
    patience: 2,
    message: 'posts for feeds',
    cpuPerMessage: 0.005,
    messageSeconds: 0.03,
    memoryIdle: 25,
    memoryBusy: 20,
    usual: { requests: 60, messages: 5 },
    measured: 'CPU of a page of the feed',
  },
  notifications: {
    request: 'requests',
    cpuPerRequest: 0.005,
    patience: 5,
    message: 'events to tell people of',
    cpuPerMessage: 0.01,
    messageSeconds: 0.05,
    memoryIdle: 25,
    memoryBusy: 25,
    usual: { requests: 10, messages: 15 },
    measured: 'nothing; reckoned',
  },
};

/** The model of a service, and the virtual CPUs that iac/workloads.json gives each of its tasks. */
export function modelOf(service: string): ServiceModel & { readonly cpus: number } {
  const workloads = JSON.parse(readFileSync(new URL('../workloads.json', import.meta.url), 'utf8')) as {
    services: Record<string, { cpu: number }>;
  };
  const model = serviceModels[service];
  const workload = workloads.services[service];
  if (!model || !workload) {
    throw new Error(`There is no service ${service}: ${Object.keys(serviceModels).join(', ')}.`);
  }
  return { ...model, cpus: workload.cpu / 1024 };
}
