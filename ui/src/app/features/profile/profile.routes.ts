import { inject } from '@angular/core';
import type { ActivatedRouteSnapshot, Routes } from '@angular/router';

import { People } from './people';
import { Profile } from './profile';
import { ProfileAlbums } from './profile-albums';
import { ProfileCache } from './profile-cache';
import { titles } from './titles';

const keep = { keep: true };

export const profileRoutes: Routes = [
  { path: '', component: Profile, title: (route) => titles.photos(nameOf(route)), data: keep },
  {
    path: 'albums',
    component: ProfileAlbums,
    title: (route) => titles.albums(nameOf(route)),
    data: keep,
  },
  {
    path: 'followers',
    component: People,
    title: (route) => titles.followers(nameOf(route)),
    data: { ...keep, side: 'followers' },
  },
  {
    path: 'following',
    component: People,
    title: (route) => titles.following(nameOf(route)),
    data: { ...keep, side: 'following' },
  },
];

function nameOf(route: ActivatedRouteSnapshot): string {
  const handle = route.paramMap.get('handle') ?? '';
  const name = inject(ProfileCache).get(handle)?.name;
  return name === undefined ? `@${handle}` : `${name} (@${handle})`;
}
