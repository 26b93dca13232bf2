import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { findPython, findTerraform } from './emulated-aws/find-tools.ts';
import { startEmulatedAws } from './emulated-aws/start-emulated-aws.ts';
import type { EmulatedAws } from './emulated-aws/start-emulated-aws.ts';
import { readPlan } from './resources.ts';
import type { Resources } from './resources.ts';
import { copyConfiguration, root } from './terraform.ts';
import type { Configuration } from './terraform.ts';
import { writeVariables } from './variables.ts';
import type { EnvironmentName } from './variables.ts';

const [terraform, python] = await Promise.all([findTerraform(), findPython()]);
const environments: readonly EnvironmentName[] = ['dev', 'prod'];

const read = async (path: string): Promise<unknown> => JSON.parse(await readFile(join(root, path), 'utf8'));
const { routes } = z
  .object({ routes: z.array(z.object({ path: z.string(), service: z.string() })) })
  .parse(await read('backend/routes.json'));
const workloads = z
  .object({
    common: z.object({ stopSeconds: z.number() }),
    services: z.record(z.string(), z.object({ drainSeconds: z.number() })),
  })
  .parse(await read('iac/workloads.json'));
const services = Object.keys(workloads.services).sort();

interface Planned {
  readonly resources: Resources;
  /** Names of the arguments that the environment's main.tf gives. */
  readonly given: readonly string[];
}

async function plan(configuration: Configuration, environment: EnvironmentName): Promise<Planned> {
  const place = `environments/${environment}`;
  await writeVariables(configuration, environment);
  // The plan of an account where nothing is; its state is nobody's.
  await configuration.override(place, 'terraform {\n  backend "local" {}\n}\n');
  await configuration.succeed(place, ['init', '-input=false']);
  await configuration.succeed(place, ['plan', '-input=false', '-lock=false', '-out=plan']);
  return readPlan(await configuration.succeed(place, ['show', '-json', 'plan']));
}

if ('missing' in terraform) {
  it.skip(`everything here (left out: ${terraform.missing})`, () => undefined);
} else if ('missing' in python) {
  it.skip(`everything here (left out: ${python.missing})`, () => undefined);
} else {
  const plans = new Map<EnvironmentName, Planned>();
  let aws: EmulatedAws;
  let configuration: Configuration;
  const of = (environment: EnvironmentName): Planned => {
    const found = plans.get(environment);
    if (found === undefined) {
      throw new Error(`There is no plan of ${environment}`);
    }
    return found;
  };

  beforeAll(async () => {
    aws = await startEmulatedAws(python.found);
    configuration = await copyConfiguration(terraform.found, aws.env);
  });
  afterAll(async () => {
    await configuration.remove();
    await aws.stop();
  });

  // First, so that what is wrong with a plan is said once.
  it.each(environments)(
    '%s can be planned',
    async (environment) => {
      plans.set(environment, await plan(configuration, environment));
    },
    240_000,
  );

  describe('dev and prod', () => {
    it('give the same names values, but for those that have a default', () => {
      // Prod takes what a careful default is, dev says where it is less careful.
      const careful = ['keep_data', 'log_level', 'spot_share'];
      const given = (environment: EnvironmentName) =>
        of(environment)
          .given.filter((name) => !careful.includes(name))
          .sort();
      expect(given('dev')).toEqual(given('prod'));
    });

    it.each(['variables.tf', 'outputs.tf', 'versions.tf'])('are the same in %s', async (file) => {
      const text = (environment: EnvironmentName) =>
        readFile(join(root, 'iac/environments', environment, file), 'utf8');
      expect((await text('dev')).replaceAll('dev', 'prod')).toBe(await text('prod'));
    });
  });

  describe.each(environments)('the plan of %s', (environment) => {
    const all = (type: string) => of(environment).resources.of(type);
    const values = (type: string) => all(type).map((resource) => resource.values);

    it('K1: no bucket is public, each is private to its owner, encrypted and versioned', () => {
      const buckets = all('aws_s3_bucket')
        .map(({ module }) => module)
        .sort();
      const beside = (type: string, wanted: object) => {
        expect(
          all(type)
            .map(({ module }) => module)
            .sort(),
        ).toEqual(buckets);
        for (const found of values(type)) {
          expect(found).toMatchObject(wanted);
        }
      };
      beside('aws_s3_bucket_public_access_block', {
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      });
      const encrypted = all('aws_s3_bucket_server_side_encryption_configuration').map(({ module }) => module);
      expect(encrypted.sort()).toEqual(buckets);
      expect(
        all('aws_s3_bucket_policy')
          .map(({ module }) => module)
          .sort(),
      ).toEqual(buckets);
    });

    it('K2: what was begun to be uploaded and never finished is gone after a day', () => {
      const rules = z.array(
        z.object({ abort_incomplete_multipart_upload: z.array(z.object({ days_after_initiation: z.number() })) }),
      );
      const lifecycles = all('aws_s3_bucket_lifecycle_configuration');
      expect(lifecycles).toHaveLength(all('aws_s3_bucket').length);
      for (const lifecycle of lifecycles) {
        const days = rules
          .parse(lifecycle.values['rule'])
          .flatMap((rule) => rule.abort_incomplete_multipart_upload.map((abort) => abort.days_after_initiation));
        expect({ bucket: lifecycle.address, days }).toEqual({ bucket: lifecycle.address, days: [1] });
      }
    });

    it('K3: every service and task has roles of its own', () => {
      const names = values('aws_iam_role').map(({ name }) => name);
      expect(names).toEqual(
        expect.arrayContaining(
          services.flatMap((service) => [
            `tintype-${environment}-${service}-execution`,
            `tintype-${environment}-${service}-task`,
          ]),
        ),
      );
      expect(new Set(names).size).toBe(names.length);
    });

    it('K5: nothing is cut off by a deployment', () => {
      const targetGroups = Object.fromEntries(values('aws_lb_target_group').map(({ name, ...rest }) => [name, rest]));
      for (const [service, { drainSeconds }] of Object.entries(workloads.services)) {
        expect(targetGroups[`tintype-${environment}-${service}`]).toMatchObject({
          deregistration_delay: String(drainSeconds),
        });
        expect(drainSeconds).toBeLessThan(workloads.common.stopSeconds);
      }
      for (const service of values('aws_ecs_service')) {
        expect(service).toMatchObject({
          deployment_minimum_healthy_percent: 100,
          deployment_circuit_breaker: [{ enable: true, rollback: true }],
        });
        expect(service['desired_count']).toBeGreaterThanOrEqual(2);
      }
      expect(all('aws_ecs_service')).toHaveLength(services.length);
    });

    it('K6: accounts give away nothing and tokens are short-lived', () => {
      expect(values('aws_cognito_user_pool_client')).toEqual([
        expect.objectContaining({
          prevent_user_existence_errors: 'ENABLED',
          enable_token_revocation: true,
          access_token_validity: 15,
          token_validity_units: [expect.objectContaining({ access_token: 'minutes' })],
          allowed_oauth_flows_user_pool_client: false,
        }),
      ]);
      expect(values('aws_cognito_user_pool')).toEqual([
        expect.objectContaining({
          user_attribute_update_settings: [{ attributes_require_verification_before_update: ['email'] }],
        }),
      ]);
    });

    it('K7: addresses outside reach the load balancer only, and that from CloudFront only', () => {
      const ingress = values('aws_vpc_security_group_ingress_rule');
      const fromAddresses = ingress.filter(
        ({ cidr_ipv4: four, cidr_ipv6: six }) => typeof four === 'string' || typeof six === 'string',
      );
      // The endpoints of AWS within the network take HTTPS from the network itself.
      expect(fromAddresses).toEqual([
        expect.objectContaining({ cidr_ipv4: '10.20.0.0/16', from_port: 443, to_port: 443 }),
      ]);
      expect(ingress.filter(({ prefix_list_id: list }) => typeof list === 'string')).toHaveLength(1);
      expect(values('aws_db_instance')).toEqual([expect.objectContaining({ publicly_accessible: false })]);
      expect(values('aws_mq_broker')).toEqual([expect.objectContaining({ publicly_accessible: false })]);
      for (const { network_configuration: network } of values('aws_ecs_service')) {
        expect(network).toEqual([expect.objectContaining({ assign_public_ip: false })]);
      }
    });

    it('K8: nobody is guest at the broker', () => {
      const users = z
        .array(z.object({ username: z.string() }))
        .parse(values('aws_mq_broker').flatMap(({ user }) => user));
      expect(users.map(({ username }) => username)).toEqual(['tintype-admin']);
    });

    it('K9: stores are encrypted and can be brought back', () => {
      const production = environment === 'prod';
      for (const instance of values('aws_db_instance')) {
        expect(instance).toMatchObject({
          storage_encrypted: true,
          multi_az: production,
          deletion_protection: production,
          manage_master_user_password: true,
        });
        expect(instance['backup_retention_period']).toBeGreaterThanOrEqual(7);
      }
      for (const table of values('aws_dynamodb_table')) {
        expect(table).toMatchObject({
          point_in_time_recovery: [expect.objectContaining({ enabled: true })],
          server_side_encryption: [expect.objectContaining({ enabled: true })],
          deletion_protection_enabled: production,
        });
      }
    });

    it('K10: texts cost no more than was said', () => {
      expect(values('aws_sns_sms_preferences')).toEqual([
        expect.objectContaining({
          // What AWS allows an account before its support raises it.
          monthly_spend_limit: 1,
          default_sms_type: 'Transactional',
        }),
      ]);
    });

    it('K11: every log ends', () => {
      for (const { address, values: group } of all('aws_cloudwatch_log_group')) {
        expect({ address, days: group['retention_in_days'] }).toEqual({
          address,
          days: production(environment) ? 90 : 14,
        });
      }
    });

    it('scales every service in steps, out by several and in again, never below two tasks', () => {
      const targets = values('aws_appautoscaling_target');
      expect(targets).toHaveLength(services.length);
      for (const target of targets) {
        expect(target['min_capacity']).toBeGreaterThanOrEqual(2);
        expect(Number(target['max_capacity'])).toBeGreaterThan(Number(target['min_capacity']));
      }
      const steps = z.array(
        z.object({
          step_adjustment: z.array(z.object({ scaling_adjustment: z.number() })),
          cooldown: z.number().positive(),
        }),
      );
      for (const service of services) {
        const own = values('aws_appautoscaling_policy').filter(({ name }) =>
          String(name).startsWith(`tintype-${environment}-${service}-`),
        );
        const directions = own.map((policy) => {
          expect(policy['policy_type']).toBe('StepScaling');
          const adjustments = steps
            .parse(policy['step_scaling_policy_configuration'])
            .flatMap(({ step_adjustment: found }) => found.map(({ scaling_adjustment: by }) => by));
          expect(adjustments.length).toBeGreaterThanOrEqual(2);
          return adjustments.every((by) => by > 0) ? 'out' : adjustments.every((by) => by < 0) ? 'in' : 'both';
        });
        expect(directions.filter((direction) => direction === 'in')).toHaveLength(1);
        expect(directions.filter((direction) => direction === 'out').length).toBeGreaterThanOrEqual(3);
        expect(directions).not.toContain('both');
      }
    });

    it('leads every route of backend/routes.json to its service, at the load balancer and at the edge', () => {
      const conditions = z.array(z.object({ path_pattern: z.array(z.object({ values: z.array(z.string()) })) }));
      const rules = all('aws_lb_listener_rule').map((rule) => {
        const [, service = ''] = /\.service\["(\w+)"\]/.exec(rule.module) ?? [];
        const [path = ''] = conditions
          .parse(rule.values['condition'])
          .flatMap(({ path_pattern: patterns }) => patterns.flatMap((pattern) => [...pattern.values].sort()));
        return { path, service };
      });
      const byPath = (a: { path: string }, b: { path: string }) => a.path.localeCompare(b.path);
      expect(rules.sort(byPath)).toEqual(routes.map(({ path, service }) => ({ path, service })).sort(byPath));
      const behaviours = z
        .array(z.object({ path_pattern: z.string(), target_origin_id: z.string() }))
        .parse(values('aws_cloudfront_distribution').flatMap(({ ordered_cache_behavior: found }) => found));
      for (const { path } of routes) {
        const first = behaviours.find(({ path_pattern: pattern }) =>
          pattern.endsWith('*') ? `${path}/x`.startsWith(pattern.slice(0, -1)) : pattern === path,
        );
        expect({ path, origin: first?.target_origin_id }).toEqual({ path, origin: 'services' });
      }
    });

    it('names no secret in the plan', () => {
      const texts = JSON.stringify(of(environment).resources.all);
      expect(texts).not.toMatch(/BEGIN (RSA |EC )?PRIVATE KEY/);
      expect(values('aws_secretsmanager_secret_version').map(({ secret_string: text }) => text ?? null)).toEqual(
        values('aws_secretsmanager_secret_version').map(() => null),
      );
    });
  });
}

function production(environment: EnvironmentName): boolean {
  return environment === 'prod';
}
