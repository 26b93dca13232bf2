import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { z } from 'zod';
import { present } from './clients.ts';
import type { Clients } from './clients.ts';

const list = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]);

const statement = z.object({
  Sid: z.string().default(''),
  Effect: z.enum(['Allow', 'Deny']),
  Action: list,
  NotAction: list,
  Resource: list,
  NotResource: list,
  Principal: z.union([z.literal('*'), z.record(z.string(), list)]).optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});

export type Statement = z.output<typeof statement>;

const document = z.object({ Statement: z.union([statement.transform((one) => [one]), z.array(statement)]) });

/** Statements of a policy's text, as AWS hands it out: IAM encodes it like an address. */
export function statementsOf(text: string): Statement[] {
  return document.parse(JSON.parse(text.startsWith('%') ? decodeURIComponent(text) : text)).Statement;
}

/** A policy that several may have. */
export interface Policy {
  readonly arn: string;
  readonly statements: readonly Statement[];
  /** Characters as AWS counts them: without white space. */
  readonly size: number;
}

/** A role with everything that it may do. */
export interface Role {
  readonly name: string;
  /** ARN of the policy that says the most that it may do. */
  readonly boundary: string | undefined;
  readonly trust: readonly Statement[];
  readonly own: readonly Statement[];
  /** Policies that are not its own; those that AWS manages have its ARN. */
  readonly attached: readonly Policy[];
}

/** A policy as it is now. */
export async function readPolicy({ roles: iam }: Clients, arn: string): Promise<Policy> {
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: arn }));
  const version = { PolicyArn: arn, VersionId: Policy?.DefaultVersionId };
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand(version));
  const text = present(PolicyVersion?.Document);
  const plain = text.startsWith('%') ? decodeURIComponent(text) : text;
  return { arn, statements: statementsOf(plain), size: plain.replace(/\s/g, '').length };
}

/** Every role of the account, but for those that AWS makes for itself. */
export async function readRoles(clients: Clients): Promise<Role[]> {
  const { roles: iam } = clients;
  const { Roles = [] } = await iam.send(new ListRolesCommand({ MaxItems: 1000 }));
  const own = Roles.filter(({ Path }) => Path?.startsWith('/aws-service-role/') !== true);
  return Promise.all(
    own.map(async ({ RoleName, AssumeRolePolicyDocument }): Promise<Role> => {
      // Lists of roles leave boundaries out.
      const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
      const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
      const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
      const statements = await Promise.all(
        PolicyNames.map(async (PolicyName) => {
          const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
          return statementsOf(present(PolicyDocument));
        }),
      );
      return {
        name: present(RoleName),
        boundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn,
        trust: statementsOf(present(AssumeRolePolicyDocument)),
        own: statements.flat(),
        attached: await Promise.all(AttachedPolicies.map(({ PolicyArn }) => readPolicy(clients, present(PolicyArn)))),
      };
    }),
  );
}
