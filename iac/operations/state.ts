import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { Clients } from './clients.ts';
import type { Environment } from './environment.ts';

/** The bucket's name can be told without asking anybody: the state of the bootstrap itself is in it. */
export const stateBucketName = (accountId: string, region: string): string =>
  `tintype-terraform-${accountId}-${region}`;

/** Where the state of an environment is in the bucket; versions.tf of the environment says the same. */
export const stateKey = (environment: string): string => `environments/${environment}/terraform.tfstate`;

/** The state of an environment as Terraform keeps it, as far as it is used. */
export interface State {
  readonly outputs: { readonly tintype?: { readonly value: Environment } };
  readonly resources: readonly {
    readonly type: string;
    readonly mode: string;
    readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
  }[];
}

/** Reads the state from its bucket: no Terraform is needed for looking and scaling. Undefined where nothing was deployed. */
export async function readState(clients: Clients, bucket: string, key: string): Promise<State | undefined> {
  try {
    const { Body: body } = await clients.files.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return JSON.parse((await body?.transformToString()) ?? '') as State;
  } catch (error) {
    if (error instanceof Error && /^(NoSuchKey|NoSuchBucket|NotFound)$/.test(error.name)) {
      return undefined;
    }
    throw error;
  }
}
