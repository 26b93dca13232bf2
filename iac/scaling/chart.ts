import { metricsOf } from './policies.ts';
import type { MetricName } from './policies.ts';
import { modelOf } from './service-models.ts';
import type { Minute, Outcome } from './simulation.ts';
import { summarise } from './summary.ts';
import type { Summary } from './summary.ts';
import { area, dot, escape, frame, legend, level, line, readable, roundUp, style, times } from './svg.ts';
import type { Panel, Point } from './svg.ts';

const [width, left, right, gap, head] = [860, 64, 20, 52, 94];

/** A panel that is not placed yet. */
interface Drawing {
  readonly height: number;
  readonly highest: number;
  readonly draw: (panel: Panel) => readonly string[];
}

const metricsForPeople: Readonly<Record<MetricName, { name: string; colour: string }>> = {
  cpu: { name: 'CPU', colour: 'a' },
  memory: { name: 'memory', colour: 'b' },
  requests: { name: 'requests per task', colour: 'c' },
  queue: { name: 'queue per task', colour: 'good' },
};

/** Draws what happened: the load, the tasks, how close each metric is to asking for more, and what people noticed. */
export function draw(outcome: Outcome): string {
  const { service, curve } = outcome;
  const summary = summarise(outcome);
  const drawings = [load(outcome), tasks(outcome), metrics(outcome)];
  if (summary.shortMinutes > 0) {
    drawings.push(effects(outcome));
  }
  if (summary.deepestBacklog >= 1) {
    drawings.push(queue(outcome, summary));
  }
  let top = head;
  const parts = drawings.map(({ height, highest, draw: drawOn }, index) => {
    const panel = { left, top, width: width - left - right, height, seconds: curve.seconds, highest };
    top += height + gap;
    return [...drawOn(panel), index === drawings.length - 1 ? times(panel) : ''].join('\n');
  });
  const height = top - gap + 40;
  const sentence = describe(outcome, summary);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title what">`,
    `<title id="title">${escape(`${service}: ${curve.title}`)}</title>`,
    `<desc id="what">${escape(sentence)}</desc>`,
    `<style>${style}</style>`,
    `<rect width="${width}" height="${height}" rx="10" style="fill:var(--paper)"/>`,
    `<text class="title" x="${left}" y="36">${escape(`${service}: ${curve.title.charAt(0).toLowerCase()}${curve.title.slice(1)}`)}</text>`,
    `<text x="${left}" y="56">${escape(sentence)}</text>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

function describe({ bounds }: Outcome, summary: Summary): string {
  const hurt =
    summary.shortMinutes > 0
      ? `${readable(summary.refusedPercent)} % of requests refused and ${readable(summary.latePercent)} % late, within ${summary.shortMinutes} minutes`
      : 'no request refused or late';
  return `${bounds.minimum} to ${summary.mostTasks} tasks in ${summary.changes} changes; ${hurt}`;
}

function series({ minutes }: Outcome, value: (minute: Minute) => number | undefined): Point[] {
  return minutes.flatMap((minute) => {
    const found = value(minute);
    return found === undefined ? [] : [{ second: minute.second, value: found }];
  });
}

function highestOf(...lists: readonly (readonly Point[])[]): number {
  return Math.max(...lists.flat().map(({ value }) => value));
}

function load(outcome: Outcome): Drawing {
  const model = modelOf(outcome.service);
  const requests = series(outcome, (minute) => minute.requestsPerSecond);
  const messages = model.message ? series(outcome, (minute) => minute.messagesPerSecond) : [];
  const { highest, every } = roundUp(highestOf(requests, messages));
  const names = [
    { name: model.request, colour: 'a' },
    ...(model.message ? [{ name: model.message, colour: 'good' }] : []),
  ];
  return {
    height: 110,
    highest,
    draw: (panel) => [
      frame(panel, 'Load a second', every),
      area(panel, requests, 'a'),
      line(panel, requests, 'a'),
      line(panel, messages, 'good'),
      legend(panel, names),
    ],
  };
}

function tasks(outcome: Outcome): Drawing {
  const { bounds, decisions } = outcome;
  const desired = series(outcome, (minute) => minute.desired);
  const healthy = series(outcome, (minute) => minute.healthy);
  const { highest, every } = roundUp(Math.max(highestOf(desired) + 1, 4), true);
  return {
    height: 150,
    highest,
    draw: (panel) => [
      frame(panel, 'Tasks', every),
      area(panel, healthy, 'accent', 'steps', 0.22),
      level(panel, bounds.minimum, 'quiet'),
      bounds.maximum <= highest ? level(panel, bounds.maximum, 'quiet') : '',
      line(panel, desired, 'accent', 'steps'),
      // What called for more, in the colour of the metric.
      ...decisions.map(({ second, to, because }) =>
        because === 'all low' ? '' : dot(panel, { second, value: to }, metricsForPeople[because].colour),
      ),
      legend(panel, [
        { name: 'asked for', colour: 'accent' },
        { name: `least ${bounds.minimum}, most ${bounds.maximum}`, colour: 'quiet', dashed: true },
      ]),
    ],
  };
}

function metrics(outcome: Outcome): Drawing {
  const known = metricsOf(outcome.service);
  return {
    height: 130,
    highest: 200,
    draw: (panel) => [
      frame(panel, 'Metrics, % of threshold', 50),
      level(panel, 100, 'accent'),
      ...known.map(({ name, limits }) => {
        const shares = series(outcome, ({ readings }) => {
          const value = readings[name];
          return value === undefined ? undefined : (100 * value) / limits.threshold;
        });
        return line(panel, shares, metricsForPeople[name].colour);
      }),
      legend(panel, [
        ...known.map(({ name }) => metricsForPeople[name]),
        { name: 'adds tasks', colour: 'accent', dashed: true },
      ]),
    ],
  };
}

function effects(outcome: Outcome): Drawing {
  const percent = (part: number, { served, refused }: Minute): number => (100 * part) / Math.max(served + refused, 1);
  const refused = series(outcome, (minute) => percent(minute.refused, minute));
  const both = series(outcome, (minute) => percent(minute.refused + minute.late, minute));
  return {
    height: 80,
    highest: 100,
    draw: (panel) => [
      frame(panel, 'Requests that people noticed, %', 50),
      area(panel, both, 'late', 'steps', 0.75),
      area(panel, refused, 'bad', 'steps', 0.95),
      legend(panel, [
        { name: 'answered after more than a second', colour: 'late' },
        { name: 'refused', colour: 'bad' },
      ]),
    ],
  };
}

function queue(outcome: Outcome, { deepestBacklog }: Summary): Drawing {
  const backlog = series(outcome, (minute) => minute.backlog);
  const { highest, every } = roundUp(Math.max(deepestBacklog, 100));
  return {
    height: 80,
    highest,
    draw: (panel) => [
      frame(panel, 'Messages waiting', every),
      area(panel, backlog, 'good'),
      line(panel, backlog, 'good'),
    ],
  };
}
