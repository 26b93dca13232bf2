import {
  CreateDBSnapshotCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
  ModifyDBInstanceCommand,
  RestoreDBInstanceFromDBSnapshotCommand,
  RestoreDBInstanceToPointInTimeCommand,
} from '@aws-sdk/client-rds';
import type { DBInstance } from '@aws-sdk/client-rds';
import type { Clients } from '../clients.ts';
import { Problem } from '../problem.ts';
import { pause } from '../terminal.ts';

const lookSeconds = 10;
// A large snapshot takes its time; two hours without an end means that somebody should look.
const mostSeconds = 2 * 3600;

/** One database instance, or undefined. */
export async function describeDatabase(clients: Clients, identifier: string): Promise<DBInstance | undefined> {
  return clients.databases.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: identifier })).then(
    ({ DBInstances: found }) => found?.[0],
    (error: Error) => {
      if (/^DBInstanceNotFound(Fault)?$/.test(error.name)) {
        return undefined;
      }
      throw error;
    },
  );
}

/** Waits until an instance can be used. */
export async function awaitDatabase(
  clients: Clients,
  identifier: string,
  tell: (text: string) => void,
): Promise<DBInstance> {
  const until = Date.now() + mostSeconds * 1000;
  while (Date.now() < until) {
    const found = await describeDatabase(clients, identifier);
    if (found?.DBInstanceStatus === 'available') {
      return found;
    }
    if (/failed|incompatible/.test(found?.DBInstanceStatus ?? '')) {
      throw new Problem(`${identifier} is ${found?.DBInstanceStatus}.`, 'Its events in the console, RDS, say why.');
    }
    tell(found?.DBInstanceStatus ?? 'not there yet');
    await pause(lookSeconds);
  }
  throw new Problem(
    `${identifier} is not available after two hours.`,
    'It may still come: look at it in the console, RDS.',
  );
}

/** Takes a snapshot and waits for it. */
export async function takeSnapshot(
  clients: Clients,
  identifier: string,
  snapshot: string,
  tell: (text: string) => void,
): Promise<void> {
  await clients.databases.send(
    new CreateDBSnapshotCommand({ DBInstanceIdentifier: identifier, DBSnapshotIdentifier: snapshot }),
  );
  for (;;) {
    const { DBSnapshots: found } = await clients.databases.send(
      new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: snapshot }),
    );
    const [one] = found ?? [];
    if (one?.Status === 'available') {
      return;
    }
    if (one?.Status === 'failed') {
      throw new Problem(`The snapshot ${snapshot} failed.`, 'The events of the database in the console, RDS, say why.');
    }
    tell(`${one?.Status ?? 'begun'} ${one?.PercentProgress ?? 0} %`);
    await pause(lookSeconds);
  }
}

/** What to restore: a moment, or a snapshot by name. */
export type Source = { readonly moment: Date } | { readonly snapshot: string };

/** Restores beside the running instance, with its place in the network, its settings and the same encryption. */
export async function restoreBeside(
  clients: Clients,
  identifier: string,
  source: Source,
  target: string,
): Promise<void> {
  const like = await describeDatabase(clients, identifier);
  if (!like) {
    throw new Problem(
      `There is no database ${identifier} to take the settings from.`,
      'Deploy the environment first; then restore into it.',
    );
  }
  const settings = {
    DBInstanceClass: like.DBInstanceClass,
    DBSubnetGroupName: like.DBSubnetGroup?.DBSubnetGroupName,
    DBParameterGroupName: like.DBParameterGroups?.[0]?.DBParameterGroupName,
    VpcSecurityGroupIds: like.VpcSecurityGroups?.map(({ VpcSecurityGroupId: id }) => id ?? ''),
    MultiAZ: like.MultiAZ,
    PubliclyAccessible: false,
    CopyTagsToSnapshot: true,
    // Nobody deletes it by mistake between restoring and switching over.
    DeletionProtection: true,
  };
  if ('snapshot' in source) {
    await clients.databases.send(
      new RestoreDBInstanceFromDBSnapshotCommand({
        ...settings,
        DBInstanceIdentifier: target,
        DBSnapshotIdentifier: source.snapshot,
      }),
    );
    return;
  }
  await clients.databases.send(
    new RestoreDBInstanceToPointInTimeCommand({
      ...settings,
      SourceDBInstanceIdentifier: identifier,
      TargetDBInstanceIdentifier: target,
      RestoreTime: source.moment,
    }),
  );
}

/** The owner's password of a restored instance is that of back then; RDS makes a new one and keeps it, as it does for the other. */
export async function manageOwnerPassword(clients: Clients, like: DBInstance, target: string): Promise<void> {
  await clients.databases.send(
    new ModifyDBInstanceCommand({
      DBInstanceIdentifier: target,
      ManageMasterUserPassword: true,
      MasterUserSecretKmsKeyId: like.MasterUserSecret?.KmsKeyId,
      ApplyImmediately: true,
    }),
  );
}

/** Gives an instance another name. Its address changes with it. */
export async function rename(clients: Clients, from: string, to: string, tell: (text: string) => void): Promise<void> {
  await clients.databases.send(
    new ModifyDBInstanceCommand({ DBInstanceIdentifier: from, NewDBInstanceIdentifier: to, ApplyImmediately: true }),
  );
  await awaitDatabase(clients, to, tell);
}
