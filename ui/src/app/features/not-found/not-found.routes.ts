import type { Routes } from '@angular/router';

import { NotFound } from './not-found';

export const notFoundRoutes: Routes = [{ path: '**', component: NotFound, title: $localize`Page not found` }];
