import { evaluate } from './alarm.ts';
import { metricNames, metricsOf, policies } from './policies.ts';
import type { MetricName } from './policies.ts';
import { changeOf, stepFor } from './step-policy.ts';

/** The metrics of one minute; undefined where none came. */
export type Readings = Readonly<Partial<Record<MetricName, number | undefined>>>;

/** A change that the autoscaler made, and what called for it. */
export interface Decision {
  readonly second: number;
  readonly from: number;
  readonly to: number;
  readonly because: MetricName | 'all low';
}

export interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
  /**
   * From when a cool-down counts. AWS documents "after it successfully scales out"; whether that is the decision or the last
   * task being there it does not say, so both can be simulated.
   */
  readonly cooldownFrom?: 'fulfilled' | 'decided';
}

/** Minutes that are kept: more than any alarm looks at. */
const remembered = 30;

interface Activity {
  readonly direction: 'out' | 'in';
  /** Tasks before it: what steps out are reckoned from while it cools down. */
  readonly before: number;
  readonly cooldown: number;
  /** When its tasks were there; the cool-down counts from then. */
  fulfilled: number | undefined;
}

/**
 * The scale-in metric: the busiest of all in percent of its low mark; no value where one of them is missing, but that no
 * number of requests means none: a load balancer that nobody asks reports nothing.
 */
export function busiestOf(service: string, readings: Readings): number | undefined {
  const shares = metricsOf(service).map(({ name, limits }) => {
    const value = readings[name] ?? (name === 'requests' ? 0 : undefined);
    const idle = limits.idle ?? 0;
    return value === undefined ? undefined : (100 * (value - idle)) / (limits.low - idle);
  });
  return shares.includes(undefined) ? undefined : Math.max(...shares.filter((share) => share !== undefined));
}

/** Alarms and step policies of one service, as CloudWatch and Application Auto Scaling work them. */
export class Autoscaler {
  readonly decisions: Decision[] = [];
  readonly #service: string;
  readonly #bounds: Bounds;
  readonly #history: Readings[] = [];
  #latest: Activity | undefined;

  constructor(service: string, bounds: Bounds) {
    this.#service = service;
    this.#bounds = bounds;
  }

  /** Says that as many tasks are healthy as were asked for. */
  fulfil(second: number): void {
    if (this.#latest) {
      this.#latest.fulfilled ??= second;
    }
  }

  /** Takes the metrics of one more minute, evaluates the alarms, and answers how many tasks there shall be. */
  decide(second: number, desired: number, readings: Readings): number {
    this.#history.push(readings);
    this.#history.splice(0, this.#history.length - remembered);
    const wishes = this.#wishesOut(second, desired);
    const largest = wishes.toSorted((a, b) => b.tasks - a.tasks)[0];
    if (largest) {
      return this.#act(second, desired, largest.tasks, largest.because, policies.metrics[largest.because].cooldown);
    }
    return this.#scaleIn(second, desired);
  }

  #wishesOut(second: number, desired: number): { tasks: number; because: MetricName }[] {
    // While an earlier step out cools down, what it added counts towards the next: only the excess is added.
    const base = this.#isCooling(second, 'out') ? (this.#latest?.before ?? desired) : desired;
    return metricsOf(this.#service).flatMap(({ name, policy, limits }) => {
      const rule = { ...policy, comparison: 'atLeast', threshold: limits.threshold } as const;
      const { alarm, values } = evaluate(
        rule,
        this.#history.map((readings) => readings[name]),
      );
      const step = alarm ? stepFor(policy.steps, rule, Math.max(...values)) : undefined;
      return step ? [{ tasks: base + changeOf(base, step.percent, policy.leastChange), because: name }] : [];
    });
  }

  #scaleIn(second: number, desired: number): number {
    const { scaleIn } = policies;
    const rule = { ...scaleIn, comparison: 'atMost' } as const;
    const { alarm, values } = evaluate(
      rule,
      this.#history.map((readings) => busiestOf(this.#service, readings)),
    );
    const step = alarm ? stepFor(scaleIn.steps, rule, Math.max(...values)) : undefined;
    if (!step || this.#isCooling(second, 'in') || this.#isCooling(second, 'out')) {
      return desired;
    }
    const tasks = desired + changeOf(desired, step.percent, scaleIn.leastChange);
    return this.#act(second, desired, tasks, 'all low', scaleIn.cooldown);
  }

  #act(second: number, desired: number, wish: number, because: Decision['because'], cooldown: number): number {
    const tasks = Math.min(Math.max(wish, this.#bounds.minimum), this.#bounds.maximum);
    const direction = because === 'all low' ? 'in' : 'out';
    if (direction === 'out' ? tasks <= desired : tasks >= desired) {
      return desired;
    }
    const continues = direction === 'out' && this.#isCooling(second, 'out');
    this.#latest = {
      direction,
      before: continues ? (this.#latest?.before ?? desired) : desired,
      cooldown,
      fulfilled: this.#bounds.cooldownFrom === 'decided' ? second : undefined,
    };
    this.decisions.push({ second, from: desired, to: tasks, because });
    return tasks;
  }

  #isCooling(second: number, direction: Activity['direction']): boolean {
    const latest = this.#latest;
    return (
      latest?.direction === direction && (latest.fulfilled === undefined || second < latest.fulfilled + latest.cooldown)
    );
  }
}

/** Whether any metric asks for more tasks. */
export function isAboveThreshold(service: string, readings: Readings): boolean {
  return metricsOf(service).some(({ name, limits }) => (readings[name] ?? 0) >= limits.threshold);
}

/** The metrics that the service scales on. */
export function namesOf(service: string): MetricName[] {
  const known = new Set(metricsOf(service).map(({ name }) => name));
  return metricNames.filter((name) => known.has(name));
}
