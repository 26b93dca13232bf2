import type { metricsOf, Policies, Step } from './policies.ts';

/** An alarm as modules/monitoring/alarms.json has it; one that is made of others has neither threshold nor period. */
export interface AlarmEntry {
  readonly what: string;
  readonly per?: string;
  readonly comparison: 'above' | 'below' | 'any';
  readonly of?: readonly string[];
  readonly threshold?: number;
  readonly unit?: string;
  /** Thresholds of single subjects. */
  readonly exceptions?: Readonly<Record<string, number>>;
  readonly period?: number;
  readonly evaluationPeriods?: number;
  readonly datapointsToAlarm?: number;
  readonly why: string;
}

/** Replaces what is between `<!-- name -->` and `<!-- /name -->`. */
export function between(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to < from) {
    throw new Error(`iac/README.md has no ${begin} followed by ${end}.`);
  }
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}

/** A table in Markdown. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Every policy that adds tasks, the one that takes them away, and why each number is what it is. */
export function scalingTable(all: Policies, metrics: typeof metricsOf): string {
  const rows = Object.keys(all.services).flatMap((service) =>
    metrics(service).map(({ name, policy, limits }) => [
      service,
      name === 'queue'
        ? `messages per consumer in ${(limits.queues ?? []).map((queue) => `\`${queue}\``).join(', ')}`
        : nameOf(name),
      steps(policy.steps, limits.threshold, policy.unit),
      window(policy),
      `${policy.cooldown} s`,
      withUnit(limits.low, policy.unit),
      limits.why,
    ]),
  );
  const { scaleIn } = all;
  const fewer = [
    'each',
    'all of its metrics, the busiest of them in percent of its low mark',
    scaleIn.steps
      .map(({ to, percent }) => `up to ${withUnit((to ?? 1) * scaleIn.threshold, '%')}: ${percent} %`)
      .join('<br>'),
    window(scaleIn),
    `${scaleIn.cooldown} s`,
    '',
    scaleIn.why.threshold,
  ];
  const reasons = Object.entries(all.metrics).map(([name, { reasons: why }]) => [
    nameOf(name),
    why.evaluation,
    why.cooldown,
    why.steps,
  ]);
  return [
    table(['service', 'metric', 'change of tasks', 'looked at', 'cool-down', 'low mark', 'why'], [...rows, fewer]),
    table(
      ['metric', 'why it is looked at so long', 'why it cools down so long', 'why these steps'],
      [
        ...reasons,
        ['taking away', scaleIn.why.evaluation, scaleIn.why.cooldown, `${scaleIn.why.steps} ${scaleIn.why.marks}`],
      ],
    ),
  ].join('\n\n');
}

/** Every alarm that tells somebody. */
export function alarmTable(alarms: Readonly<Record<string, AlarmEntry>>): string {
  return table(
    ['alarm', 'of each', 'what', 'threshold', 'looked at', 'why'],
    Object.entries(alarms).map(([name, alarm]) => [
      `\`${name}\``,
      alarm.per ?? '',
      alarm.what,
      thresholdOf(alarm),
      windowOf(alarm),
      alarm.why,
    ]),
  );
}

function thresholdOf({ comparison, of = [], threshold, unit = '', exceptions = {} }: AlarmEntry): string {
  if (threshold === undefined) {
    return `any of ${of.map((name) => `\`${name}\``).join(', ')}`;
  }
  const others = Object.entries(exceptions).map(([subject, value]) => `${subject} ${withUnit(value, unit)}`);
  return [`${comparison} ${withUnit(threshold, unit)}`, ...others].join(', ');
}

function windowOf({ period, evaluationPeriods, datapointsToAlarm = evaluationPeriods }: AlarmEntry): string {
  return period === undefined || evaluationPeriods === undefined || datapointsToAlarm === undefined
    ? ''
    : window({ period, evaluationPeriods, datapointsToAlarm });
}

function nameOf(metric: string): string {
  return (
    { cpu: 'CPU', memory: 'memory', requests: 'requests a minute per task', queue: 'messages per consumer' }[metric] ??
    metric
  );
}

function withUnit(value: number, unit: string): string {
  const number = value.toLocaleString('en', { maximumFractionDigits: 1 });
  return unit === '' ? number : `${number} ${unit}`;
}

function steps(list: readonly Step[], threshold: number, unit: string): string {
  return list.map(({ from, percent }) => `from ${withUnit((from ?? 1) * threshold, unit)}: +${percent} %`).join('<br>');
}

function window({
  period,
  evaluationPeriods,
  datapointsToAlarm,
}: {
  period: number;
  evaluationPeriods: number;
  datapointsToAlarm: number;
}): string {
  const minutes = (count: number): string => `${(count * period) / 60} min`;
  return datapointsToAlarm === evaluationPeriods
    ? minutes(evaluationPeriods)
    : `${minutes(datapointsToAlarm)} of ${(evaluationPeriods * period) / 60}`;
}
