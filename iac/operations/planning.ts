import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { backendOf } from './bootstrap.ts';
import type { Foundation } from './bootstrap.ts';
import type { Context } from './context.ts';
import { databaseCertificates } from './deploying/certificates.ts';
import { changesOf } from './plan-summary.ts';
import type { Change, PlanJson } from './plan-summary.ts';
import { step } from './terminal.ts';
import { createTerraform, planFile } from './terraform.ts';
import type { Terraform } from './terraform.ts';

/** An environment that is ready to be planned. */
export interface Workspace {
  readonly terraform: Terraform;
  /** What every plan is given. */
  readonly given: readonly string[];
}

/** A plan in its file. */
export interface Plan {
  readonly file: string;
  readonly changes: readonly Change[];
  readonly json: PlanJson;
}

/** Initialises the environment's folder with its state in the bucket, and writes down what Terraform cannot know by itself. */
export async function prepareWorkspace(
  { settings }: Context,
  foundation: Foundation,
  imageTag: string,
): Promise<Workspace> {
  const { folder, workFolder, region } = settings;
  await mkdir(workFolder, { recursive: true, mode: 0o700 });
  const terraform = createTerraform(folder);
  await step('terraform init', async () => {
    await terraform.must(['init', '-no-color', '-reconfigure', ...backendOf(foundation.state_bucket, region)]);
  });
  const certificates = await step('certificates of the databases', ({ result }) =>
    databaseCertificates(settings, result),
  );
  const values = join(workFolder, 'given.tfvars.json');
  const given = {
    region,
    image_registry: foundation.image_registry,
    image_tag: imageTag,
    database_certificates: certificates,
  };
  await writeFile(values, JSON.stringify(given, undefined, 2), { mode: 0o600 });
  return { terraform, given: [`-var-file=${values}`] };
}

/** Plans into a file of the work folder. */
export async function makePlan(
  context: Context,
  { terraform, given }: Workspace,
  name: string,
  more: readonly string[] = [],
): Promise<Plan> {
  const file = planFile(context.settings.workFolder, name);
  return step(`plan${more.length === 0 ? '' : ', first part'}`, async () => {
    await terraform.plan(file, [...given, ...more]);
    return readPlan({ terraform }, file);
  });
}

/** Reads a plan that is in a file already. */
export async function readPlan({ terraform }: Pick<Workspace, 'terraform'>, file: string): Promise<Plan> {
  const json = JSON.parse(await terraform.must(['show', '-json', file])) as PlanJson;
  return { file, json, changes: changesOf(json) };
}
