import { DescribeDBSnapshotsCommand } from '@aws-sdk/client-rds';
import { openContext } from './context.ts';
import type { Context } from './context.ts';
import { readEnvironment } from './environment.ts';
import type { Environment } from './environment.ts';
import { describeDatabase, takeSnapshot } from './storing/databases.ts';
import { labelOfNow, nameOf } from './storing/labels.ts';
import { backUpTable, listTableBackups } from './storing/tables.ts';
import { confirm, paint, say, sayTable, step } from './terminal.ts';

/** Takes a snapshot of every database and a backup of every table under one label; LIST=1 only lists what there is. */
export async function backup(): Promise<void> {
  const context = await openContext('back up databases and tables');
  const { settings, clients } = context;
  const environment = await readEnvironment(context);
  if (settings.word('LIST') !== '1') {
    const label = labelOfNow();
    const { databases, stores } = environment;
    say(`Label ${paint('bold', label)}: ${Object.keys(databases).length} database and ${stores.tables.length} tables.`);
    say('Kept until somebody deletes them. A GB of snapshot costs about US$ 0.10 a month, a GB of table backup 0.12.');
    await confirm(settings, 'Back up now?');
    for (const identifier of Object.values(databases)) {
      await step(`snapshot of ${identifier}`, ({ tell }) =>
        takeSnapshot(clients, identifier, nameOf(identifier, label), tell),
      );
    }
    for (const table of stores.tables) {
      await step(`backup of ${table}`, () => backUpTable(clients, table, nameOf(table, label)));
    }
    say();
  }
  await list(context, environment);
}

async function list({ clients, settings }: Context, { databases, stores }: Environment): Promise<void> {
  const rows: string[][] = [];
  for (const identifier of Object.values(databases)) {
    const { DBSnapshots: found = [] } = await clients.databases.send(
      new DescribeDBSnapshotsCommand({ DBInstanceIdentifier: identifier, SnapshotType: 'manual' }),
    );
    const latest = (await describeDatabase(clients, identifier))?.LatestRestorableTime;
    rows.push([
      identifier,
      'any moment',
      latest === undefined ? 'once its first nightly backup is made' : `up to ${latest.toISOString()}`,
    ]);
    for (const { DBSnapshotIdentifier: name = '', Status: state = '' } of found) {
      rows.push(['', name, state]);
    }
  }
  for (const table of stores.tables) {
    rows.push([table, 'any moment', 'of the last 35 days']);
    for (const { BackupName: name = '', BackupStatus: state = '' } of await listTableBackups(clients, table)) {
      rows.push(['', name, state.toLowerCase()]);
    }
  }
  say('What can be restored:');
  sayTable(rows);
  say();
  say(`Photos in ${stores.photo_bucket} are never written anew; the bucket keeps deleted ones as earlier versions.`);
  say(
    `To restore: make restore ENV=${settings.environment} FROM=<label, or a moment like 2026-01-31T08:00:00Z> STORE=<name above>`,
  );
}
