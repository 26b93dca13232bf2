import type { Routes } from '@angular/router';

import { Settings } from './settings';

export const settingsRoutes: Routes = [{ path: '', component: Settings, title: $localize`Settings` }];
