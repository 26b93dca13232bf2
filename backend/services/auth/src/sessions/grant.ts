import type { Account } from '../accounts/accounts.gateway.ts';
import type { Tokens } from '../accounts/tokens.ts';

/** What a sign-in or a refresh hands to the browser; the cookie goes into its header. */
export interface Granted {
  readonly cookie: string;
  readonly grant: {
    readonly accessToken: string;
    readonly expiresIn: number;
    readonly sessionId: string;
    readonly person: { id: string; handle: string; name: string; isAdmin: boolean };
  };
}

/** Puts the answer together. */
export function granted(cookie: string, tokens: Tokens, account: Account, sessionId: string): Granted {
  return {
    cookie,
    grant: {
      accessToken: tokens.accessToken,
      expiresIn: tokens.expiresIn,
      sessionId,
      person: { id: account.personId, handle: account.handle, name: account.name, isAdmin: tokens.isAdmin },
    },
  };
}
