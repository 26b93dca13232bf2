/** What an AppError carries besides its message; `headers` go out with the answer (`Retry-After`). */
interface AppErrorOptions {
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
  readonly isOutage?: boolean;
}

/** One fault in what a client sent: where (`photos.0.alt`) and what is wrong with it. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** An error meant for the caller: a stable code, an HTTP status, and a text that says what to do. */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;
  /** Something that the service needs was away: it may be worth asking again soon. */
  readonly isOutage: boolean;

  constructor(status: number, code: string, detail: string, options: AppErrorOptions = {}) {
    super(detail, { cause: options.cause });
    this.name = 'AppError';
    this.status = status;
    this.code = code;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
    this.isOutage = options.isOutage ?? false;
  }
}

/** Whether the value is an AppError, also when a second copy of this module made it. */
export function isAppError(value: unknown): value is AppError {
  return value instanceof Error && value.name === 'AppError' && 'status' in value && 'code' in value;
}

/** 400: the request does not fit its declaration. */
export function invalidInput(errors: readonly FieldError[]): AppError {
  return new AppError(400, 'invalid_input', 'Some of what was sent does not fit. See errors.', { errors });
}

/** 401: there is no valid access token. */
export function unauthenticated(detail = 'Sign in to do this.'): AppError {
  return new AppError(401, 'unauthenticated', detail, { headers: { 'WWW-Authenticate': 'Bearer' } });
}

/** 403: known, but not allowed. Use notFound where existence itself is private. */
export function forbidden(detail = 'You may not do this.'): AppError {
  return new AppError(403, 'forbidden', detail);
}

/** 404 for what does not exist and for what the caller may not know of: the answer is the same to the byte. */
export function notFound(code = 'not_found', detail = 'There is nothing here, or it is not yours to see.'): AppError {
  return new AppError(404, code, detail);
}

/** 429 with the seconds to wait. */
export function tooManyRequests(retryAfterSeconds: number, detail = 'Too many tries. Wait a little.'): AppError {
  return new AppError(429, 'too_many_requests', detail, {
    headers: { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterSeconds))) },
  });
}

/** Whether the value says that something the service needs cannot be reached just now. */
export function isOutage(value: unknown): boolean {
  return isAppError(value) && value.isOutage;
}

/**
 * 503 because something that the service needs cannot be reached just now. What may be done twice is tried again for a while
 * before anybody is told (libs/http).
 */
export function outage(cause: unknown, detail = 'Busy just now. Try again shortly.', retryAfterSeconds = 2): AppError {
  return new AppError(503, 'unavailable', detail, {
    headers: { 'Retry-After': String(retryAfterSeconds) },
    cause,
    isOutage: true,
  });
}

/** 503 with the seconds to wait: the service is busy, or cannot do its work; an outage when its cause is one. */
export function unavailable(
  retryAfterSeconds = 2,
  detail = 'Busy just now. Try again shortly.',
  cause?: unknown,
): AppError {
  return new AppError(503, 'unavailable', detail, {
    headers: { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterSeconds))) },
    cause,
    isOutage: isOutage(cause),
  });
}
