import { HttpErrorResponse } from '@angular/common/http';

/** One refused field of a body or query. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** What went wrong with a request: the server's problem document, or the lack of an answer. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldProblem[];
  readonly retryAfterSeconds: number | null;

  constructor(problem: {
    status: number;
    code: string;
    message: string;
    errors?: readonly FieldProblem[];
    retryAfterSeconds?: number | null;
  }) {
    super(problem.message);
    this.status = problem.status;
    this.code = problem.code;
    this.errors = problem.errors ?? [];
    this.retryAfterSeconds = problem.retryAfterSeconds ?? null;
  }

  /** True when no answer came: offline, a dropped connection, or a blocked request. */
  get isNetwork(): boolean {
    return this.status === 0;
  }
}

/** Turns whatever a request threw into an `ApiProblem`. */
export function toApiProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) {
    return error;
  }
  if (!(error instanceof HttpErrorResponse) || error.status === 0 || isNoAnswer(error)) {
    return new ApiProblem({
      status: 0,
      code: 'network',
      message: $localize`Tintype could not be reached. Check your connection and try again.`,
    });
  }
  const body = readBody(error.error);
  const retryAfter = Number(error.headers.get('Retry-After'));
  return new ApiProblem({
    status: error.status,
    code: textOf(body['code']) ?? `http.${error.status}`,
    message: textOf(body['detail']) ?? textOf(body['title']) ?? fallbackMessage(error.status),
    errors: readErrors(body['errors']),
    retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
  });
}

// A gateway, or the service worker on its behalf, says that nothing answered behind it.
function isNoAnswer(error: HttpErrorResponse): boolean {
  return error.status === 504 && readBody(error.error)['code'] === undefined;
}

function fallbackMessage(status: number): string {
  if (status === 429) {
    return $localize`That was too many tries. Wait a moment, then try again.`;
  }
  if (status === 404) {
    return $localize`This is not here, or not yours to see.`;
  }
  return $localize`Something went wrong on our side. Try again in a moment.`;
}

function readBody(body: unknown): Record<string, unknown> {
  if (typeof body === 'string') {
    try {
      return readBody(JSON.parse(body));
    } catch {
      return {};
    }
  }
  return isRecord(body) ? body : {};
}

function readErrors(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) {
    return [];
  }
  return value.filter(isRecord).flatMap((entry) => {
    const path = textOf(entry['path']);
    const message = textOf(entry['message']);
    return path !== undefined && message !== undefined ? [{ path, message }] : [];
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
