import type { Routes } from '@angular/router';

import { Albums } from './albums';

export const albumsRoutes: Routes = [
  { path: '', component: Albums, title: $localize`Albums` },
  { path: ':albumId', component: Albums, title: $localize`Album` },
];
