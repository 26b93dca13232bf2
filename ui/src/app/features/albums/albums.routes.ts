import type { Routes } from '@angular/router';

import { signedInOnly } from '../../core/session/guards';
import { Album } from './album';
import { Albums } from './albums';

export const albumsRoutes: Routes = [
  { path: '', component: Albums, title: $localize`Albums`, canActivate: [signedInOnly] },
  { path: ':albumId', component: Album, title: $localize`Album` },
];
