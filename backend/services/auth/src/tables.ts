import { pendingIndex } from '@tintype/aws';
import type { TableDefinition } from '@tintype/aws';

/** Accounts, handles, sessions and revocations; items expire by `expiresAt` (seconds since the epoch). */
export function mainTable(name: string): TableDefinition {
  return { name, key: ['pk', 'sk'], indexes: pendingIndex };
}

/** Counters of tries, in the shape that rate-limiter-flexible keeps them in. */
export function limitsTable(name: string): TableDefinition {
  return { name, key: ['key'] };
}
