import type Koa from 'koa';
import { defineRoutes } from '@tintype/http';
import type { Scope } from '../scope.ts';
import { deviceName } from './device-name.ts';
import { revokeSession, signOut } from './end-session.command.ts';
import { listSessions } from './list-sessions.query.ts';
import { ownOriginOnly } from './own-origin.ts';
import { refreshSession } from './refresh-session.command.ts';
import { presentSession } from './session.presenter.ts';
import { ListSessions, Refresh, RevokeSession, SignIn, SignOut } from './sessions.schema.ts';
import { signIn } from './sign-in.command.ts';

const cookieName = 'tintype_refresh';
const cookiePath = '/api/auth';
const cookieSeconds = 30 * 24 * 3600;

export const sessionRoutes = defineRoutes<Scope>((routes) => {
  routes.add(SignIn, async ({ scope, body, newId, ctx }) => {
    ownOriginOnly(scope.publicUrl, ctx);
    const device = deviceName(ctx.get('user-agent'));
    const { grant, cookie } = await signIn(scope, { ...body, sessionId: newId, device });
    setCookie(ctx, scope, cookie);
    return grant;
  });
  routes.add(Refresh, async ({ scope, ctx }) => {
    ownOriginOnly(scope.publicUrl, ctx);
    const { grant, cookie } = await refreshSession(scope, ctx.cookies.get(cookieName));
    setCookie(ctx, scope, cookie);
    return grant;
  });
  routes.add(SignOut, async ({ scope, ctx }) => {
    ownOriginOnly(scope.publicUrl, ctx);
    await signOut(scope, ctx.cookies.get(cookieName));
    setCookie(ctx, scope, '');
  });
  routes.add(ListSessions, async ({ scope, actor }) => {
    const sessions = await listSessions(scope, actor);
    return { items: sessions.map((session) => presentSession(session, actor)) };
  });
  routes.add(RevokeSession, async ({ scope, actor, params }) => revokeSession(scope, actor, params.sessionId));
});

// Set by hand: whether it is `Secure` follows from the address people open, not from the hop that reaches this process.
function setCookie(ctx: Koa.Context, scope: Scope, value: string): void {
  const secure = scope.publicUrl.startsWith('https:') ? '; Secure' : '';
  const age = value === '' ? 0 : cookieSeconds;
  ctx.append(
    'Set-Cookie',
    `${cookieName}=${value}; Path=${cookiePath}; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`,
  );
}
