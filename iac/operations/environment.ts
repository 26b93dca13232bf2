import type { Context } from './context.ts';
import { Problem } from './problem.ts';
import { readState, stateBucketName, stateKey } from './state.ts';

/** What Terraform tells about an environment: the output `tintype`, described in iac/modules/tintype/outputs.tf. */
export interface Environment {
  readonly public_url: string;
  readonly region: string;
  readonly pages: { readonly bucket: string; readonly distribution_id: string };
  readonly signing_keys: { readonly key_value_store_arn: string; readonly secret_arn: string };
  readonly cluster: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly tasks: Readonly<Record<string, Task>>;
  readonly databases: Readonly<Record<string, string>>;
  readonly stores: {
    readonly tables: readonly string[];
    readonly photo_bucket: string;
    readonly topic_prefix: string;
  };
  readonly dashboard: string;
  readonly broker: string;
  readonly image_tag: string;
  readonly keep_data: boolean;
}

/** One service as it runs in ECS. */
export interface Service {
  readonly service_name: string;
  readonly log_group: string;
  readonly minimum: number;
  readonly maximum: number;
}

/** One task that runs to its end during a deployment. */
export interface Task {
  readonly definition_arn: string;
  readonly log_group: string;
  readonly container: string;
  readonly subnet_ids: readonly string[];
  readonly security_group_ids: readonly string[];
}

/** What was deployed; says so where that is nothing yet. */
export async function readEnvironment({ settings, clients, account }: Context): Promise<Environment> {
  const { environment, region } = settings;
  const state = await readState(clients, stateBucketName(account.id, region), stateKey(environment));
  const value = state?.outputs.tintype?.value;
  if (value === undefined) {
    throw new Problem(
      `Nothing is deployed as ${environment} in account ${account.id}, ${region}.`,
      `Deploy it with make deploy ENV=${environment}; or are these credentials of another account?`,
    );
  }
  return value;
}

/** Picks one of several by name; says which there are. */
export function pick<T>(
  things: Readonly<Record<string, T>>,
  name: string | undefined,
  word: string,
): readonly [string, T] {
  const thing = name === undefined ? undefined : things[name];
  if (name === undefined || thing === undefined) {
    throw new Problem(
      name === undefined ? `${word} is not set.` : `There is no "${name}".`,
      `Say ${word}= with one of ${Object.keys(things).join(', ')}.`,
    );
  }
  return [name, thing];
}
