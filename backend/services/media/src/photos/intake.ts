import multer from '@koa/multer';
import type Koa from 'koa';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Actor } from '@tintype/http';
import { errors } from '../errors.ts';
import type { Workshop } from '../imaging/workshop.ts';
import { limits } from '../upload-limits.ts';
import { createBodyBudget, createBodyStorage, releaseBody } from './body-storage.ts';
import { toFormRefusal } from './form-errors.ts';

/**
 * Bytes of uploads that one process holds in memory at most, and uploads that it has in hand: those that are worked on,
 * those that wait, and two on their way. More would only be read to be turned away (measured: 40 at once took 100 MB more).
 */
const bodyBudgetBytes = 128 * 1024 * 1024;
const mostBodies = 22;
/** What a form adds to the file: boundaries and headers. */
const formBytes = 16 * 1024;
/** A refused body up to this long is read to its end, so that its sender gets to see the answer. */
const lingerBytes = 2 * limits.maxBytes;

const formLimits = {
  fileSize: limits.maxBytes,
  files: 1,
  fields: 5,
  parts: 6,
  fieldSize: 10_000,
  fieldNameSize: 64,
  headerPairs: 20,
  // Field names with brackets would build objects and arrays; nothing here needs them.
  fieldNestingDepth: 0,
};

/** Decides which uploads are read at all, and reads them. */
export interface Intake {
  readonly receive: Koa.Middleware;
  /** Bytes of uploads in memory. */
  heldBytes(): number;
}

/** Creates the intake of one process: rate, sizes and memory are refused before a body is read, where they can be known. */
export function createIntake(options: { perMinute: number; workshop: Pick<Workshop, 'isFull'> }): Intake {
  const rate = new RateLimiterMemory({ points: options.perMinute, duration: 60 });
  const budget = createBodyBudget(bodyBudgetBytes);
  let bodies = 0;
  const parse = multer({
    storage: createBodyStorage(budget),
    limits: formLimits,
  }).single('image');

  const admit = async (ctx: Koa.Context): Promise<void> => {
    const announced = ctx.request.length;
    if (announced !== undefined && announced > limits.maxBytes + formBytes) {
      throw announced > lingerBytes ? errors.farTooLarge(limits.maxBytes) : errors.tooLarge(limits.maxBytes);
    }
    if (!ctx.is('multipart/form-data')) {
      throw errors.notMultipart();
    }
    const { id } = ctx.state['actor'] as Actor;
    await rate.consume(id).catch((refusal: unknown) => {
      throw refusal instanceof RateLimiterRes ? errors.tooFast(refusal.msBeforeNext / 1000) : refusal;
    });
    if (bodies >= mostBodies || options.workshop.isFull() || !budget.fits(announced ?? 0)) {
      throw errors.busy();
    }
  };

  return {
    heldBytes: () => budget.used,
    receive: async (ctx, next) => {
      await admit(ctx);
      bodies += 1;
      try {
        await parse(ctx, async () => undefined).catch((error: unknown) => {
          throw toFormRefusal(error);
        });
        if (!ctx.file) {
          throw errors.missingImage();
        }
        await next();
      } finally {
        bodies -= 1;
        releaseBody(ctx.req, budget);
      }
    },
  };
}
