import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Configuration } from './terraform.ts';

export type EnvironmentName = 'dev' | 'prod';

/** What an administrator names when applying. Prod has a domain and a pipeline of its own, dev has neither. */
export function variablesOf(environment: EnvironmentName): Record<string, unknown> {
  const common = {
    image_registry: Object.fromEntries(
      ['auth', 'media', 'notifications', 'posts'].map((service) => [
        service,
        `123456789012.dkr.ecr.eu-central-1.amazonaws.com/tintype/${service}`,
      ]),
    ),
    image_tag: 'tested',
    database_certificates: '-----BEGIN CERTIFICATE-----\nof the region\n-----END CERTIFICATE-----\n',
    alarm_emails: ['operations@tintype.example'],
  };
  if (environment === 'dev') {
    return common;
  }
  return {
    ...common,
    domain: { name: 'tintype.example', zone_id: 'Z0123456789ABCDEFGHIJ' },
    pipeline: {
      connection_arn:
        'arn:aws:codeconnections:eu-central-1:123456789012:connection/8f5c1a52-6a0e-4b3f-9c0a-2f1d7e6b5a43',
      repository: 'tintype/tintype',
      branch: 'main',
      state_bucket: 'tintype-state-123456789012',
    },
  };
}

/** Writes them where Terraform reads them by itself. */
export async function writeVariables(
  configuration: Configuration,
  environment: EnvironmentName,
  more: Record<string, unknown> = {},
): Promise<void> {
  await writeFile(
    join(configuration.folder, 'environments', environment, 'tested.auto.tfvars.json'),
    JSON.stringify({ ...variablesOf(environment), ...more }),
  );
}
