import { type ErrorHandler, Injectable, signal } from '@angular/core';

import { ApiProblem } from './api-problem';

/** Keeps the last unexpected error for the shell to show; a stale bundle after a release asks for a reload. */
@Injectable({ providedIn: 'root' })
export class AppErrors implements ErrorHandler {
  readonly needsReload = signal(false);

  handleError(error: unknown): void {
    const cause = unwrap(error);
    if (cause instanceof ApiProblem) {
      return;
    }
    if (cause instanceof Error && /dynamically imported module|Loading chunk/i.test(cause.message)) {
      this.needsReload.set(true);
      return;
    }
    reportError(cause);
  }
}

function unwrap(error: unknown): unknown {
  return error instanceof Error && 'rejection' in error ? error.rejection : error;
}
