import { ensureBootstrap } from './bootstrap.ts';
import { openContext } from './context.ts';
import { imageTagOf, missingImages } from './images.ts';
import { lossesOf, sayChanges } from './plan-summary.ts';
import { makePlan, prepareWorkspace } from './planning.ts';
import { paint, say } from './terminal.ts';
import { checkTerraform } from './terraform.ts';

/** Shows what a deployment would change, and changes nothing but the bootstrap where that is missing. */
export async function plan(): Promise<void> {
  const context = await openContext('show what a deployment would change');
  await checkTerraform();
  const tag = await imageTagOf(context.settings);
  const foundation = await ensureBootstrap(context);
  const workspace = await prepareWorkspace(context, foundation, tag);
  const { changes, file } = await makePlan(context, workspace, 'plan');
  const missing = await missingImages(context, foundation, tag);
  say();
  if (changes.length === 0) {
    say(`Nothing would change: ${context.settings.environment} is as its files say.`);
    return;
  }
  sayChanges(changes);
  for (const { address } of lossesOf(changes)) {
    say(paint('red', `  ${address} would be lost, with what is in it.`));
  }
  say();
  if (missing.length > 0) {
    say(
      `The images ${tag} of ${missing.join(', ')} are not in the registry yet; a deployment builds and pushes them first.`,
    );
  }
  say(`All of it: terraform -chdir=iac/environments/${context.settings.environment} show ${file}`);
  say(`To do it:  make deploy ENV=${context.settings.environment}`);
}
