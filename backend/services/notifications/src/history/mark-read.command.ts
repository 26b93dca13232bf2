import type { Scope } from '../scope.ts';

/** Marks everything up to a notification as read, everything there is without one. */
export async function markRead(scope: Scope, personId: string, upTo: string | undefined): Promise<void> {
  const [newest] = await scope.history.page(personId, { limit: 1 });
  if (!newest) {
    return;
  }
  const asked = upTo?.toLowerCase() ?? newest.id;
  // An id from the future would mark as read what has not happened yet.
  await scope.history.markRead(personId, asked < newest.id ? asked : newest.id);
}
