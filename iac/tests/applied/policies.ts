import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
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

/** A role with everything that it may do. */
export interface Role {
  readonly name: string;
  readonly trust: readonly Statement[];
  readonly own: readonly Statement[];
  /** Policies that are not its own; those that AWS manages have its ARN. */
  readonly attached: readonly { arn: string; statements: readonly Statement[] }[];
}

/** Every role of the account, but for those that AWS makes for itself. */
export async function readRoles({ roles: iam }: Clients): Promise<Role[]> {
  const { Roles = [] } = await iam.send(new ListRolesCommand({ MaxItems: 1000 }));
  const own = Roles.filter(({ Path }) => Path?.startsWith('/aws-service-role/') !== true);
  return Promise.all(
    own.map(async ({ RoleName, AssumeRolePolicyDocument }): Promise<Role> => {
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
        trust: statementsOf(present(AssumeRolePolicyDocument)),
        own: statements.flat(),
        attached: await Promise.all(
          AttachedPolicies.map(async ({ PolicyArn }) => {
            const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
            const version = { PolicyArn, VersionId: Policy?.DefaultVersionId };
            const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand(version));
            return { arn: present(PolicyArn), statements: statementsOf(present(PolicyVersion?.Document)) };
          }),
        ),
      };
    }),
  );
}
