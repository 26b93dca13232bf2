import { openContext } from './context.ts';
import { readEnvironment } from './environment.ts';
import { paint, say, sayTable } from './terminal.ts';
import { alarmRows } from './watching/alarm-rows.ts';
import { brokerRows } from './watching/broker-rows.ts';
import { databaseRows } from './watching/database-rows.ts';
import { imageRows } from './watching/image-rows.ts';
import { serviceRows } from './watching/service-rows.ts';

type Rows = readonly (readonly string[])[];

/** One screen of what runs, and what is wrong with it. */
export async function status(): Promise<void> {
  const context = await openContext('what runs');
  const { settings, clients } = context;
  const environment = await readEnvironment(context);
  say(
    `${paint('bold', environment.public_url)}   images ${environment.image_tag}   dashboard ${environment.dashboard}`,
  );
  const name = `tintype-${settings.environment}`;
  const parts: readonly (readonly [string, Promise<Rows>])[] = [
    ['Services', serviceRows(clients, environment)],
    ['Alarms', alarmRows(clients, name)],
    ['Databases', databaseRows(clients, environment)],
    ['Broker', brokerRows(clients, environment.broker)],
    ['Newest images', imageRows(context, environment.image_tag)],
  ];
  // All at once; what cannot be read is said in its place, the rest is shown.
  const found = await Promise.allSettled(parts.map(([, rows]) => rows));
  found.forEach((result, index) => {
    say();
    say(paint('bold', parts[index]?.[0] ?? ''));
    if (result.status === 'fulfilled') {
      sayTable(result.value);
    } else {
      say(paint('yellow', `  cannot be read: ${(result.reason as Error).message}`));
    }
  });
}
