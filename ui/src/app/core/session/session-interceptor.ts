import { HttpErrorResponse, type HttpInterceptorFn, type HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';

import { toApiProblem } from '../errors/api-problem';
import { Session, WITHOUT_SESSION } from './session';

/**
 * Gives requests to our own API the bearer token, renews it once when it is refused, and turns every failure into an
 * `ApiProblem`.
 */
export const sessionInterceptor: HttpInterceptorFn = (original, next) => {
  if (!isOwnApi(original.url)) {
    return next(original);
  }
  // The service worker caches nothing of the API; in between it would hide upload progress and a missing network.
  const request = original.clone({ setHeaders: { 'ngsw-bypass': '1' } });
  if (request.context.get(WITHOUT_SESSION)) {
    return next(request).pipe(catchError(rethrowAsProblem));
  }
  const session = inject(Session);
  return from(session.token()).pipe(
    switchMap((token) =>
      next(withBearer(request, token)).pipe(
        catchError((error: unknown) => {
          if (token === null || !(error instanceof HttpErrorResponse) || error.status !== 401) {
            return throwError(() => error);
          }
          return from(session.refresh()).pipe(
            switchMap((renewed) => (renewed === null ? throwError(() => error) : next(withBearer(request, renewed)))),
          );
        }),
      ),
    ),
    catchError(rethrowAsProblem),
  );
};

/** True for paths under `/api` of the origin that served this page, and for nothing else. */
export function isOwnApi(url: string): boolean {
  try {
    const target = new URL(url, document.baseURI);
    return target.origin === location.origin && target.pathname.startsWith('/api/');
  } catch {
    return false;
  }
}

function withBearer<T>(request: HttpRequest<T>, token: string | null): HttpRequest<T> {
  return token === null ? request : request.clone({ setHeaders: { Authorization: `Bearer ${token}` } });
}

function rethrowAsProblem(error: unknown) {
  return throwError(() => toApiProblem(error));
}
