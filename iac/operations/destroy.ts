import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyWithProgress } from './apply.ts';
import { readFoundation } from './bootstrap.ts';
import { openContext } from './context.ts';
import type { Context } from './context.ts';
import { destroyBootstrap } from './destroying/destroy-bootstrap.ts';
import { emptyBucket } from './destroying/empty-bucket.ts';
import { deleteMailTopics } from './destroying/mail-topics.ts';
import { readState, stateKey } from './state.ts';
import type { State } from './state.ts';
import { lossesOf } from './plan-summary.ts';
import { makePlan, prepareWorkspace } from './planning.ts';
import { Problem } from './problem.ts';
import { describeDatabase } from './storing/databases.ts';
import { confirmByName, paint, say, step } from './terminal.ts';
import { checkTerraform } from './terraform.ts';

/** Takes an environment down with everything in it; BOOTSTRAP=1 takes the state bucket and the images as well. */
export async function destroy(): Promise<void> {
  const context = await openContext('destroy the environment and everything in it');
  const { settings, clients } = context;
  await checkTerraform();
  await refuseWhatIsKept(context);
  const foundation = await readFoundation(context);
  const state = await readState(clients, foundation.state_bucket, stateKey(settings.environment));
  if (!state || state.resources.length === 0) {
    say(`Nothing of ${settings.environment} is left.`);
  } else {
    await refuseProtected(context, state);
    const tag = state.outputs.tintype?.value.image_tag ?? 'none';
    const workspace = await prepareWorkspace(context, foundation, tag);
    const { changes, file } = await makePlan(context, workspace, 'destroy', ['-destroy']);
    say();
    say(`  ${paint('red', `${changes.length} things are destroyed`)}, among them:`);
    lossesOf(changes).forEach(({ address }) => say(paint('red', `    ${address}`)));
    await confirmByName(settings, 'There is no way back but from backups that were made by hand.');
    for (const bucket of namesOf(state, 'aws_s3_bucket', 'bucket')) {
      await step(`empty ${bucket}`, async ({ tell, result }) =>
        result(`${await emptyBucket(clients, bucket, tell)} versions`),
      );
    }
    await applyWithProgress(workspace.terraform, file, 'destroy');
    // Afterwards: while services run, they make new ones.
    const prefix = state.outputs.tintype?.value.stores.topic_prefix;
    if (prefix !== undefined) {
      await step('topics of people', async ({ tell, result }) =>
        result(`${await deleteMailTopics(clients, prefix, tell)} deleted`),
      );
    }
    say(paint('green', `${settings.environment} is gone.`));
  }
  if (settings.word('BOOTSTRAP') === '1') {
    await destroyBootstrap(context, foundation);
  } else {
    say('The state bucket and the images stay, for cents a month; BOOTSTRAP=1 takes them as well.');
  }
}

/** The files of the environment have to say that its data may go, and a deployment has to have carried that out. */
async function refuseWhatIsKept({ settings }: Context): Promise<void> {
  const values = await readFile(join(settings.folder, 'main.tf'), 'utf8');
  if (!/^\s*keep_data\s*=\s*false\b/m.test(values)) {
    throw new Problem(
      `${settings.environment} keeps its data: nothing was destroyed.`,
      `If it is really to go: set keep_data = false and deletion_protection = false in iac/environments/${settings.environment}/main.tf, make deploy, then again.`,
    );
  }
}

async function refuseProtected({ settings, clients }: Context, state: State): Promise<void> {
  const isKept = state.outputs.tintype?.value.keep_data === true;
  const isProtected: string[] = [];
  for (const identifier of namesOf(state, 'aws_db_instance', 'identifier')) {
    if ((await describeDatabase(clients, identifier))?.DeletionProtection === true) {
      isProtected.push(identifier);
    }
  }
  if (isKept || isProtected.length > 0) {
    throw new Problem(
      `Deletion protection is still on${isProtected.length === 0 ? '' : ` for ${isProtected.join(', ')}`}: nothing was destroyed.`,
      `iac/environments/${settings.environment}/main.tf takes it off, but that was not deployed yet: make deploy ENV=${settings.environment}, then again.`,
    );
  }
}

const namesOf = (state: State, type: string, attribute: string): readonly string[] =>
  state.resources
    .filter((resource) => resource.type === type && resource.mode === 'managed')
    .flatMap(({ instances }) => instances.map(({ attributes }) => String(attributes[attribute])));
