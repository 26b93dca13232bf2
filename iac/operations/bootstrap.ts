import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import type { Context } from './context.ts';
import { changesOf, sayChanges } from './plan-summary.ts';
import type { PlanJson } from './plan-summary.ts';
import { Problem } from './problem.ts';
import { repository } from './settings.ts';
import { readState, stateBucketName } from './state.ts';
import type { State } from './state.ts';
import { confirm, say, step } from './terminal.ts';
import { applyWithProgress } from './apply.ts';
import { createTerraform, planFile } from './terraform.ts';
import type { Terraform } from './terraform.ts';

/** What iac/bootstrap gives: the bucket of all states, and where each service's images go. */
export interface Foundation {
  readonly state_bucket: string;
  readonly image_registry: Readonly<Record<string, string>>;
}

export const bootstrapFolder = join(repository, 'iac/bootstrap');
export const bootstrapStateKey = 'bootstrap/terraform.tfstate';

/** What is on this machine while the bucket does not exist yet, or does not exist any more. */
export const bootstrapFiles = {
  override: join(bootstrapFolder, 'bootstrap_override.tf'),
  state: join(bootstrapFolder, 'terraform.tfstate'),
  stateBefore: join(bootstrapFolder, 'terraform.tfstate.backup'),
} as const;

/** Points a folder's state at the bucket. */
export const backendOf = (bucket: string, region: string): readonly string[] => [
  `-backend-config=bucket=${bucket}`,
  `-backend-config=region=${region}`,
];

/** Makes the state bucket and the image registry where they are missing, and brings them up to date. Can be repeated. */
export async function ensureBootstrap(context: Context): Promise<Foundation> {
  const { settings, clients, account } = context;
  const bucket = stateBucketName(account.id, settings.region);
  const isInBucket = (await readState(clients, bucket, bootstrapStateKey)) !== undefined;
  await mkdir(settings.workFolder, { recursive: true, mode: 0o700 });
  const terraform = createTerraform(bootstrapFolder);
  if (!isInBucket) {
    await refuseForeignBucket(context, bucket);
    await writeFile(bootstrapFiles.override, 'terraform {\n  backend "local" {}\n}\n');
  } else {
    await rm(bootstrapFiles.override, { force: true });
  }
  await step('bootstrap: look', async ({ tell }) => {
    tell('terraform init');
    await terraform.must(
      isInBucket
        ? ['init', '-no-color', '-reconfigure', ...backendOf(bucket, settings.region)]
        : ['init', '-no-color', '-reconfigure'],
    );
  });
  await applyBootstrap(context, terraform);
  if (!isInBucket) {
    await step('bootstrap: move its state into the bucket', async () => {
      await rm(bootstrapFiles.override, { force: true });
      await terraform.must([
        'init',
        '-no-color',
        '-migrate-state',
        '-force-copy',
        ...backendOf(bucket, settings.region),
      ]);
      await rm(bootstrapFiles.state, { force: true });
      await rm(bootstrapFiles.stateBefore, { force: true });
    });
  }
  return foundationOf(await readState(clients, bucket, bootstrapStateKey), settings.environment);
}

/** What the bootstrap gave, without changing anything. */
export async function readFoundation({ settings, clients, account }: Context): Promise<Foundation> {
  const bucket = stateBucketName(account.id, settings.region);
  return foundationOf(await readState(clients, bucket, bootstrapStateKey), settings.environment);
}

function foundationOf(state: State | undefined, environment: string): Foundation {
  const outputs = state?.outputs as Readonly<Record<string, { value: unknown } | undefined>> | undefined;
  const [bucket, registry] = [outputs?.['state_bucket']?.value, outputs?.['image_registry']?.value];
  if (bucket === undefined || registry === undefined) {
    throw new Problem(
      'There is no state bucket and no image registry yet.',
      `make plan ENV=${environment} or make deploy ENV=${environment} makes them.`,
    );
  }
  return { state_bucket: bucket, image_registry: registry } as Foundation;
}

async function refuseForeignBucket({ clients }: Context, bucket: string): Promise<void> {
  const exists = await clients.files.send(new HeadBucketCommand({ Bucket: bucket })).then(
    () => true,
    (error: Error) => {
      if (error.name === 'NotFound') {
        return false;
      }
      throw error;
    },
  );
  if (exists && !existsSync(bootstrapFiles.state)) {
    throw new Problem(
      `The state bucket ${bucket} exists, but the state that made it is neither in it nor here.`,
      `If a first deployment was broken off on another machine, finish it there. Else empty and delete the bucket in the console and try again.`,
    );
  }
}

async function applyBootstrap({ settings }: Context, terraform: Terraform): Promise<void> {
  const file = planFile(settings.workFolder, 'bootstrap');
  const isNeeded = await step('bootstrap: plan', () => terraform.plan(file, ['-var', `region=${settings.region}`]));
  if (!isNeeded) {
    return;
  }
  say();
  say('Before anything else: the bucket that keeps the state of Terraform, and the registry for images.');
  sayChanges(changesOf(JSON.parse(await terraform.must(['show', '-json', file])) as PlanJson));
  say('  They cost cents a month, and stay when an environment is destroyed.');
  await confirm(settings, 'Make them?');
  await applyWithProgress(terraform, file, 'bootstrap: apply');
}
