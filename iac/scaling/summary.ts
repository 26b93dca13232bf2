import type { Outcome } from './simulation.ts';

/** An outcome in a few numbers. */
export interface Summary {
  readonly mostTasks: number;
  readonly lastTasks: number;
  readonly changes: number;
  readonly refusedPercent: number;
  readonly latePercent: number;
  /** From the first request that was refused or late to the last. */
  readonly shortMinutes: number;
  readonly deepestBacklog: number;
  readonly taskHours: number;
}

/** Sums an outcome up. */
export function summarise({ minutes, decisions }: Outcome): Summary {
  const total = (value: (minute: Outcome['minutes'][number]) => number): number =>
    minutes.reduce((sum, minute) => sum + value(minute), 0);
  const [refused, late] = [total((minute) => minute.refused), total((minute) => minute.late)];
  const all = Math.max(total((minute) => minute.served) + refused, 1);
  const isShort = ({ refused: turned, late: waited }: Outcome['minutes'][number]): boolean => turned + waited >= 1;
  const first = minutes.findIndex(isShort);
  return {
    mostTasks: Math.max(...minutes.map(({ desired }) => desired)),
    lastTasks: minutes.at(-1)?.desired ?? 0,
    changes: decisions.length,
    refusedPercent: (100 * refused) / all,
    latePercent: (100 * late) / all,
    shortMinutes: first === -1 ? 0 : minutes.findLastIndex(isShort) - first + 1,
    deepestBacklog: Math.max(...minutes.map(({ backlog }) => backlog)),
    taskHours: total(({ desired }) => desired) / 60,
  };
}
