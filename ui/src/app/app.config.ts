import { provideHttpClient, withInterceptors, withXhr } from '@angular/common/http';
import {
  type ApplicationConfig,
  ErrorHandler,
  inject,
  isDevMode,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import {
  provideRouter,
  RouteReuseStrategy,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
} from '@angular/router';
import { provideServiceWorker } from '@angular/service-worker';

import { routes } from './app.routes';
import { AppErrors } from './core/errors/error-handler';
import { KeptPages } from './core/navigation/kept-pages';
import { PageTitle } from './core/navigation/page-title';
import { Session } from './core/session/session';
import { sessionInterceptor } from './core/session/session-interceptor';
import { Theme } from './core/theme/theme';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    { provide: ErrorHandler, useExisting: AppErrors },
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
    ),
    { provide: TitleStrategy, useExisting: PageTitle },
    { provide: RouteReuseStrategy, useExisting: KeptPages },
    // XMLHttpRequest, because fetch cannot report how far an upload is.
    provideHttpClient(withXhr(), withInterceptors([sessionInterceptor])),
    provideAppInitializer(() => {
      inject(Theme);
      // Not waited for: the shell stands at once, and the guards wait where it matters.
      void inject(Session).ready();
    }),
    provideServiceWorker('ngsw-worker.js', { enabled: !isDevMode(), registrationStrategy: 'registerWhenStable:30000' }),
  ],
};
