import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import type { Terraform } from './emulated-aws/find-tools.ts';
import { startEmulatedAws } from './emulated-aws/start-emulated-aws.ts';
import type { EmulatedAws } from './emulated-aws/start-emulated-aws.ts';
import { readState } from './resources.ts';
import type { Resources } from './resources.ts';
import { copyConfiguration } from './terraform.ts';
import type { Configuration } from './terraform.ts';
import { writeVariables } from './variables.ts';
import type { EnvironmentName } from './variables.ts';

/** Everything of one environment, applied to an emulated AWS the way an administrator applies it to AWS. */
export interface Cloud {
  readonly environment: EnvironmentName;
  readonly aws: EmulatedAws;
  readonly configuration: Configuration;
  /** What Terraform knows of it. */
  readonly state: Resources;
  /** The text of that state, as whoever may read the bucket sees it. */
  readonly stateText: string;
  readonly outputs: Record<string, unknown>;
  remove(): Promise<void>;
}

// Most of the time is spent asking whether something is ready, which costs nothing.
const parallelism = '-parallelism=30';

async function output(configuration: Configuration, place: string): Promise<Record<string, unknown>> {
  const shown = JSON.parse(await configuration.succeed(place, ['output', '-json'])) as Record<
    string,
    { value: unknown }
  >;
  return Object.fromEntries(Object.entries(shown).map(([name, { value }]) => [name, value]));
}

/** The bucket of the states first: its own state begins in a file and then moves into it. */
async function applyBootstrap(configuration: Configuration): Promise<Record<string, unknown>> {
  const place = 'bootstrap';
  await configuration.override(place, 'terraform {\n  backend "local" {}\n}\n');
  await configuration.succeed(place, ['init', '-input=false']);
  await configuration.succeed(place, ['apply', '-input=false', '-auto-approve', parallelism]);
  const made = await output(configuration, place);
  await configuration.override(place, '');
  await configuration.succeed(place, [
    'init',
    '-input=false',
    '-migrate-state',
    '-force-copy',
    `-backend-config=bucket=${String(made['state_bucket'])}`,
    `-backend-config=region=${String(made['region'])}`,
  ]);
  return made;
}

/** A zone of Route 53, which an administrator has before Tintype is there. */
async function applyDomain(configuration: Configuration): Promise<{ name: string; zone_id: string }> {
  await cp(join(import.meta.dirname, 'domain'), join(configuration.folder, 'domain'), { recursive: true });
  await configuration.succeed('domain', ['init', '-input=false']);
  await configuration.succeed('domain', ['apply', '-input=false', '-auto-approve']);
  return (await output(configuration, 'domain'))['domain'] as { name: string; zone_id: string };
}

/** Starts an emulated AWS and applies everything to it. */
export async function raiseCloud(
  environment: EnvironmentName,
  tools: { terraform: Terraform; python: string },
): Promise<Cloud> {
  const aws = await startEmulatedAws(tools.python);
  const configuration = await copyConfiguration(tools.terraform, aws.env);
  const place = `environments/${environment}`;
  try {
    const { state_bucket: bucket, region, image_registry: images } = await applyBootstrap(configuration);
    await writeVariables(configuration, environment, {
      image_registry: images,
      // Any authority will do: no database is reached with it.
      database_certificates: rootCertificates[0],
      ...(environment === 'prod' && { domain: await applyDomain(configuration) }),
    });
    const backend = [`-backend-config=bucket=${String(bucket)}`, `-backend-config=region=${String(region)}`];
    await configuration.succeed(place, ['init', '-input=false', ...backend]);
    await configuration.succeed(place, ['apply', '-input=false', '-auto-approve', parallelism]);
    return {
      environment,
      aws,
      configuration,
      state: readState(await configuration.succeed(place, ['show', '-json'])),
      stateText: await configuration.succeed(place, ['state', 'pull']),
      outputs: (await output(configuration, place))['tintype'] as Record<string, unknown>,
      remove: async () => {
        await configuration.remove();
        await aws.stop();
      },
    };
  } catch (error) {
    const log = aws.log();
    await configuration.remove();
    await aws.stop();
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\nThe emulated AWS said:\n${log}`, {
      cause: error,
    });
  }
}
