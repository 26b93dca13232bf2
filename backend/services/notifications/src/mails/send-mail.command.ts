import type { PersonCard } from '../graph.gateway.ts';
import type { Scope } from '../scope.ts';
import type { Mail, MailEnd, Published, QueuedMail } from './mail.entity.ts';

/** What sending needs besides the scope. */
export interface MailSender {
  readonly scope: Scope;
  /** The topic of a channel that is confirmed now; undefined for any other. */
  readonly activeTopic: (personId: string, channelId: string) => Promise<string | undefined>;
  readonly compose: (mail: QueuedMail, actor: PersonCard) => Mail;
}

const claimMilliseconds = 60_000;
const givenUpAfter = 24 * 3_600_000;
const longestPause = 5 * 60_000;
// Sent and not known to be: once is an accident and tried again, twice is enough.
const mostUnsettled = 2;

/** Sends one queued mail, if it is still due and its receiver may still see what it is about. */
export async function sendMail(sender: MailSender, due: QueuedMail): Promise<void> {
  const { scope } = sender;
  const mail = await scope.mails.claim(due, claimMilliseconds);
  if (!mail) {
    return;
  }
  const end = endedBefore(mail, due);
  if (end) {
    await finish(scope, mail, end);
    return;
  }
  const { outcome, error } = await attempt(sender, mail).catch((cause: unknown) => ({
    outcome: 'refused' as const,
    error: cause,
  }));
  if (outcome === 'sent' || outcome === 'skipped' || outcome === 'gone') {
    await finish(scope, mail, outcome === 'sent' ? 'sent' : 'skipped');
    return;
  }
  const pause = Math.min(longestPause, 1_000 * 2 ** (mail.attempts - 1));
  scope.logger.warn({ err: error, eventId: mail.eventId, attempts: mail.attempts, outcome }, 'mail not sent yet');
  await scope.mails.postpone(mail, pause, outcome === 'refused');
}

function endedBefore(mail: QueuedMail, due: QueuedMail): MailEnd | undefined {
  if (Date.now() - mail.createdAt > givenUpAfter) {
    return 'expired';
  }
  return due.unsettled >= mostUnsettled ? 'unknown' : undefined;
}

async function attempt(
  sender: MailSender,
  mail: QueuedMail,
): Promise<Published | { outcome: 'skipped'; error?: unknown }> {
  const { scope } = sender;
  const topicArn = await sender.activeTopic(mail.personId, mail.channelId);
  const actor = topicArn === undefined ? undefined : await actorOf(scope, mail);
  if (topicArn === undefined || !actor || !(await mayKnow(scope, mail))) {
    return { outcome: 'skipped' };
  }
  return scope.topics.publish(topicArn, sender.compose(mail, actor));
}

async function actorOf(scope: Scope, mail: QueuedMail): Promise<PersonCard | undefined> {
  return (await scope.graph.people([mail.actorId])).get(mail.actorId);
}

async function mayKnow(scope: Scope, { personId, postId }: QueuedMail): Promise<boolean> {
  return postId === undefined || (await scope.graph.posts(personId, [postId])).has(postId);
}

async function finish(scope: Scope, mail: QueuedMail, end: MailEnd): Promise<void> {
  if (end === 'expired' || end === 'unknown') {
    scope.logger.error({ eventId: mail.eventId, channelId: mail.channelId, end }, 'mail given up');
  }
  await scope.mails.finish(mail, end);
}
