import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { durableConsumers } from '@tintype/events';

const { consumers, alarms } = JSON.parse(readFileSync(new URL('alarms.json', import.meta.url), 'utf8')) as {
  consumers: string[];
  alarms: Record<string, { datapointsToAlarm?: number; evaluationPeriods?: number; period?: number }>;
};

describe('alarms.json', () => {
  it('watches the queues of every durable consumer, and of no other', () => {
    expect(consumers.toSorted()).toEqual(Object.keys(durableConsumers).toSorted());
  });

  it.each(Object.entries(alarms).filter(([, alarm]) => alarm.period !== undefined))(
    '%s looks at no more than a day, as AWS asks',
    (_, { datapointsToAlarm = 0, evaluationPeriods = 0, period = 0 }) => {
      expect(datapointsToAlarm).toBeLessThanOrEqual(evaluationPeriods);
      expect(period * evaluationPeriods).toBeLessThanOrEqual(24 * 3600);
      expect(period % 60).toBe(0);
    },
  );
});
