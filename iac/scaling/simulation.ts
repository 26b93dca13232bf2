import { Autoscaler } from './autoscaler.ts';
import type { Bounds, Decision, Readings } from './autoscaler.ts';
import type { Curve } from './curves.ts';
import { namesOf } from './autoscaler.ts';
import { messagesInHand, modelOf } from './service-models.ts';
import type { MetricName } from './policies.ts';

/** What happened in one minute. */
export interface Minute {
  readonly second: number;
  readonly desired: number;
  readonly healthy: number;
  readonly requestsPerSecond: number;
  readonly messagesPerSecond: number;
  /** Messages that wait in the queue at its end. */
  readonly backlog: number;
  readonly readings: Readings;
  readonly served: number;
  /** Served, but after waiting for more than a second. */
  readonly late: number;
  readonly refused: number;
}

export interface Outcome {
  readonly service: string;
  readonly curve: Curve;
  readonly bounds: Bounds;
  readonly minutes: readonly Minute[];
  readonly decisions: readonly Decision[];
}

export interface SimulationOptions {
  /** Whether the metrics of a minute reach CloudWatch; all do unless told. */
  readonly arrives?: (minute: number, metric: MetricName) => boolean;
}

const tick = 5;
const ticksPerMinute = 60 / tick;
/** Minutes after its end that a minute's metrics can be read. */
const metricDelay = 1;
/** Share of CPU that a service needs for itself: health checks, polling, metrics. */
const ownCpu = 0.02;
/** While both wait, requests and messages share the CPU in this proportion. */
const requestShare = 0.7;

/** Seconds from the decision to the load balancer's first request, between 60 and 90: pulling, starting, two health checks. */
function startSeconds(number: number): number {
  return 60 + ((number * 37) % 31);
}

/** Runs a service through a curve, second by second in steps of five, with its metrics read and its tasks changed every minute. */
export function simulate(service: string, curve: Curve, bounds: Bounds, options: SimulationOptions = {}): Outcome {
  const model = modelOf(service);
  const autoscaler = new Autoscaler(service, bounds);
  const minutes: Minute[] = [];
  let desired = bounds.minimum;
  let starting: number[] = [];
  let started = 0;
  let [waiting, backlog, memory] = [0, 0, model.memoryIdle];

  for (let minute = 0; minute * 60 < curve.seconds; minute += 1) {
    const sum = {
      requests: 0,
      messages: 0,
      served: 0,
      late: 0,
      refused: 0,
      used: 0,
      given: 0,
      healthy: 0,
      perConsumer: 0,
    };
    for (let step = 0; step < ticksPerMinute; step += 1) {
      const second = minute * 60 + step * tick;
      starting = starting.filter((ready) => ready > second);
      if (starting.length === 0) {
        autoscaler.fulfil(second);
      }
      const healthy = desired - starting.length;
      const load = curve.at(second);
      const requests = load.requests * model.usual.requests * tick;
      const messages = load.messages * model.usual.messages * tick;
      const given = healthy * model.cpus * tick;
      const free = given * (1 - ownCpu);

      const toServe = waiting + requests;
      const toHandle = backlog + messages;
      // A consumer takes no more than it may hold at once.
      const holdable = model.messageSeconds > 0 ? (healthy * messagesInHand * tick) / model.messageSeconds : 0;
      const forMessages = Math.min(toHandle, holdable) * model.cpuPerMessage;
      const forRequests = Math.min(toServe * model.cpuPerRequest, Math.max(free * requestShare, free - forMessages));
      const served = forRequests / model.cpuPerRequest;
      const onMessages = Math.min(forMessages, free - forRequests);
      const handled = model.cpuPerMessage > 0 ? onMessages / model.cpuPerMessage : 0;

      const perSecond = (free * (forMessages > onMessages ? requestShare : 1)) / tick / model.cpuPerRequest;
      sum.late += waiting > perSecond ? Math.min(served, waiting) : 0;
      const longest = perSecond * model.patience;
      sum.refused += Math.max(toServe - served - longest, 0);
      waiting = Math.min(toServe - served, longest);
      backlog = toHandle - handled;

      const busy = (forRequests + onMessages) / given;
      // Memory follows the work slowly, and goes down more slowly than up.
      const wanted = model.memoryIdle + model.memoryBusy * busy;
      memory += (wanted - memory) * (wanted > memory ? tick / 120 : tick / 600);
      const inHand = Math.min((handled / tick) * model.messageSeconds, healthy * messagesInHand);
      sum.perConsumer += (backlog + inHand) / healthy;
      sum.requests += requests;
      sum.messages += messages;
      sum.served += served;
      sum.used += forRequests + onMessages + given * ownCpu;
      sum.given += given;
      sum.healthy += healthy;
    }
    const healthy = sum.healthy / ticksPerMinute;
    const all: Record<MetricName, number> = {
      cpu: Math.min((100 * sum.used) / sum.given, 100),
      memory,
      // Refused requests are answered too, with 503.
      requests: (sum.served + sum.refused) / healthy,
      queue: sum.perConsumer / ticksPerMinute,
    };
    const arrives = options.arrives ?? ((): boolean => true);
    const readings = Object.fromEntries(
      namesOf(service).map((name) => [name, arrives(minute, name) ? all[name] : undefined]),
    ) as Readings;
    minutes.push({
      second: minute * 60,
      desired,
      healthy,
      requestsPerSecond: sum.requests / 60,
      messagesPerSecond: sum.messages / 60,
      backlog,
      readings,
      served: sum.served,
      late: sum.late,
      refused: sum.refused,
    });
    const known = minutes[minute - metricDelay];
    if (known) {
      const end = (minute + 1) * 60;
      const next = autoscaler.decide(end, desired, known.readings);
      // What is taken away is what still starts, newest first; then healthy tasks, which drain and take no new requests.
      starting = next < desired ? starting.slice(0, Math.max(starting.length - (desired - next), 0)) : starting;
      for (let number = desired; number < next; number += 1) {
        starting.push(end + startSeconds((started += 1)));
      }
      desired = next;
    }
  }
  return { service, curve, bounds, minutes, decisions: autoscaler.decisions };
}
