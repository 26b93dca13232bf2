import { rm, writeFile } from 'node:fs/promises';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { applyWithProgress } from '../apply.ts';
import { backendOf, bootstrapFolder, bootstrapStateKey, bootstrapFiles } from '../bootstrap.ts';
import type { Foundation } from '../bootstrap.ts';
import type { Context } from '../context.ts';
import { readState } from '../state.ts';
import type { State } from '../state.ts';
import { Problem } from '../problem.ts';
import { confirmByName, paint, say, step } from '../terminal.ts';
import { createTerraform, planFile } from '../terraform.ts';
import { emptyBucket } from './empty-bucket.ts';

/** Takes the state bucket and all images away; refuses while any environment still has something. */
export async function destroyBootstrap(context: Context, { state_bucket: bucket }: Foundation): Promise<void> {
  const { settings, clients } = context;
  await refuseWhileUsed(context, bucket);
  say();
  say(paint('red', `${bucket} with the history of all states goes, and every image.`));
  await confirmByName(settings, 'The next deployment begins from nothing.');
  const terraform = createTerraform(bootstrapFolder);
  const given = ['-var', `region=${settings.region}`, '-var', 'force_destroy=true'];
  // A bucket cannot keep the state of its own end.
  await step('bootstrap: take its state out of the bucket', async () => {
    await rm(bootstrapFiles.override, { force: true });
    await terraform.must(['init', '-no-color', '-reconfigure', ...backendOf(bucket, settings.region)]);
    await writeFile(bootstrapFiles.override, 'terraform {\n  backend "local" {}\n}\n');
    await terraform.must(['init', '-no-color', '-migrate-state', '-force-copy']);
  });
  await step(`empty ${bucket}`, async ({ tell, result }) =>
    result(`${await emptyBucket(clients, bucket, tell)} versions`),
  );
  // Two steps: only what was applied with force_destroy may be deleted while it holds images.
  const file = planFile(settings.workFolder, 'bootstrap');
  await terraform.plan(file, given);
  await applyWithProgress(terraform, file, 'bootstrap: let go');
  await terraform.plan(file, ['-destroy', ...given]);
  await applyWithProgress(terraform, file, 'bootstrap: destroy');
  await Promise.all(Object.values(bootstrapFiles).map((path) => rm(path, { force: true })));
  say(paint('green', 'Nothing of Tintype is left in this account and region.'));
}

async function refuseWhileUsed({ clients }: Context, bucket: string): Promise<void> {
  const { Contents: states = [] } = await clients.files.send(new ListObjectsV2Command({ Bucket: bucket }));
  for (const { Key: key = '' } of states.filter(
    (one) => one.Key !== bootstrapStateKey && one.Key?.endsWith('.tfstate'),
  )) {
    const state: State | undefined = await readState(clients, bucket, key);
    if (state && state.resources.some(({ mode }) => mode === 'managed')) {
      throw new Problem(`${key} still has resources: the bootstrap stays.`, 'Destroy that environment first.');
    }
  }
}
