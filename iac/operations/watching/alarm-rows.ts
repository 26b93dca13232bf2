import { paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { Clients } from '../clients.ts';
import { paint } from '../terminal.ts';
import { ago } from './ago.ts';

/** Alarms that are not in order, worst first; how many are. */
export async function alarmRows(clients: Clients, prefix: string): Promise<string[][]> {
  const rows: string[][] = [];
  let [fine, unknown] = [0, 0];
  for await (const page of paginateDescribeAlarms(
    { client: clients.cloudWatch },
    { AlarmNamePrefix: prefix, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
  )) {
    for (const alarm of [...(page.MetricAlarms ?? []), ...(page.CompositeAlarms ?? [])]) {
      if (alarm.StateValue === 'ALARM') {
        rows.push([
          paint('red', 'ALARM'),
          alarm.AlarmName ?? '',
          ago(alarm.StateUpdatedTimestamp),
          alarm.AlarmDescription ?? '',
        ]);
      }
      fine += alarm.StateValue === 'OK' ? 1 : 0;
      unknown += alarm.StateValue === 'INSUFFICIENT_DATA' ? 1 : 0;
    }
  }
  return [...rows, [`${fine} in order, ${unknown} without data yet`]];
}
