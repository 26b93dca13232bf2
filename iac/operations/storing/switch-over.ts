import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { readFoundation } from '../bootstrap.ts';
import type { Context } from '../context.ts';
import type { Environment } from '../environment.ts';
import { prepareWorkspace } from '../planning.ts';
import { Problem } from '../problem.ts';
import { confirmByName, say, step } from '../terminal.ts';
import { checkTerraform } from '../terraform.ts';
import { awaitDatabase, describeDatabase, rename } from './databases.ts';
import { labelOfNow } from './labels.ts';

/**
 * Puts a restored database in the place of the running one: both are renamed, so that the address stays, and Terraform is
 * told which instance it looks after now. Each step can be repeated where the command was broken off.
 */
export async function switchOver(
  context: Context,
  environment: Environment,
  running: string,
  restored: string,
): Promise<void> {
  const { settings, clients } = context;
  await checkTerraform();
  const service = Object.entries(environment.databases).find(([, identifier]) => identifier === running)?.[0];
  const [before, after] = [await describeDatabase(clients, running), await describeDatabase(clients, restored)];
  if (service === undefined || (!after && !before)) {
    throw new Problem(
      `There is no restored database ${restored}.`,
      'make restore FROM= STORE= makes one and says its name.',
    );
  }
  const aside = `${running}-replaced-${labelOfNow()}`;
  say(`${restored} takes the place of ${running}, which stays as ${aside}.`);
  say(
    `The service ${service} cannot reach its database for some minutes. What was written to ${running} since then is not in ${restored}.`,
  );
  await confirmByName(settings, 'Switch over?');
  const workspace = await prepareWorkspace(context, await readFoundation(context), environment.image_tag);
  // Where the names were swapped before, what remains is to tell Terraform.
  if (after) {
    if (before) {
      await step(`rename ${running} to ${aside}`, ({ tell }) => rename(clients, running, aside, tell));
    }
    await step(`rename ${restored} to ${running}`, ({ tell }) => rename(clients, restored, running, tell));
  }
  const address = `module.tintype.module.database["${service}"].aws_db_instance.this`;
  await step('tell Terraform', async () => {
    const known = await workspace.terraform.must(['state', 'list']);
    if (known.split('\n').includes(address)) {
      await workspace.terraform.must(['state', 'rm', address]);
    }
    await workspace.terraform.must(['import', '-no-color', '-input=false', ...workspace.given, address, running]);
  });
  await step(`restart ${service}`, async () => {
    await awaitDatabase(clients, running, () => undefined);
    // Connections that are open still lead to the instance before.
    await clients.containers.send(
      new UpdateServiceCommand({
        cluster: environment.cluster,
        service: environment.services[service]?.service_name,
        forceNewDeployment: true,
      }),
    );
  });
  say();
  say(
    `Now make plan ENV=${settings.environment}: it shows the settings that a restored instance lacks, and replaces nothing. Then make deploy.`,
  );
  say(`When all is well, delete ${aside} in the console, after taking off its deletion protection.`);
}
