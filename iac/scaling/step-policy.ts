import type { Step } from './policies.ts';

// How Application Auto Scaling turns a breach into a number of tasks.

/**
 * The step that a value falls into. AWS compares the distance from the threshold: above it the lower bound belongs to the
 * step, below it the upper one.
 */
export function stepFor(steps: readonly Step[], threshold: number, value: number): Step | undefined {
  const multiple = value / threshold;
  return steps.find(({ from, to }) =>
    multiple >= 1
      ? (from === null || multiple >= from) && (to === null || multiple < to)
      : (from === null || multiple > from) && (to === null || multiple <= to),
  );
}

/** How many tasks a percentage of them is, rounded as AWS does: towards zero, but never to nothing, and at least the least change. */
export function changeOf(tasks: number, percent: number, leastChange: number): number {
  const exact = (tasks * percent) / 100;
  const whole = Math.abs(exact) < 1 ? Math.sign(exact) : Math.trunc(exact);
  return Math.sign(whole) * Math.max(Math.abs(whole), leastChange);
}
