import type { Routes } from '@angular/router';

import { profileMatcher } from './core/navigation/profile-matcher';
import { signedInMatch, signedInOnly, signedOutOnly } from './core/session/guards';

/** Every page is fetched when it is first visited. */
export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    canMatch: [signedInMatch],
    loadChildren: () => import('./features/home/home.routes').then((module) => module.homeRoutes),
  },
  {
    path: '',
    pathMatch: 'full',
    loadChildren: () => import('./features/welcome/welcome.routes').then((module) => module.welcomeRoutes),
  },
  {
    path: 'discover',
    loadChildren: () => import('./features/discover/discover.routes').then((module) => module.discoverRoutes),
  },
  {
    path: 'albums',
    loadChildren: () => import('./features/albums/albums.routes').then((module) => module.albumsRoutes),
  },
  {
    path: 'posts/:postId',
    loadChildren: () => import('./features/post/post.routes').then((module) => module.postRoutes),
  },
  {
    path: 'share',
    canActivate: [signedInOnly],
    loadChildren: () => import('./features/share/share.routes').then((module) => module.shareRoutes),
  },
  {
    path: 'notifications',
    canActivate: [signedInOnly],
    loadChildren: () =>
      import('./features/notifications/notifications.routes').then((module) => module.notificationsRoutes),
  },
  {
    path: 'settings',
    canActivate: [signedInOnly],
    loadChildren: () => import('./features/settings/settings.routes').then((module) => module.settingsRoutes),
  },
  {
    path: 'sign-up',
    canActivate: [signedOutOnly],
    loadChildren: () => import('./features/sign-up/sign-up.routes').then((module) => module.signUpRoutes),
  },
  {
    path: 'confirm',
    canActivate: [signedOutOnly],
    loadChildren: () => import('./features/sign-up/sign-up.routes').then((module) => module.confirmRoutes),
  },
  {
    path: 'sign-in',
    canActivate: [signedOutOnly],
    loadChildren: () => import('./features/sign-in/sign-in.routes').then((module) => module.signInRoutes),
  },
  {
    path: 'forgot-password',
    loadChildren: () => import('./features/sign-in/sign-in.routes').then((module) => module.forgotPasswordRoutes),
  },
  {
    matcher: profileMatcher,
    loadChildren: () => import('./features/profile/profile.routes').then((module) => module.profileRoutes),
  },
  {
    path: '**',
    loadChildren: () => import('./features/not-found/not-found.routes').then((module) => module.notFoundRoutes),
  },
];
