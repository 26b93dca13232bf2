import { inject } from '@angular/core';
import { type CanActivateFn, type CanMatchFn, RedirectCommand, Router } from '@angular/router';

import { safeNextPath } from './next-path';
import { Session } from './session';

/** For pages that need a person: others are sent to sign in and come back afterwards. */
export const signedInOnly: CanActivateFn = async (_route, state) => {
  const session = inject(Session);
  const router = inject(Router);
  await session.ready();
  if (session.isAdmitted()) {
    return true;
  }
  const next = safeNextPath(state.url);
  return new RedirectCommand(router.createUrlTree(['/sign-in'], next === '/' ? {} : { queryParams: { next } }), {
    replaceUrl: true,
  });
};

/** For sign-in and sign-up: people who are in already go on to where they were heading. */
export const signedOutOnly: CanActivateFn = async (route) => {
  const session = inject(Session);
  const router = inject(Router);
  await session.ready();
  return session.isSignedIn() ? router.parseUrl(safeNextPath(route.queryParamMap.get('next'))) : true;
};

/** Chooses between two pages of one address: this one for people who are signed in. */
export const signedInMatch: CanMatchFn = async () => {
  const session = inject(Session);
  await session.ready();
  return session.isAdmitted();
};
