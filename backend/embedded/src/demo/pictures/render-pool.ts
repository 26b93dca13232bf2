import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** What to render: a name of the catalogue and the size. */
export interface RenderOrder {
  readonly kind: 'picture' | 'avatar';
  readonly name: string;
  readonly longSide: number;
}

interface Job {
  readonly order: RenderOrder;
  readonly resolve: (jpeg: Buffer) => void;
  readonly reject: (error: unknown) => void;
}

// One core stays with the app, which is serving its first pages meanwhile.
const mostWorkers = Math.min(4, Math.max(1, availableParallelism() - 1));
const idleBeforeEnd = 1_500;

const waiting: Job[] = [];
const idle: Worker[] = [];
let running = 0;

/** Renders on another thread, so that the app answers meanwhile; threads end soon after the last picture. */
export async function renderInPool(order: RenderOrder): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    waiting.push({ order, resolve, reject });
    const worker = idle.pop() ?? (running < mostWorkers ? startWorker() : undefined);
    if (worker) {
      work(worker);
    }
  });
}

function startWorker(): Worker {
  running += 1;
  const worker = new Worker(new URL('./render-worker.ts', import.meta.url));
  worker.once('exit', () => {
    running -= 1;
  });
  return worker;
}

function work(worker: Worker): void {
  const job = waiting.shift();
  if (!job) {
    rest(worker);
    return;
  }
  worker.ref();
  const settle = (action: () => void): void => {
    worker.removeAllListeners('message');
    worker.removeAllListeners('error');
    action();
  };
  worker.once('message', (bytes: Uint8Array) =>
    settle(() => {
      job.resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      work(worker);
    }),
  );
  worker.once('error', (error) =>
    settle(() => {
      // The thread is gone with its error; those who wait get another one.
      job.reject(error);
      if (waiting.length > 0) {
        work(startWorker());
      }
    }),
  );
  worker.postMessage(job.order);
}

function rest(worker: Worker): void {
  idle.push(worker);
  // An idle thread must not keep the process alive.
  worker.unref();
  setTimeout(() => {
    const place = idle.indexOf(worker);
    if (place >= 0) {
      idle.splice(place, 1);
      void worker.terminate();
    }
  }, idleBeforeEnd).unref();
}
