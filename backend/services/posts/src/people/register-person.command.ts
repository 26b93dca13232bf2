import type { EntityManager } from '@mikro-orm/postgresql';
import { DepartedPerson, Person, toNameKey } from './person.entity.ts';

/** Gives a new account its profile; nothing, when it has one or has been deleted since. */
export async function registerPerson(
  em: EntityManager,
  account: { id: string; handle: string; name: string },
): Promise<void> {
  if (await em.findOne(DepartedPerson, { id: account.id })) {
    return;
  }
  await em
    .createQueryBuilder(Person)
    .insert({ ...account, nameKey: toNameKey(account.name), createdAt: new Date() })
    .onConflict(['id'])
    .ignore()
    .execute('run');
}
