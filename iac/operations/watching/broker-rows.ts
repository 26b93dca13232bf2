import { GetMetricDataCommand, paginateListMetrics } from '@aws-sdk/client-cloudwatch';
import type { Metric } from '@aws-sdk/client-cloudwatch';
import type { Clients } from '../clients.ts';
import { paint } from '../terminal.ts';

const namespace = 'AWS/AmazonMQ';
const lookBackMinutes = 10;

/** Whether the broker tells of itself, and how many messages wait in which queue. */
export async function brokerRows(clients: Clients, broker: string): Promise<string[][]> {
  const metrics: Metric[] = [];
  const wanted = { Namespace: namespace, MetricName: 'MessageCount', Dimensions: [{ Name: 'Broker', Value: broker }] };
  for await (const page of paginateListMetrics({ client: clients.cloudWatch }, wanted)) {
    metrics.push(...(page.Metrics ?? []));
  }
  if (metrics.length === 0) {
    return [[broker, 'tells nothing yet: its numbers come some minutes after it starts']];
  }
  const { MetricDataResults: results = [] } = await clients.cloudWatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(Date.now() - lookBackMinutes * 60_000),
      EndTime: new Date(),
      MetricDataQueries: metrics.slice(0, 100).map((metric, index) => ({
        Id: `m${index}`,
        MetricStat: { Metric: metric, Period: 60, Stat: 'Maximum' },
      })),
    }),
  );
  const queues = metrics.slice(0, 100).flatMap((metric, index) => {
    const queue = metric.Dimensions?.find(({ Name: name }) => name === 'Queue')?.Value;
    const waiting = results.find(({ Id: id }) => id === `m${index}`)?.Values?.[0];
    return queue === undefined || waiting === undefined || waiting === 0 ? [] : [{ queue, waiting }];
  });
  const rows = queues
    .toSorted((a, b) => b.waiting - a.waiting)
    // What was given up on waits for a person, however little it is.
    .map(({ queue, waiting }) => [
      queue,
      /dead|parked/.test(queue) ? paint('red', `${waiting} given up on`) : `${waiting} waiting`,
    ]);
  return [[broker, queues.length === 0 ? paint('green', 'every queue is empty') : ''], ...rows.slice(0, 12)];
}
