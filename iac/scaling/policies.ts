import { readFileSync } from 'node:fs';

/** A range of a step policy as policies.json has it: multiples of the threshold, and the change in percent of the tasks. */
export interface Step {
  /** Included; null is minus infinity. */
  readonly from: number | null;
  /** Not included; null is infinity. */
  readonly to: number | null;
  readonly percent: number;
}

/** What metrics of one kind have in common, whatever the service. */
export interface MetricPolicy {
  readonly what: string;
  readonly unit: string;
  readonly statistic: string;
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly cooldown: number;
  readonly leastChange: number;
  readonly steps: readonly Step[];
  readonly reasons: Readonly<Record<'evaluation' | 'cooldown' | 'steps', string>>;
}

/** Where a service's metric asks for more tasks, and where it would not mind fewer. */
export interface Limits {
  readonly threshold: number;
  readonly low: number;
  /** What an idle task has of it; nothing unless told. */
  readonly idle?: number;
  readonly why: string;
  readonly queues?: readonly string[];
}

export const metricNames = ['cpu', 'memory', 'requests', 'queue'] as const;
export type MetricName = (typeof metricNames)[number];

/** The limits of a service for each metric that it scales on. */
export type ServiceLimits = Readonly<Partial<Record<MetricName, Limits>>>;

/** policies.json, the one place of all numbers of scaling. */
export interface Policies {
  readonly aggregation: 'Maximum';
  readonly metrics: Readonly<Record<MetricName, MetricPolicy>>;
  readonly scaleIn: Omit<MetricPolicy, 'unit' | 'statistic' | 'reasons'> & {
    readonly threshold: number;
    readonly why: Readonly<Record<'threshold' | 'marks' | 'evaluation' | 'cooldown' | 'steps', string>>;
  };
  readonly services: Readonly<Record<string, ServiceLimits>>;
}

/** Where Terraform reads the policies; the simulation reads the same file. */
export const policiesFile = new URL('../modules/scaling/policies.json', import.meta.url);

export const policies = JSON.parse(readFileSync(policiesFile, 'utf8')) as Policies;

/** The metrics of a service in a fixed order, each with its policy and its limits. */
export function metricsOf(service: string): { name: MetricName; policy: MetricPolicy; limits: Limits }[] {
  const limits = policies.services[service];
  if (!limits) {
    throw new Error(`policies.json knows ${Object.keys(policies.services).join(', ')}, but not ${service}.`);
  }
  return metricNames.flatMap((name) => {
    const own = limits[name];
    return own ? [{ name, policy: policies.metrics[name], limits: own }] : [];
  });
}
