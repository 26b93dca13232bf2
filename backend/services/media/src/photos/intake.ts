import multer from '@koa/multer';
import type Koa from 'koa';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { errors } from '../errors.ts';
import type { Workshop } from '../imaging/workshop.ts';
import type { Actor } from '../scope.ts';
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

/**
 * How long an upload keeps its place, and room for all that it announced, while it is read. Slow networks take longer but
 * hold up nobody: from then on only the bytes that are there count. Otherwise a few slow senders would close the door to all
 * others; and without the room, many who come at once would be read halfway and then turned away together.
 */
const placeMilliseconds = 5_000;

/** Decides which uploads are read at all, and reads them. */
export interface Intake {
  /** Reads the form of an upload into `ctx.file` and `ctx.request.body` and goes on; gives its memory back afterwards. */
  receive(ctx: Koa.Context, actor: Actor, next: Koa.Next): Promise<void>;
  /** Bytes of uploads in memory. */
  heldBytes(): number;
}

/** A place among the uploads in hand: kept until it is left, or until the body has taken too long. */
interface Place {
  keep(): void;
  leave(): void;
}

/** Creates the intake of one process: rate, sizes and memory are refused before a body is read, where they can be known. */
export function createIntake(options: { perMinute: number; workshop: Pick<Workshop, 'isFull'> }): Intake {
  const rate = new RateLimiterMemory({ points: options.perMinute, duration: 60 });
  const budget = createBodyBudget(bodyBudgetBytes);
  let bodies = 0;
  let promisedBytes = 0;
  const parse = multer({
    storage: createBodyStorage(budget),
    limits: formLimits,
  }).single('image');

  const takePlace = (bytes: number): Place => {
    let isTaken = true;
    bodies += 1;
    promisedBytes += bytes;
    const leave = (): void => {
      if (isTaken) {
        isTaken = false;
        bodies -= 1;
        promisedBytes -= bytes;
      }
    };
    const timer = setTimeout(leave, placeMilliseconds).unref();
    return { keep: () => clearTimeout(timer), leave };
  };

  const admit = async (ctx: Koa.Context, actor: Actor): Promise<Place> => {
    const announced = ctx.request.length;
    if (announced !== undefined && announced > limits.maxBytes + formBytes) {
      throw announced > lingerBytes ? errors.farTooLarge(limits.maxBytes) : errors.tooLarge(limits.maxBytes);
    }
    if (!ctx.is('multipart/form-data')) {
      throw errors.notMultipart();
    }
    await rate.consume(actor.id).catch((refusal: unknown) => {
      throw refusal instanceof RateLimiterRes ? errors.tooFast(refusal.msBeforeNext / 1000) : refusal;
    });
    const bytes = announced ?? limits.maxBytes;
    if (
      bodies >= mostBodies ||
      promisedBytes + bytes > bodyBudgetBytes ||
      !budget.fits(bytes) ||
      options.workshop.isFull()
    ) {
      throw errors.busy();
    }
    return takePlace(bytes);
  };

  return {
    heldBytes: () => budget.used,
    receive: async (ctx, actor, next) => {
      const place = await admit(ctx, actor);
      try {
        if (ctx.req.destroyed) {
          // Hung up while it was decided about: the parser would wait for ever for an end that is past.
          throw errors.malformedForm();
        }
        await parse(ctx, async () => undefined).catch((error: unknown) => {
          throw toFormRefusal(error);
        });
        place.keep();
        if (!ctx.file) {
          throw errors.missingImage();
        }
        await next();
      } finally {
        place.leave();
        releaseBody(ctx.req, budget);
      }
    },
  };
}
