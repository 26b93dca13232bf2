/** What a CloudWatch alarm compares its metric with, and over how long. */
export interface AlarmRule {
  readonly comparison: 'atLeast' | 'atMost';
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
}

export interface Verdict {
  readonly alarm: boolean;
  /** The values that were looked at, latest last. */
  readonly values: readonly number[];
}

/** How many minutes more than the evaluation periods CloudWatch looks back for values when some are missing. */
const lookBack = 2;

/**
 * Evaluates an alarm over values a minute apart, latest last, undefined where none came. As CloudWatch does: with enough
 * values in the somewhat longer range, missing ones do not count; without, the rest counts as within the threshold
 * (`notBreaching`, which all alarms of scaling have).
 */
export function evaluate(rule: AlarmRule, series: readonly (number | undefined)[]): Verdict {
  const values = series
    .slice(-(rule.evaluationPeriods + lookBack))
    .filter((value) => value !== undefined)
    .slice(-rule.evaluationPeriods);
  const breaching = values.filter((value) =>
    rule.comparison === 'atLeast' ? value >= rule.threshold : value <= rule.threshold,
  );
  return { alarm: breaching.length >= rule.datapointsToAlarm, values };
}
