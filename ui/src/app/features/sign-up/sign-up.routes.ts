import type { Routes } from '@angular/router';

import { ConfirmAddress } from './confirm';
import { SignUp } from './sign-up';

export const signUpRoutes: Routes = [{ path: '', component: SignUp, title: $localize`Sign up` }];

export const confirmRoutes: Routes = [{ path: '', component: ConfirmAddress, title: $localize`Confirm your address` }];
