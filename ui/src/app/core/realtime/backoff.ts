const FIRST_MS = 1000;
const LAST_MS = 30_000;

/** How long to wait before try number `attempt` (from 0): doubling, capped, and spread so that tabs do not crowd. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LAST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}
