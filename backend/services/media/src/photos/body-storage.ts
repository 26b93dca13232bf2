import type multer from '@koa/multer';
import { errors } from '../errors.ts';
import { limits } from '../upload-limits.ts';

/** Counts the bytes of uploads that are in memory. */
export interface BodyBudget {
  readonly used: number;
  /** Whether so many more bytes would fit. */
  fits(bytes: number): boolean;
  add(bytes: number): void;
}

/** Creates a budget of so many bytes for all uploads together. */
export function createBodyBudget(maxBytes: number): BodyBudget {
  let used = 0;
  return {
    get used() {
      return used;
    },
    fits: (bytes) => used + bytes <= maxBytes,
    add: (bytes) => {
      used += bytes;
    },
  };
}

type IncomingUpload = Parameters<multer.StorageEngine['_handleFile']>[0];
type ReceivedFile = multer.File & { readonly stream: NodeJS.ReadableStream };

/**
 * Keeps an upload in memory, as multer's own storage does, but within a budget, and without having it there twice while
 * its pieces are joined. What arrived is counted, not what was announced, so that slow senders hold nothing. The bytes
 * stay counted until `releaseBody`.
 */
export function createBodyStorage(budget: BodyBudget): multer.StorageEngine {
  return {
    _handleFile: (request, file, done) => {
      const { stream } = file as ReceivedFile;
      // Pages that nothing is written to cost no memory, so room for all that was announced can be taken at once.
      const announced = Number(request.headers['content-length'] ?? limits.maxBytes);
      const buffer = Buffer.allocUnsafeSlow(Math.min(announced, limits.maxBytes));
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        // What does not fit is over the limit of multer, which says so itself.
        size += chunk.copy(buffer, size);
        if (!budget.fits(chunk.length)) {
          stream.removeAllListeners('data');
          stream.resume();
          done(errors.busy());
          return;
        }
        hold(request, budget, chunk.length);
      });
      stream.on('end', () => done(undefined, { ...file, buffer: buffer.subarray(0, size), size }));
    },
    _removeFile: (_request, file, done) => {
      (done as (error: unknown) => void)(null);
      file.buffer = Buffer.alloc(0);
    },
  };
}

const held = new WeakMap<object, number>();

function hold(request: IncomingUpload, budget: BodyBudget, bytes: number): void {
  held.set(request, (held.get(request) ?? 0) + bytes);
  budget.add(bytes);
}

/** Gives back what an upload took of the budget. */
export function releaseBody(request: object, budget: BodyBudget): void {
  budget.add(-(held.get(request) ?? 0));
  held.delete(request);
}
