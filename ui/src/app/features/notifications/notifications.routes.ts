import type { Routes } from '@angular/router';

import { Notifications } from './notifications';

export const notificationsRoutes: Routes = [
  { path: '', component: Notifications, title: $localize`Notifications`, data: { keep: true } },
];
