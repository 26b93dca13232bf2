import type { Logger } from '@tintype/logger';
import type { VerifiedToken } from './verifier.ts';

/** One sign-in that is over (`tokenFamily`), or every sign-in of a person that began before `before`. */
export interface Revocation {
  readonly personId: string;
  readonly tokenFamily?: string | undefined;
  readonly before: Date;
}

/** Answers which tokens are over before they expire, and tells when one ends. */
export interface RevocationList {
  has(token: Pick<VerifiedToken, 'personId' | 'tokenFamily' | 'signedInAt'>): boolean;
  /** Takes in a revocation that arrived as an event. */
  add(revocation: Revocation): void;
  onAdded(listener: () => void): void;
  /** Whether a pull has worked since the start. */
  isKnown(): boolean;
  close(): void;
}

// An access token lives 15 minutes; after that a revocation has nothing left to refuse.
const keepMilliseconds = 16 * 60_000;
const pullMilliseconds = 3_000;

/**
 * Keeps the revocations of the last 16 minutes. They are pulled every 3 s, so that revoking works within 5 s even while
 * events do not travel; when auth cannot be reached, the list stays as it is and tokens live out their minutes. Only a list
 * that never was pulled is not to be relied on.
 */
export async function createRevocationList(options: {
  pull: (since: Date) => Promise<{ revocations: readonly Revocation[]; asOf: Date }>;
  logger: Logger;
}): Promise<RevocationList> {
  const families = new Map<string, number>();
  const people = new Map<string, { before: number; until: number }>();
  const listeners: (() => void)[] = [];
  let isKnown = false;
  let since = new Date(Date.now() - keepMilliseconds);

  const add = (revocation: Revocation): void => {
    const until = Date.now() + keepMilliseconds;
    if (revocation.tokenFamily) {
      families.set(revocation.tokenFamily, until);
    } else {
      const known = people.get(revocation.personId)?.before ?? 0;
      people.set(revocation.personId, { before: Math.max(known, revocation.before.getTime()), until });
    }
  };
  const tell = (): void => listeners.forEach((listener) => listener());
  const pull = async (): Promise<void> => {
    try {
      const answer = await options.pull(since);
      since = answer.asOf;
      isKnown = true;
      answer.revocations.forEach(add);
      if (answer.revocations.length > 0) {
        tell();
      }
    } catch (error) {
      options.logger.warn({ err: error }, 'revocations could not be pulled');
    }
    forget(families, (until) => until);
    forget(people, (entry) => entry.until);
  };

  await pull();
  const timer = setInterval(() => void pull(), pullMilliseconds);
  timer.unref();
  return {
    has: (token) =>
      families.has(token.tokenFamily) || token.signedInAt * 1000 < (people.get(token.personId)?.before ?? 0),
    add: (revocation) => {
      add(revocation);
      tell();
    },
    onAdded: (listener) => void listeners.push(listener),
    isKnown: () => isKnown,
    close: () => clearInterval(timer),
  };
}

function forget<T>(entries: Map<string, T>, untilOf: (entry: T) => number): void {
  const now = Date.now();
  for (const [key, entry] of entries) {
    if (untilOf(entry) < now) {
      entries.delete(key);
    }
  }
}
