import type { Routes } from '@angular/router';

import { Post } from './post';

export const postRoutes: Routes = [{ path: '', component: Post, title: $localize`Photo` }];
