import type { Installation } from '../installation/installation.ts';
import type { MailboxStore } from '../mailbox/mailbox-store.ts';
import type { Database } from '../storage/database.ts';
import type { Codes } from './codes.ts';
import type { Lockout } from './lockout.ts';
import type { Sessions } from './sessions.ts';
import type { Tokens } from './tokens.ts';
import type { Users } from './users.ts';

/** What the actions of the user pool work with. */
export interface CognitoContext {
  now: () => number;
  database: Database;
  mailbox: MailboxStore;
  installation: Pick<Installation, 'region' | 'accountId' | 'userPool'>;
  users: Users;
  codes: Codes;
  lockout: Lockout;
  sessions: Sessions;
  tokens: Tokens;
}
