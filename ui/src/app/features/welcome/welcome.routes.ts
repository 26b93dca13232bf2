import type { Routes } from '@angular/router';

import { Welcome } from './welcome';

export const welcomeRoutes: Routes = [{ path: '', component: Welcome, title: $localize`Welcome` }];
