import type { Clients } from '../clients.ts';
import type { Environment } from '../environment.ts';
import { describeDatabase } from '../storing/databases.ts';
import { paint } from '../terminal.ts';

/** State, size and recoverability of each database. */
export async function databaseRows(clients: Clients, { databases }: Environment): Promise<string[][]> {
  return Promise.all(
    Object.values(databases).map(async (identifier) => {
      const found = await describeDatabase(clients, identifier);
      if (!found) {
        return [identifier, paint('red', 'not there')];
      }
      const state = found.DBInstanceStatus ?? '';
      return [
        identifier,
        state === 'available' ? paint('green', state) : paint('yellow', state),
        found.DBInstanceClass ?? '',
        found.MultiAZ === true ? 'two zones' : 'one zone',
        `${found.AllocatedStorage ?? '?'} GB`,
        found.LatestRestorableTime ? `restorable up to ${found.LatestRestorableTime.toISOString().slice(0, 16)}Z` : '',
      ];
    }),
  );
}
