import { randomInt } from 'node:crypto';
import type { Scope } from './scope.ts';
import type { Account } from './accounts/accounts.gateway.ts';

/**
 * The account of a confirmed person; made now when confirming was cut short before it could be. The handle that was held
 * becomes theirs; should it be lost meanwhile, they get it with digits behind.
 */
export async function ensureAccount(
  scope: Scope,
  person: { personId: string; email: string; name: string },
): Promise<Account> {
  const existing = await scope.accounts.find(person.personId);
  if (existing) {
    return existing;
  }
  const wanted = (await scope.accounts.recallSignUp(person.email)) ?? { handle: 'someone', name: person.name };
  let handle = wanted.handle;
  while (!(await scope.accounts.keepHandle(handle, person.email, person.personId))) {
    handle = `${wanted.handle.slice(0, 24)}${randomInt(10_000, 100_000)}`;
  }
  const account = { personId: person.personId, handle, name: wanted.name };
  await scope.accounts.create(account);
  return (await scope.accounts.find(person.personId)) ?? account;
}
