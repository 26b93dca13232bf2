import { resolve } from 'node:path';
import { fixedCosts, sizes, total } from '../costs/costs.ts';
import { applyWithProgress } from './apply.ts';
import { ensureBootstrap } from './bootstrap.ts';
import { openContext } from './context.ts';
import type { Context } from './context.ts';
import { introduceServices } from './deploying/introduce.ts';
import { runOneOffTasks } from './deploying/one-off-tasks.ts';
import { invalidatePages, uploadPages } from './deploying/pages.ts';
import { listPageFiles } from './deploying/page-files.ts';
import { putSigningKey } from './deploying/signing-key.ts';
import { awaitStable } from './deploying/stable.ts';
import { readEnvironment } from './environment.ts';
import type { Environment } from './environment.ts';
import { imageTagOf, pushMissingImages } from './images.ts';
import { beyond, lossesOf, sayChanges } from './plan-summary.ts';
import type { Change } from './plan-summary.ts';
import { makePlan, prepareWorkspace, readPlan } from './planning.ts';
import type { Plan, Workspace } from './planning.ts';
import { Problem } from './problem.ts';
import { inspect } from './smoke.ts';
import { confirm, confirmByName, paint, say, since, step } from './terminal.ts';
import { checkTerraform } from './terraform.ts';

// What the one-off tasks need to run. It is applied before the rest, so that the database fits the new version before any
// of its tasks starts.
const firstPart = ['network', 'security_groups', 'encryption', 'secrets', 'cluster', 'database', 'broker', 'task'];

/** Brings an environment to what this checkout says: images, Terraform, migrations, pages; and looks whether it works. */
export async function deploy(): Promise<void> {
  const start = Date.now();
  const context = await openContext('deploy this checkout');
  const { settings, clients } = context;
  const skips = (name: string): boolean => {
    const isSkipped = settings.skipped.has(name);
    if (isSkipped) {
      say(paint('yellow', `         left out, as SKIP says: ${name}`));
    }
    return isSkipped;
  };
  await checkTerraform();
  await listPageFiles();
  const tag = await imageTagOf(settings);
  const foundation = await ensureBootstrap(context);
  if (!skips('images')) {
    await pushMissingImages(context, foundation, tag);
  }
  const workspace = await prepareWorkspace(context, foundation, tag);
  const approved = await approvedPlan(context, workspace);
  const rest = await applyFirstPart(context, workspace, approved);
  if (!skips('tasks')) {
    await runOneOffTasks(clients, plannedEnvironment(rest));
  }
  if (rest.changes.length > 0) {
    await applyWithProgress(workspace.terraform, rest.file, 'apply');
  }
  await publish(context, skips);
  say();
  say(paint('green', `Deployed ${tag} as ${settings.environment} in ${since(start)}.`) + leftOut(settings.skipped));
  say(`What runs: make status ENV=${settings.environment}`);
}

const leftOut = (skipped: ReadonlySet<string>): string =>
  skipped.size === 0 ? '' : ` Left out, and so not proven: ${[...skipped].join(', ')}.`;

/** The plan to carry out: APPROVED=<file> is one that somebody has looked at, as a pipeline has it; else one is made and shown. */
async function approvedPlan(context: Context, workspace: Workspace): Promise<Plan> {
  const file = context.settings.word('APPROVED');
  if (file === undefined) {
    return approve(context, await makePlan(context, workspace, 'plan'));
  }
  return step('the plan that was approved', () => readPlan(workspace, resolve(file)));
}

async function approve({ settings }: Context, plan: Plan): Promise<Plan> {
  const { changes } = plan;
  if (changes.length === 0) {
    say('  Terraform has nothing to change; what follows can be repeated without harm.');
    return plan;
  }
  say();
  sayChanges(changes);
  const losses = lossesOf(changes);
  if (losses.length > 0) {
    losses.forEach(({ address }) => say(paint('red', `  ${address} goes, with everything in it.`)));
    await confirmByName(settings, 'This loses data for good. make backup keeps some of it.');
    return plan;
  }
  const size = settings.environment === 'dev' ? sizes.dev : sizes.prod;
  const cost = `, about US$ ${total(fixedCosts(size))} a month before anybody uses it`;
  await confirm(settings, `Go on? AWS charges for what it makes${cost}.`);
  return plan;
}

/** Applies what the one-off tasks need, and plans the rest; nothing that was not approved gets in between. */
async function applyFirstPart(context: Context, workspace: Workspace, approved: Plan): Promise<Plan> {
  const isFirst = ({ address }: Change): boolean =>
    firstPart.some((name) => address.startsWith(`module.tintype.module.${name}`));
  if (!approved.changes.some(isFirst)) {
    return approved;
  }
  const targets = firstPart.map((name) => `-target=module.tintype.module.${name}`);
  const part = await makePlan(context, workspace, 'first', targets);
  await askAboutMore(context, approved, part);
  await applyWithProgress(workspace.terraform, part.file, 'apply, first part');
  const rest = await makePlan(context, workspace, 'plan');
  await askAboutMore(context, approved, rest);
  return rest;
}

async function askAboutMore({ settings }: Context, approved: Plan, plan: Plan): Promise<void> {
  const more = beyond(approved.changes, plan.changes);
  if (more.length === 0) {
    return;
  }
  say();
  say('  Meanwhile more has come up than was shown:');
  sayChanges(more);
  if (settings.word('APPROVED') !== undefined) {
    throw new Problem(
      'There is more to do than was approved, so nothing more is done.',
      'Plan again, and have that approved.',
    );
  }
  if (lossesOf(more).length > 0) {
    await confirmByName(settings, 'Some of it loses data for good.');
  } else {
    await confirm(settings, 'Do that as well?');
  }
}

/** What the plan says the outputs will be: all that the tasks need is made by now. */
function plannedEnvironment({ json }: Plan): Environment {
  const value = json.output_changes?.['tintype']?.after as Environment | undefined;
  if (value?.tasks === undefined) {
    throw new Problem(
      'The plan does not say how the one-off tasks are run.',
      'Deploy again; if that stays, look at the outputs of iac/modules/tintype.',
    );
  }
  return value;
}

async function publish(context: Context, skips: (name: string) => boolean): Promise<void> {
  const { clients, settings } = context;
  const environment = await readEnvironment(context);
  await step('signing key to the edge', async ({ result }) => {
    result(await putSigningKey(clients, environment.signing_keys));
  });
  if (!skips('stable')) {
    await step('services know each other', async ({ result }) => {
      const again = await introduceServices(clients, environment);
      result(again.length === 0 ? 'already' : `${again.join(', ')} once more`);
    });
    await step('wait for the services', ({ tell }) => awaitStable(clients, environment, tell));
  }
  await step('pages', async ({ tell, result }) => {
    const { uploaded, removed } = await uploadPages(clients, environment.pages.bucket, tell);
    result(`${uploaded} files up${removed === 0 ? '' : `, ${removed} old ones removed`}`);
  });
  await step('CloudFront forgets the old pages', async ({ result }) => {
    result(`${await invalidatePages(clients, environment.pages)} paths`);
  });
  if (!skips('smoke')) {
    say();
    await inspect(settings.word('URL') ?? environment.public_url);
  }
}
