import type { Routes } from '@angular/router';

import { Discover } from './discover';

export const discoverRoutes: Routes = [
  { path: '', component: Discover, title: $localize`Discover`, data: { keep: true } },
];
