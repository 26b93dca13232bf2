import type { EventHandler } from '@tintype/events';
import type { Scope } from '../scope.ts';
import { forgetPerson } from './forget-person.command.ts';

/** The events of people who come and go. */
export const accountEvents = ['user.registered', 'user.deleted'] as const;

/** Forgets people who left. Who comes needs nothing: a history begins with its first line. */
export function handleAccounts(scope: Scope): EventHandler<(typeof accountEvents)[number]> {
  return async (event) => {
    if (event.name === 'user.deleted') {
      await forgetPerson(scope, event.payload.userId);
    }
  };
}
