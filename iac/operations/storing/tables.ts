import {
  CreateBackupCommand,
  DescribeTableCommand,
  ListBackupsCommand,
  PutItemCommand,
  RestoreTableFromBackupCommand,
  RestoreTableToPointInTimeCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import type { AttributeValue, BackupSummary } from '@aws-sdk/client-dynamodb';
import type { Clients } from '../clients.ts';
import { Problem } from '../problem.ts';
import { pause } from '../terminal.ts';
import type { Source } from './databases.ts';

const lookSeconds = 5;

/** Makes a backup of a table; DynamoDB takes a second for it, whatever the size. */
export async function backUpTable(clients: Clients, table: string, name: string): Promise<void> {
  await clients.dynamo.send(new CreateBackupCommand({ TableName: table, BackupName: name }));
}

/** Backups of a table that were made by hand, newest first. */
export async function listTableBackups(clients: Clients, table: string): Promise<readonly BackupSummary[]> {
  const { BackupSummaries: found = [] } = await clients.dynamo.send(
    new ListBackupsCommand({ TableName: table, BackupType: 'USER' }),
  );
  return found.toSorted(
    (a, b) => (b.BackupCreationDateTime?.getTime() ?? 0) - (a.BackupCreationDateTime?.getTime() ?? 0),
  );
}

/** Restores into a table of its own. Snapshots are told by the backup's name. */
export async function restoreTableBeside(
  clients: Clients,
  table: string,
  source: Source,
  target: string,
): Promise<void> {
  if ('moment' in source) {
    await clients.dynamo.send(
      new RestoreTableToPointInTimeCommand({
        SourceTableName: table,
        TargetTableName: target,
        RestoreDateTime: source.moment,
      }),
    );
    return;
  }
  const backup = (await listTableBackups(clients, table)).find(({ BackupName: name }) => name === source.snapshot);
  if (!backup) {
    throw new Problem(`${table} has no backup ${source.snapshot}.`, 'make backup LIST=1 shows which there are.');
  }
  await clients.dynamo.send(
    new RestoreTableFromBackupCommand({ BackupArn: backup.BackupArn, TargetTableName: target }),
  );
}

/** Waits until a table can be used. */
export async function awaitTable(clients: Clients, table: string, tell: (text: string) => void): Promise<void> {
  for (;;) {
    const { Table: found } = await clients.dynamo.send(new DescribeTableCommand({ TableName: table }));
    if (found?.TableStatus === 'ACTIVE') {
      return;
    }
    tell((found?.TableStatus ?? 'begun').toLowerCase());
    await pause(lookSeconds);
  }
}

/** Puts back into a table what it lacks; what is there stays as it is. Answers how many items that were. */
export async function copyMissing(
  clients: Clients,
  from: string,
  to: string,
  tell: (text: string) => void,
): Promise<{ copied: number; kept: number }> {
  const { Table: table } = await clients.dynamo.send(new DescribeTableCommand({ TableName: to }));
  const key = table?.KeySchema?.find(({ KeyType: type }) => type === 'HASH')?.AttributeName ?? '';
  const counts = { copied: 0, kept: 0 };
  for await (const page of paginateScan({ client: clients.dynamo }, { TableName: from, ConsistentRead: true })) {
    for (const item of page.Items ?? []) {
      counts[(await putIfMissing(clients, to, key, item)) ? 'copied' : 'kept'] += 1;
      tell(`${counts.copied} put back, ${counts.kept} were there`);
    }
  }
  return counts;
}

async function putIfMissing(
  clients: Clients,
  table: string,
  key: string,
  item: Record<string, AttributeValue>,
): Promise<boolean> {
  return clients.dynamo
    .send(
      new PutItemCommand({
        TableName: table,
        Item: item,
        ConditionExpression: 'attribute_not_exists(#key)',
        ExpressionAttributeNames: { '#key': key },
      }),
    )
    .then(
      () => true,
      (error: Error) => {
        if (error.name === 'ConditionalCheckFailedException') {
          return false;
        }
        throw error;
      },
    );
}
