import { expect, it } from '@jest/globals';
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { z } from 'zod';
import type { Cloud } from '../cloud.ts';
import { createClients, present } from './clients.ts';
import { readTaskDefinitions } from './containers.ts';
import { readPolicy, readRoles } from './policies.ts';
import type { Role, Statement } from './policies.ts';

/** One thing that a role may do, under the conditions of the statement that says so. */
interface Permission {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  readonly conditions: Statement['Condition'];
}

const here = 'eu-central-1:123456789012';
const databaseOfSecret = 'aws:ResourceTag/aws:rds:primaryDBInstanceArn';
// A managed policy holds no more characters.
const largest = 6144;
// What adds to the permissions of a role, or takes them away: IAM looks at its boundary when asked for one of these.
const grants = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
];

const values = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]);

/** Whether everything that fits `wanted` fits `pattern`: an asterisk in the first takes in one of the second. */
function covers(pattern: string, wanted: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[$()+.?[\\\]^{|}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(wanted);
}

function permissionsOf({ name: role, own, attached }: Role): Permission[] {
  return [...own, ...attached.flatMap(({ statements }) => statements)]
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource, Condition: conditions }) =>
      Action.flatMap((action) =>
        Resource.map((resource) => ({
          role,
          action,
          // AWS's own policies are for every account and region; a role is used in its own.
          resource: resource.replace(/^(arn:aws:logs):\*:\*:/, `$1:${here}:`),
          conditions,
        })),
      ),
    );
}

/** Whether a permission comes with what a boundary asks for: the same or less, or a tag that AWS writes. */
function meets(asked: Statement['Condition'], { conditions }: Permission, databases: readonly string[]): boolean {
  const single = Object.entries(asked ?? {}).flatMap(([test, keys]) =>
    Object.entries(keys).map(([key, wanted]) => ({ test, key, wanted: values.parse(wanted) })),
  );
  return single.every(({ test, key, wanted }) => {
    if (test === 'StringLike' && key === databaseOfSecret) {
      return databases.every((database) => wanted.some((pattern) => covers(pattern, database)));
    }
    const own = values.parse(conditions?.[test]?.[key]);
    return test === 'StringEquals' && own.length > 0 && own.every((value) => wanted.includes(value));
  });
}

const isOfPipeline = ({ name }: Role): boolean => /-pipeline(-|$)/.test(name);

/** Whoever writes the policies of roles: no role does more than the environment's boundary says. Asked of AWS itself. */
export function isBounded(cloud: () => Cloud): void {
  const clients = () => createClients(cloud().aws);
  const name = () => `tintype-${cloud().environment}`;
  const arn = () => `arn:aws:iam::${present(here.split(':')[1])}:policy/${name()}-boundary`;

  async function readAll() {
    const [roles, boundary, { DBInstances = [] }] = await Promise.all([
      readRoles(clients()),
      readPolicy(clients(), arn()),
      clients().databases.send(new DescribeDBInstancesCommand()),
    ]);
    const databases = DBInstances.map(({ DBInstanceArn }) => present(DBInstanceArn));
    expect(databases).toHaveLength(1);
    const isWithin = (permission: Permission): boolean =>
      boundary.statements.some(
        ({ Effect, Action, Resource, Condition }) =>
          Effect === 'Allow' &&
          Action.includes(permission.action) &&
          Resource.some((pattern) => covers(pattern, permission.resource)) &&
          meets(Condition, permission, databases),
      );
    const permissions = roles.filter((role) => !isOfPipeline(role)).flatMap(permissionsOf);
    return { roles, boundary, permissions, isWithin };
  }
  const told = ({ role, action, resource }: Permission): string => `${role}: ${action} on ${resource}`;

  it('every role has it, but for those of the pipeline, which the pipeline cannot reach', async () => {
    const { roles } = await readAll();
    for (const role of roles) {
      const wanted = isOfPipeline(role) ? undefined : arn();
      expect({ name: role.name, boundary: role.boundary }).toEqual({ name: role.name, boundary: wanted });
    }
    const definitions = await readTaskDefinitions(clients());
    // Two of each task; the others are of RDS, the flow logs and SNS.
    expect(roles.filter((role) => !isOfPipeline(role))).toHaveLength(2 * definitions.length + 3);
  });

  // What a boundary lacks, a role may not do, whatever its own policies say; and nothing says so before it is tried.
  it('everything that a role needs lies within', async () => {
    const { permissions, isWithin } = await readAll();
    expect(permissions.length).toBeGreaterThan(50);
    expect(permissions.filter((permission) => !isWithin(permission)).map(told)).toEqual([]);
  });

  it('nothing else does: no other action, no other environment, no roles, no say about keys', async () => {
    const { boundary, permissions, isWithin } = await readAll();
    expect(
      boundary.statements.filter(({ NotAction, NotResource }) => NotAction.length + NotResource.length > 0),
    ).toEqual([]);
    const limits = new Set(boundary.statements.flatMap(({ Action }) => Action));
    expect([...limits].sort()).toEqual([...new Set(permissions.map(({ action }) => action))].sort());
    expect([...limits].filter((action) => /^(iam|sts|kms:(Create|Put|Schedule|Tag))/.test(action))).toEqual([]);
    const elsewhere = permissions
      .filter(({ resource }) => resource.includes(name()))
      .map((permission) => ({ ...permission, resource: permission.resource.replaceAll(name(), 'tintype-other') }));
    expect(elsewhere.length).toBeGreaterThan(30);
    expect(elsewhere.filter(isWithin).map(told)).toEqual([]);
    // A key and a user pool have no names: any but ours.
    const unnamed = permissions
      .filter(({ resource }) => /^arn:aws:(kms|cognito-idp):/.test(resource))
      .map((permission) => ({ ...permission, resource: permission.resource.replace(/[^/]+$/, 'another') }));
    expect(new Set(unnamed.map(({ resource }) => resource)).size).toBe(2);
    expect(unnamed.filter(isWithin).map(told)).toEqual([]);
  });

  it('Apply gives permissions only below it, and can neither change nor take it away', async () => {
    const { roles } = await readAll();
    const appliers = roles.filter((role) => role.name.endsWith('-pipeline-apply'));
    expect(appliers).toHaveLength(cloud().environment === 'prod' ? 1 : 0);
    for (const { own, attached } of appliers) {
      const ours = attached.filter(({ arn: policy }) => !policy.startsWith('arn:aws:iam::aws:'));
      const allowed = [...own, ...ours.flatMap(({ statements }) => statements)].filter(
        ({ Effect }) => Effect === 'Allow',
      );
      const granting = allowed.filter(({ Action }) => Action.some((action) => grants.includes(action)));
      expect(granting.flatMap(({ Action }) => Action).sort()).toEqual(grants);
      for (const { Sid, Condition } of granting) {
        expect({ Sid, below: Condition?.['StringEquals']?.['iam:PermissionsBoundary'] }).toEqual({ Sid, below: arn() });
      }
      const written = allowed.flatMap(({ Action }) => Action).filter((action) => /^iam:\w*Polic(y|ies)/.test(action));
      expect(written.filter((action) => !grants.includes(action))).toEqual(['iam:UpdateAssumeRolePolicy']);
      const refused = own.filter(({ Effect }) => Effect === 'Deny');
      const refuses = (action: string, resource: string): boolean =>
        refused.some(
          ({ Action, Resource, Condition }) =>
            Condition === undefined && Action.includes(action) && Resource.some((pattern) => covers(pattern, resource)),
        );
      const role = `${arn().replace(/:policy\/.*/, `:role/${name()}`)}-auth-task`;
      expect(refuses('iam:DeleteRolePermissionsBoundary', role)).toBe(true);
      for (const verb of ['CreatePolicyVersion', 'DeletePolicy', 'DeletePolicyVersion', 'SetDefaultPolicyVersion']) {
        expect({ verb, refused: refuses(`iam:${verb}`, arn()) }).toEqual({ verb, refused: true });
      }
    }
  });

  it('AWS takes policies of this size', async () => {
    const { roles, boundary } = await readAll();
    const sizes = [boundary, ...roles.flatMap(({ attached }) => attached)]
      .filter(({ arn: policy }) => !policy.startsWith('arn:aws:iam::aws:'))
      .map(({ arn: policy, size }) => ({ policy, fits: size <= largest }));
    expect(sizes.filter(({ fits }) => !fits)).toEqual([]);
  });
}
