import { describe, expect, it } from '@jest/globals';
import { isAboveThreshold } from './autoscaler.ts';
import type { Bounds } from './autoscaler.ts';
import { draw } from './chart.ts';
import { curveFromCsv, curves, steady } from './curves.ts';
import type { Curve } from './curves.ts';
import { policies } from './policies.ts';
import { modelOf } from './service-models.ts';
import { simulate } from './simulation.ts';
import type { Outcome } from './simulation.ts';

const services = Object.keys(policies.services);
const hour = 3600;
/** AWS does not say from when exactly a cool-down counts, so everything has to hold either way. */
const interpretations: readonly Bounds[] = [
  { minimum: 2, maximum: 40, cooldownFrom: 'fulfilled' },
  { minimum: 2, maximum: 40, cooldownFrom: 'decided' },
];
const everyRun = services.flatMap((service) =>
  Object.entries(curves).flatMap(([name, curve]) =>
    interpretations.map((bounds) => ({ service, name, curve, bounds, from: bounds.cooldownFrom })),
  ),
);

const lossOf = (outcome: Outcome, from: number): number =>
  outcome.minutes.filter(({ second }) => second >= from).reduce((sum, { refused }) => sum + refused, 0);

/** A curve, and then hours of little to come down in. */
function thenQuiet(curve: Curve, hours: number): Curve {
  return {
    title: curve.title,
    seconds: curve.seconds + hours * hour,
    at: (second) => (second < curve.seconds ? curve.at(second) : { requests: 0.5, messages: 0.5 }),
  };
}

describe.each(everyRun)('$service, $name, cool-downs from when $from', ({ service, curve, bounds }) => {
  const outcome = simulate(service, thenQuiet(curve, 3), bounds);

  it('never has fewer tasks than the minimum or more than the maximum', () => {
    const tasks = outcome.minutes.map(({ desired }) => desired);
    expect(Math.min(...tasks)).toBeGreaterThanOrEqual(bounds.minimum);
    expect(Math.max(...tasks)).toBeLessThanOrEqual(bounds.maximum);
  });

  it('takes no task away while any metric asks for more', () => {
    for (const { second, because } of outcome.decisions.filter(({ to, from }) => to < from)) {
      expect(because).toBe('all low');
      // Known at the decision is the minute before the last; the last one has to be fine as well.
      for (const minute of outcome.minutes.filter((m) => m.second < second && m.second >= second - 900)) {
        expect(isAboveThreshold(service, minute.readings)).toBe(false);
      }
    }
  });

  it('comes back to the minimum', () => {
    expect(outcome.minutes.at(-1)?.desired).toBe(bounds.minimum);
  });
});

describe('a crowd of ten times the load', () => {
  // Requests say how much is missing and lead to one large step; media sees its CPU only, and needs two.
  it.each([
    ['auth', 6],
    ['posts', 6],
    ['media', 12],
    ['notifications', 6],
  ])('%s has enough tasks within %i minutes, and nobody is refused from then on', (service, minutes) => {
    for (const bounds of interpretations) {
      const outcome = simulate(service, curves['crowd'] ?? steady(0, 0), bounds);
      const arrival = 20 * 60;
      expect(lossOf(outcome, arrival + minutes * 60)).toBe(0);
      const then = outcome.minutes.find(({ second }) => second >= arrival + minutes * 60);
      const { cpuPerRequest, usual, cpus } = modelOf(service);
      expect((then?.healthy ?? 0) * cpus).toBeGreaterThan(10 * usual.requests * cpuPerRequest);
    }
  });
});

describe('after the largest crowd', () => {
  it('sixty tasks are back at three in an hour and a half, by steps of all sizes', () => {
    const curve = {
      title: 'much, then little',
      seconds: 4 * hour,
      at: (second: number) => ({ requests: second < hour ? 60 : 0.5, messages: 0 }),
    };
    const { minutes, decisions } = simulate('posts', curve, { minimum: 3, maximum: 60 });
    expect(minutes.find(({ second }) => second === hour)?.desired).toBe(60);
    expect(minutes.find(({ second }) => second >= 2.5 * hour)?.desired).toBe(3);
    const shares = decisions.filter(({ to, from }) => to < from && from > 20).map(({ to, from }) => 1 - to / from);
    expect(Math.max(...shares)).toBeGreaterThan(0.25);
  });
});

describe('an ordinary day', () => {
  it.each(services)('%s refuses nobody', (service) => {
    for (const curve of [curves['day'], curves['climb']]) {
      for (const bounds of interpretations) {
        expect(lossOf(simulate(service, curve ?? steady(0, 0), bounds), 0)).toBe(0);
      }
    }
  });
});

describe('a flood of messages', () => {
  it.each(['posts', 'media', 'notifications'])('is worked off by %s', (service) => {
    const outcome = simulate(
      service,
      thenQuiet(curves['flood'] ?? steady(0, 0), 0),
      interpretations[0] ?? { minimum: 2, maximum: 40 },
    );
    expect(outcome.minutes.find(({ second }) => second >= hour)?.backlog).toBeLessThan(100);
  });
});

describe('a steady load, however high', () => {
  const heights = Array.from({ length: 28 }, (_, index) => 0.25 + index * 0.5);

  it.each(services)('%s never takes tasks away to add them again, and comes to rest', (service) => {
    for (const bounds of interpretations) {
      for (const height of heights) {
        const { decisions } = simulate(service, steady(height, 6 * hour), bounds);
        const firstIn = decisions.findIndex(({ to, from }) => to < from);
        const again = firstIn === -1 ? [] : decisions.slice(firstIn).filter(({ to, from }) => to > from);
        expect({ height, again }).toEqual({ height, again: [] });
        const late = decisions.filter(({ second }) => second >= 3 * hour);
        expect({ height, restless: late.length > 1 }).toEqual({ height, restless: false });
      }
    }
  });
});

describe('missing metrics', () => {
  const bounds = { minimum: 2, maximum: 40 };

  it('keep tasks from being taken away', () => {
    const known = simulate('posts', thenQuiet(curves['crowd'] ?? steady(0, 0), 3), bounds);
    const blind = simulate('posts', thenQuiet(curves['crowd'] ?? steady(0, 0), 3), bounds, {
      arrives: (_, metric) => metric !== 'memory',
    });
    expect(known.minutes.at(-1)?.desired).toBe(2);
    expect(blind.decisions.filter(({ to, from }) => to < from)).toEqual([]);
  });

  it('of requests alone mean that there are none', () => {
    const silent = simulate('posts', thenQuiet(curves['crowd'] ?? steady(0, 0), 3), bounds, {
      arrives: (minute, metric) => metric !== 'requests' || minute < 120,
    });
    expect(silent.minutes.at(-1)?.desired).toBe(2);
  });

  it('here and there change little', () => {
    const holes = simulate('posts', thenQuiet(curves['crowd'] ?? steady(0, 0), 3), bounds, {
      arrives: (minute) => minute % 7 !== 0,
    });
    expect(holes.minutes.at(-1)?.desired).toBe(2);
    expect(lossOf(holes, 28 * 60)).toBe(0);
  });
});

describe("a curve of one's own", () => {
  const usual = { requests: 60, messages: 5 };

  it('has straight lines between its points, in the units of the file', () => {
    const curve = curveFromCsv('minute,requests,messages\n0,60,5\n10,120,10\n', usual, 'own');
    expect(curve.seconds).toBe(600);
    expect(curve.at(300)).toEqual({ requests: 1.5, messages: 1.5 });
  });

  it('needs two points', () => {
    expect(() => curveFromCsv('minute,requests\n0,60\n', usual, 'own')).toThrow('two lines');
  });
});

describe('a drawing', () => {
  it.each(services)('of %s is the same each time and has no number that is none', (service) => {
    const run = (): string => draw(simulate(service, curves['crowd'] ?? steady(0, 0), { minimum: 2, maximum: 20 }));
    expect(run()).toBe(run());
    expect(run()).not.toMatch(/NaN|Infinity|undefined/);
    expect(run()).toContain('prefers-color-scheme: dark');
  });
});
