import type { Routes } from '@angular/router';

import { ForgotPassword } from './forgot-password';
import { SignIn } from './sign-in';

export const signInRoutes: Routes = [{ path: '', component: SignIn, title: $localize`Sign in` }];

export const forgotPasswordRoutes: Routes = [
  { path: '', component: ForgotPassword, title: $localize`Forgotten password` },
];
