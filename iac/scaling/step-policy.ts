import type { Step } from './policies.ts';

// How Application Auto Scaling turns a breach into a number of tasks.

/**
 * The step that a value falls into. AWS compares the distance from the threshold: of an alarm for too much the lower bound
 * belongs to the step, of one for too little the upper one.
 */
export function stepFor(
  steps: readonly Step[],
  alarm: { readonly comparison: 'atLeast' | 'atMost'; readonly threshold: number },
  value: number,
): Step | undefined {
  const multiple = value / alarm.threshold;
  return steps.find(({ from, to }) =>
    alarm.comparison === 'atLeast'
      ? multiple >= (from ?? -Infinity) && multiple < (to ?? Infinity)
      : multiple > (from ?? -Infinity) && multiple <= (to ?? Infinity),
  );
}

/** How many tasks a percentage of them is, rounded as AWS does: towards zero, but never to nothing, and at least the least change. */
export function changeOf(tasks: number, percent: number, leastChange: number): number {
  const exact = (tasks * percent) / 100;
  const whole = Math.abs(exact) < 1 ? Math.sign(exact) : Math.trunc(exact);
  return Math.sign(whole) * Math.max(Math.abs(whole), leastChange);
}
