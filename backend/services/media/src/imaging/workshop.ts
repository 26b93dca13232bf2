import { errors } from '../errors.ts';

/** Lets as many photos be worked on as there are cores, and a few wait. */
export interface Workshop {
  readonly working: number;
  readonly waiting: number;
  /** Whether the next one would be turned away. */
  isFull(): boolean;
  /** Runs work when there is room; 503 when too many wait already. `alone` waits until nothing else runs. */
  run<T>(work: () => Promise<T>, alone?: boolean): Promise<T>;
}

/** Creates a workshop with so many benches and places to wait. */
export function createWorkshop(options: { benches: number; places: number }): Workshop {
  const queue: { weight: number; start: () => void }[] = [];
  let taken = 0;
  const next = (): void => {
    for (let first = queue[0]; first && taken + first.weight <= options.benches; first = queue[0]) {
      queue.shift();
      taken += first.weight;
      first.start();
    }
  };
  const isFull = (): boolean => queue.length >= options.places;
  return {
    get working() {
      return taken;
    },
    get waiting() {
      return queue.length;
    },
    isFull,
    run: async (work, alone = false) => {
      const weight = alone ? options.benches : 1;
      if (isFull()) {
        throw errors.busy();
      }
      await new Promise<void>((start) => {
        queue.push({ weight, start });
        next();
      });
      try {
        return await work();
      } finally {
        taken -= weight;
        next();
      }
    },
  };
}
