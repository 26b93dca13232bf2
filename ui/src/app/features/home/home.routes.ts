import type { Routes } from '@angular/router';

import { Home } from './home';

export const homeRoutes: Routes = [{ path: '', component: Home, title: $localize`Home`, data: { keep: true } }];
