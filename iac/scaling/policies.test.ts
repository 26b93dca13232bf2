import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { durableConsumers } from '../../backend/libs/events/src/consumers.ts';
import { metricNames, metricsOf, policies, policiesFile } from './policies.ts';
import { changeOf } from './step-policy.ts';
import { messagesInHand } from './service-models.ts';

const services = Object.keys(policies.services);
const everyMetric = services.flatMap((service) => metricsOf(service).map((metric) => ({ service, ...metric })));
const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** What becomes of a value per task when the tasks change. */
const after = (value: number, tasks: number, change: number): number => (value * tasks) / (tasks + change);

describe('policies.json', () => {
  it('is what Terraform reads too', () => {
    const module = new URL('../modules/scaling/main.tf', import.meta.url);
    expect(readFileSync(module, 'utf8')).toContain('jsondecode(file("${path.module}/policies.json"))');
    expect(new URL('policies.json', module).href).toBe(policiesFile.href);
  });

  it('has exactly the services that there are', () => {
    const workloads = JSON.parse(readFileSync(new URL('../workloads.json', import.meta.url), 'utf8')) as {
      services: Record<string, unknown>;
    };
    expect(services.toSorted()).toEqual(Object.keys(workloads.services).toSorted());
  });

  it('names every queue that a service consumes', () => {
    const named = services.flatMap((service) => policies.services[service]?.queue?.queues ?? []);
    expect(named.toSorted()).toEqual(Object.keys(durableConsumers).toSorted());
    for (const service of services) {
      for (const queue of policies.services[service]?.queue?.queues ?? []) {
        expect(queue.split('.')[0]).toBe(service);
      }
    }
  });

  it('says why of every number', () => {
    for (const { limits, policy } of everyMetric) {
      for (const text of [limits.why, ...Object.values(policy.reasons), ...Object.values(policies.scaleIn.why)]) {
        expect(text.length).toBeGreaterThan(10);
        // CloudWatch takes descriptions of up to 1,024 letters.
        expect(text.length).toBeLessThan(950);
      }
    }
  });

  it('has steps without gap or overlap, larger ones further out', () => {
    for (const name of metricNames) {
      const { steps } = policies.metrics[name];
      expect(steps[0]?.from).toBe(1);
      expect(steps.at(-1)?.to).toBeNull();
      expect(steps.slice(1).map(({ from }) => from)).toEqual(steps.slice(0, -1).map(({ to }) => to));
      expect(steps.map(({ percent }) => percent)).toEqual(
        steps.map(({ percent }) => percent).toSorted((a, b) => a - b),
      );
      expect(Math.min(...steps.map(({ percent }) => percent))).toBeGreaterThan(0);
    }
    const { steps } = policies.scaleIn;
    expect(steps[0]?.to).toBe(1);
    expect(steps.at(-1)?.from).toBeNull();
    expect(steps.slice(1).map(({ to }) => to)).toEqual(steps.slice(0, -1).map(({ from }) => from));
    expect(Math.max(...steps.map(({ percent }) => percent))).toBeLessThan(0);
  });

  it('has no step that a percentage can never reach', () => {
    for (const { name, policy, limits } of everyMetric) {
      if (name === 'cpu' || name === 'memory') {
        expect((policy.steps.at(-1)?.from ?? Infinity) * limits.threshold).toBeLessThan(100);
      }
    }
  });
});

describe('flapping', () => {
  it('cannot come of a step in: what is left stays below every threshold', () => {
    for (const { name, limits } of everyMetric) {
      for (const step of policies.scaleIn.steps) {
        for (const tasks of numbers(3, 120)) {
          const change = changeOf(tasks, step.percent, policies.scaleIn.leastChange);
          const idle = limits.idle ?? 0;
          const highest = after(idle + (limits.low - idle) * (step.to ?? 1), tasks, change);
          // A queue has no share that a task carries: what must not happen is that more comes than consumers can hold.
          expect(highest).toBeLessThan(name === 'queue' ? messagesInHand : limits.threshold);
        }
      }
      expect(name === 'queue' ? messagesInHand : 0).toBeLessThan(limits.threshold);
    }
  });

  it('cannot come of a step out: the load that asked for it does not call for a step in', () => {
    for (const { name, policy, limits } of everyMetric.filter((metric) => metric.name !== 'queue')) {
      for (const step of policy.steps) {
        for (const tasks of numbers(2, 120)) {
          const change = changeOf(tasks, step.percent, policy.leastChange);
          const least = after(limits.threshold * (step.from ?? 1), tasks, change);
          expect({ name, tasks, isLow: least <= limits.low }).toEqual({ name, tasks, isLow: false });
        }
      }
    }
  });
});
