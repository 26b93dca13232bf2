import type { Routes } from '@angular/router';

import { Share } from './share';

export const shareRoutes: Routes = [
  {
    path: '',
    component: Share,
    title: $localize`Share photos`,
    canDeactivate: [(page: Share) => page.canLeave()],
  },
];
