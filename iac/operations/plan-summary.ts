import { paint, say } from './terminal.ts';

type Action = 'no-op' | 'read' | 'create' | 'update' | 'delete' | 'forget';

/** `terraform show -json` of a plan, as far as it is used. */
export interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly type: string;
    readonly mode: string;
    readonly change: { readonly actions: readonly Action[] };
  }[];
  /** What outputs will be, as far as it is known before the plan is carried out. */
  readonly output_changes?: Readonly<Record<string, { readonly after?: unknown }>>;
}

/** One thing that a plan does. */
export interface Change {
  readonly address: string;
  readonly type: string;
  readonly kind: 'add' | 'change' | 'replace' | 'destroy';
}

// What holds data or would take long to get back: losing one of these is asked about by name.
const keepers = new Set([
  'aws_db_instance',
  'aws_dynamodb_table',
  'aws_s3_bucket',
  'aws_cognito_user_pool',
  'aws_mq_broker',
  'aws_kms_key',
  'aws_secretsmanager_secret',
]);

// A new revision replaces the old one by design; nothing is lost.
const revisions = new Set(['aws_ecs_task_definition', 'terraform_data']);

/** The changes of a plan; what is only read or stays is left out. */
export function changesOf(plan: PlanJson): readonly Change[] {
  return (plan.resource_changes ?? []).flatMap(({ address, type, mode, change: { actions } }) => {
    const kind = kindOf(actions);
    return mode === 'managed' && kind ? [{ address, type, kind }] : [];
  });
}

function kindOf(actions: readonly Action[]): Change['kind'] | undefined {
  const [creates, deletes] = [actions.includes('create'), actions.includes('delete')];
  if (creates && deletes) {
    return 'replace';
  }
  return creates ? 'add' : deletes ? 'destroy' : actions.includes('update') ? 'change' : undefined;
}

/** Those changes that lose a store and what is in it. */
export const lossesOf = (changes: readonly Change[]): readonly Change[] =>
  changes.filter(({ kind, type }) => (kind === 'replace' || kind === 'destroy') && keepers.has(type));

/** Changes that were not among those approved. */
export function beyond(approved: readonly Change[], changes: readonly Change[]): readonly Change[] {
  const known = new Map(approved.map(({ address, kind }) => [address, kind]));
  return changes.filter(({ address, kind }) => known.get(address) !== kind);
}

/** Says how much changes, by name what is replaced or destroyed, and what is lost with it. */
export function sayChanges(changes: readonly Change[]): void {
  const count = (kind: Change['kind']): number => changes.filter((change) => change.kind === kind).length;
  const replaced = changes.filter(({ kind, type }) => kind === 'replace' && !revisions.has(type));
  const renewed = count('replace') - replaced.length;
  say(
    `  ${paint('green', `${count('add')} to add`)}, ${paint('yellow', `${count('change')} to change`)}, ` +
      `${replaced.length} to replace, ${paint('red', `${count('destroy')} to destroy`)}` +
      (renewed > 0 ? `; ${renewed} new revisions of tasks` : ''),
  );
  for (const { address } of changes.filter(({ kind }) => kind === 'change')) {
    say(paint('yellow', `    change   ${address}`));
  }
  for (const { address } of replaced) {
    say(paint('red', `    replace  ${address}`));
  }
  for (const { address } of changes.filter(({ kind }) => kind === 'destroy')) {
    say(paint('red', `    destroy  ${address}`));
  }
}
