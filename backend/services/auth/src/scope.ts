import type Koa from 'koa';
import type { Actor } from '@tintype/http';
import type { AccountsGateway } from './accounts/accounts.gateway.ts';
import type { UserPoolGateway } from './accounts/user-pool.gateway.ts';
import type { AuthDependencies } from './dependencies.ts';
import { countedOnce } from './limits/counted-once.ts';
import type { Limits } from './limits/limits.gateway.ts';
import type { RevocationsGateway } from './revocations/revocations.gateway.ts';
import type { CookieSigner } from './sessions/refresh-cookie.ts';
import type { SessionsGateway } from './sessions/sessions.gateway.ts';

/** What a command or query works with: one per request. */
export interface Scope {
  readonly userPool: UserPoolGateway;
  readonly accounts: AccountsGateway;
  readonly sessions: SessionsGateway;
  readonly revocations: RevocationsGateway;
  readonly limits: Limits;
  readonly cookies: CookieSigner;
  readonly publicUrl: string;
  /** The caller's network address, for limits. */
  readonly address: string;
}

/** Builds the scope of one request. */
export function createScope(dependencies: AuthDependencies, _actor: Actor | undefined, ctx: Koa.Context): Scope {
  const { userPool, accounts, sessions, revocations, limits, cookies, publicUrl } = dependencies;
  const once = countedOnce(limits);
  return { userPool, accounts, sessions, revocations, limits: once, cookies, publicUrl, address: ctx.ip };
}
