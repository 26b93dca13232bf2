import type { Logger } from '@tintype/logger';
import type { QueuedMail } from './mail.entity.ts';
import type { MailQueue } from './mails.gateway.ts';

/** Sends what is in the queue, soon after it was put there and again when a try failed. */
export interface MailWorker {
  /** Looks into the queue now. */
  wake(): void;
  /** Finishes the mails under way. */
  close(): Promise<void>;
}

const pollMilliseconds = 2_000;
const perRound = 20;

/** Starts a worker. Every replica has one; a mail belongs to whoever claims it. */
export function startMailWorker(options: {
  mails: MailQueue;
  send: (mail: QueuedMail) => Promise<void>;
  logger: Logger;
}): MailWorker {
  let isClosed = false;
  let isWanted = false;
  let running: Promise<void> | undefined;

  async function sendDue(): Promise<void> {
    const due = await options.mails.due(perRound);
    await Promise.all(
      due.map(async (mail) => {
        try {
          await options.send(mail);
        } catch (error) {
          options.logger.error({ err: error, eventId: mail.eventId }, 'mail not dealt with');
        }
      }),
    );
    isWanted ||= due.length === perRound;
  }

  async function run(): Promise<void> {
    do {
      isWanted = false;
      await sendDue();
    } while (isWanted && !isClosed);
  }

  function wake(): void {
    isWanted = true;
    if (!running && !isClosed) {
      running = run()
        .catch((error: unknown) => options.logger.warn({ err: error }, 'the mail queue could not be read'))
        .finally(() => (running = undefined));
    }
  }

  const timer = setInterval(wake, pollMilliseconds);
  timer.unref();
  return {
    wake,
    close: async () => {
      isClosed = true;
      clearInterval(timer);
      await running;
    },
  };
}
