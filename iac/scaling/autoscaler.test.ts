import { describe, expect, it } from '@jest/globals';
import { evaluate } from './alarm.ts';
import { Autoscaler, busiestOf } from './autoscaler.ts';
import type { Readings } from './autoscaler.ts';
import { metricsOf, policies } from './policies.ts';
import { changeOf, stepFor } from './step-policy.ts';

const rule = { comparison: 'atLeast', threshold: 60, evaluationPeriods: 3, datapointsToAlarm: 2 } as const;

describe('an alarm', () => {
  it.each([
    ['counts as many of the last values as it is told to', [90, 10, 60], true],
    ['forgets older values', [90, 90, 10, 10, 59], false],
    ['looks further back where values are missing', [90, 90, undefined, 10, undefined], true],
    [
      'takes what is missing altogether as being within the threshold',
      [90, undefined, undefined, undefined, undefined],
      false,
    ],
    ['does nothing without data', [undefined, undefined, undefined], false],
  ])('%s', (_, values, alarm) => {
    expect(evaluate(rule, values).alarm).toBe(alarm);
  });

  it('compares downwards too, the threshold included', () => {
    expect(evaluate({ ...rule, comparison: 'atMost' }, [60, 60, 61]).alarm).toBe(true);
    expect(evaluate({ ...rule, comparison: 'atMost' }, [60, 61, 61]).alarm).toBe(false);
  });
});

describe('a step policy', () => {
  const steps = [
    { from: 1, to: 1.5, percent: 25 },
    { from: 1.5, to: null, percent: 100 },
  ];

  it('takes the lower bound into a step above the threshold, and the upper one below it', () => {
    expect(stepFor(steps, rule, 60)?.percent).toBe(25);
    expect(stepFor(steps, rule, 90)?.percent).toBe(100);
    expect(stepFor(steps, rule, 59)).toBeUndefined();
    const low = { comparison: 'atMost', threshold: 100 } as const;
    expect(stepFor(policies.scaleIn.steps, low, 50)?.percent).toBe(policies.scaleIn.steps[1]?.percent);
    expect(stepFor(policies.scaleIn.steps, low, 100)?.percent).toBe(policies.scaleIn.steps[0]?.percent);
  });

  it.each([
    [2, 25, 1, 1],
    [10, 25, 1, 2],
    [10, 25, 4, 4],
    [3, -10, 1, -1],
    [19, -10, 1, -1],
    [20, -10, 1, -2],
  ])('changes %i tasks by %i percent, at least %i: %i', (tasks, percent, least, change) => {
    expect(changeOf(tasks, percent, least)).toBe(change);
  });
});

describe('the autoscaler', () => {
  const bounds = { minimum: 2, maximum: 40, cooldownFrom: 'decided' } as const;
  const quiet: Readings = { cpu: 5, memory: 25, requests: 50, queue: 0 };
  const [cpu, requests] = ['cpu', 'requests'].map((name) => metricsOf('posts').find((metric) => metric.name === name));
  const times = (factor: number): Readings => ({ ...quiet, requests: factor * (requests?.limits.threshold ?? NaN) });

  /** Lets as many minutes pass with the same readings and answers the tasks after them. */
  function pass(scaler: Autoscaler, from: number, minutes: number, desired: number, readings: Readings): number {
    return Array.from({ length: minutes }, (_, index) => from + index * 60).reduce(
      (tasks, second) => scaler.decide(second, tasks, readings),
      desired,
    );
  }

  it('adds the difference only while a step out cools down', () => {
    const scaler = new Autoscaler('posts', bounds);
    expect(scaler.decide(0, 8, times(1))).toBe(10);
    // The same again counts as done; a larger one is reckoned from the 8 that there were.
    expect(scaler.decide(60, 10, times(1.1))).toBe(10);
    expect(scaler.decide(120, 10, times(2))).toBe(8 + changeOf(8, 120, 1));
  });

  it('steps again when the cool-down is over and the alarm is not', () => {
    const scaler = new Autoscaler('posts', bounds);
    const cooldown = requests?.policy.cooldown ?? NaN;
    expect(pass(scaler, 0, cooldown / 60, 8, times(1))).toBe(10);
    expect(scaler.decide(cooldown, 10, times(1))).toBe(12);
  });

  it('counts the cool-down from the last task being there, where that is how it is', () => {
    const scaler = new Autoscaler('posts', { ...bounds, cooldownFrom: 'fulfilled' });
    expect(pass(scaler, 0, 10, 8, times(1))).toBe(10);
    scaler.fulfil(600);
    expect(scaler.decide(780, 10, times(1))).toBe(10);
    expect(scaler.decide(840, 10, times(1))).toBe(12);
  });

  it('does what the largest wish of all metrics is', () => {
    const scaler = new Autoscaler('posts', bounds);
    const saturated = { ...times(1), cpu: 100 };
    scaler.decide(0, 8, { ...quiet, cpu: 100 });
    expect(scaler.decide(60, 8, saturated)).toBe(8 + changeOf(8, cpu?.policy.steps.at(-1)?.percent ?? NaN, 1));
    expect(scaler.decisions.at(-1)?.because).toBe('cpu');
  });

  it('takes tasks away only when all minutes of the window were quiet, and waits between two steps', () => {
    const scaler = new Autoscaler('posts', bounds);
    const window = policies.scaleIn.evaluationPeriods;
    expect(pass(scaler, 0, window - 1, 20, quiet)).toBe(20);
    const once = scaler.decide(window * 60, 20, quiet);
    expect(once).toBeLessThan(20);
    const pause = policies.scaleIn.cooldown / 60;
    expect(pass(scaler, (window + 1) * 60, pause - 1, once, quiet)).toBe(once);
    expect(scaler.decide((window + pause) * 60, once, quiet)).toBeLessThan(once);
  });

  it('adds at once although a step in cools down', () => {
    const scaler = new Autoscaler('posts', bounds);
    const fewer = pass(scaler, 0, policies.scaleIn.evaluationPeriods, 20, quiet);
    expect(fewer).toBeLessThan(20);
    expect(scaler.decide(policies.scaleIn.evaluationPeriods * 60, fewer, times(8))).toBe(40);
  });

  it.each(['cpu', 'memory', 'requests', 'queue'] as const)('takes no task away while %s is not low', (name) => {
    const scaler = new Autoscaler('posts', bounds);
    const low = metricsOf('posts').find((metric) => metric.name === name)?.limits.low ?? NaN;
    expect(pass(scaler, 0, 60, 20, { ...quiet, [name]: low * 1.01 })).toBe(20);
    // Of requests alone, no number means that there were none.
    const blind = pass(scaler, 3600, 60, 20, { ...quiet, [name]: undefined });
    expect(blind < 20).toBe(name === 'requests');
    expect(pass(scaler, 7200, 60, 20, { ...quiet, [name]: low })).toBeLessThan(20);
  });

  it('has no busiest metric where one is unknown', () => {
    expect(busiestOf('posts', quiet)).toBeGreaterThan(0);
    expect(busiestOf('posts', { ...quiet, queue: undefined })).toBeUndefined();
  });
});
