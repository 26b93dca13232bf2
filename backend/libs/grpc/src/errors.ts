import { ClientError, Status } from 'nice-grpc';
import { AppError, outage } from '@tintype/errors';

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
    return status !== undefined && code !== undefined && detail.length > 0
      ? new AppError(status, code, detail.join('|'))
      : outage(error, 'A part of Tintype is not answering. Try again shortly.');
  }
  return error instanceof DOMException && error.name === 'TimeoutError'
    ? outage(error, 'A part of Tintype is not answering. Try again shortly.')
    : error;
}
