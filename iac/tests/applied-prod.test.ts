import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { createClients } from './applied/clients.ts';
import { describeEnvironment } from './applied/environment.suite.ts';
import type { Cloud } from './cloud.ts';

describeEnvironment('prod', 'prod with a domain and a pipeline', { beforeEnd: letGo });

/** What make destroy asks an administrator to do first: the files say that data may go, and that is deployed. */
async function letGo({ configuration, aws }: Cloud): Promise<void> {
  const isProtected = async (): Promise<boolean[]> => {
    const { DBInstances = [] } = await createClients(aws).databases.send(new DescribeDBInstancesCommand({}));
    return DBInstances.map(({ DeletionProtection = false }) => DeletionProtection);
  };
  expect(await isProtected()).toEqual([true]);
  const file = join(configuration.folder, 'environments/prod/main.tf');
  const values = await readFile(file, 'utf8');
  await writeFile(
    file,
    values
      .replace(/^(\s*environment\s*=.*)$/m, '$1\n  keep_data = false')
      .replace('deletion_protection = true', 'deletion_protection = false'),
  );
  await configuration.succeed('environments/prod', ['apply', '-input=false', '-auto-approve', '-parallelism=30']);
  expect(await isProtected()).toEqual([false]);
}
