import { AsyncLocalStorage } from 'node:async_hooks';

/** What ties log lines, events and calls of one piece of work together. */
export interface WorkContext {
  readonly requestId: string;
}

const storage = new AsyncLocalStorage<WorkContext>();

/** Runs `work` so that log lines, events and gRPC calls made within carry its request id. */
export function withContext<T>(context: WorkContext, work: () => T): T {
  return storage.run(context, work);
}

/** The context of the work under way, if any. */
export function currentContext(): WorkContext | undefined {
  return storage.getStore();
}
