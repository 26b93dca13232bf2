import { onceOnly } from '@tintype/database';
import type { EventHandler } from '@tintype/events';
import type { Dependencies } from '../dependencies.ts';
import { deletePerson } from './delete-person.command.ts';
import { registerPerson } from './register-person.command.ts';

/** Events about accounts. */
export const accountEvents = ['user.registered', 'user.deleted'] as const;

/** Lets profiles come and go with their accounts. */
export function followAccounts(
  dependencies: Pick<Dependencies, 'orm' | 'wakeRelay'>,
  consumer: string,
): EventHandler<(typeof accountEvents)[number]> {
  return async (event) => {
    await onceOnly(dependencies.orm.em, consumer, event.id, async (em) => {
      if (event.name === 'user.registered') {
        const { userId, handle, name } = event.payload;
        await registerPerson(em, { id: userId, handle, name });
      } else {
        await deletePerson(em, event.payload.userId);
      }
    });
    dependencies.wakeRelay();
  };
}
