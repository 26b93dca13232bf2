import type { Routes } from '@angular/router';

import { Profile } from './profile';

export const profileRoutes: Routes = [
  { path: '', component: Profile, title: $localize`Profile` },
  { path: 'albums', component: Profile, title: $localize`Albums` },
  { path: 'followers', component: Profile, title: $localize`Followers` },
  { path: 'following', component: Profile, title: $localize`Following` },
];
