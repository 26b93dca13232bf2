import type Koa from 'koa';
import { errors } from '../errors.ts';

/** Refuses requests that another site's page makes with our cookie (SameSite=Lax already keeps most of them away). */
export function ownOriginOnly(publicUrl: string, ctx: Koa.Context): void {
  const origin = ctx.get('origin');
  if (origin === '') {
    return;
  }
  const host = URL.canParse(origin) ? new URL(origin).host : '';
  if (host !== new URL(publicUrl).host && host !== ctx.host) {
    throw errors.foreignOrigin();
  }
}
