import { createClients, whoIsCalling } from './clients.ts';
import type { Account, Clients } from './clients.ts';
import { paint, say } from './terminal.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settings.ts';

/** What every verb works with. */
export interface Context {
  readonly settings: Settings;
  readonly clients: Clients;
  readonly account: Account;
}

/** Reads what was asked for, finds out whose account it is, and says both with what is about to happen. */
export async function openContext(intent: string): Promise<Context> {
  const settings = readSettings();
  const clients = createClients(settings.region);
  const account = await whoIsCalling(clients);
  const alias = account.alias === undefined ? '' : ` (${account.alias})`;
  say(paint('bold', `Tintype ${settings.environment}: ${intent}`));
  say(paint('gray', `account ${account.id}${alias}, region ${settings.region}, as ${account.caller}`));
  const emulated = process.env['AWS_ENDPOINT_URL'];
  if (emulated !== undefined) {
    say(paint('yellow', `An emulated AWS at ${emulated}: nothing here reaches AWS.`));
  }
  say();
  return { settings, clients, account };
}
