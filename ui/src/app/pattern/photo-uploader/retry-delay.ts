import type { ApiProblem } from '../../core/errors/api-problem';

const LONGEST_MS = 60_000;
const TRIES = 6;

/**
 * How long to wait before sending again, or null when that would not help: the photo itself was refused, the wait
 * would be too long to sit through, or it was tried often enough.
 */
export function retryDelay(problem: ApiProblem, attempt: number): number | null {
  const isPassing = problem.isNetwork || problem.status === 429 || problem.status >= 500;
  if (!isPassing || attempt >= TRIES) {
    return null;
  }
  const asked = (problem.retryAfterSeconds ?? 0) * 1000;
  if (asked > 2 * LONGEST_MS) {
    return null;
  }
  const backoff = Math.min(1000 * 2 ** (attempt - 1), LONGEST_MS);
  return Math.max(asked, backoff) + Math.random() * 500;
}
