import { ClientError, Status } from 'nice-grpc';
import { AppError, outage, unavailable } from '@tintype/errors';

const toStatus: Readonly<Record<number, Status>> = {
  400: Status.INVALID_ARGUMENT,
  401: Status.UNAUTHENTICATED,
  403: Status.PERMISSION_DENIED,
  404: Status.NOT_FOUND,
  409: Status.ALREADY_EXISTS,
  422: Status.FAILED_PRECONDITION,
  429: Status.RESOURCE_EXHAUSTED,
  503: Status.UNAVAILABLE,
};

const toHttp: Readonly<Partial<Record<Status, number>>> = {
  [Status.INVALID_ARGUMENT]: 400,
  [Status.NOT_FOUND]: 404,
  [Status.ALREADY_EXISTS]: 409,
  [Status.FAILED_PRECONDITION]: 422,
};

const silence = 'A part of Tintype is not answering. Try again shortly.';

/** The gRPC status that stands for an HTTP one. */
export function grpcStatus(error: AppError): Status {
  return toStatus[error.status] ?? Status.UNKNOWN;
}

/**
 * Turns a failed call into the error the callee threw (code and status kept), or into 503 when it could not be reached
 * or did not answer in time.
 */
export function fromCallError(error: unknown): unknown {
  if (error instanceof ClientError) {
    const status = toHttp[error.code];
    const [code, ...detail] = error.details.split('|');
    if (status !== undefined && code !== undefined && detail.length > 0) {
      return new AppError(status, code, detail.join('|'));
    }
    // One that is too slow has enough to do: it is not asked again.
    return error.code === Status.DEADLINE_EXCEEDED ? unavailable(2, silence, error) : outage(error, silence);
  }
  return error instanceof DOMException && error.name === 'TimeoutError' ? unavailable(2, silence, error) : error;
}
