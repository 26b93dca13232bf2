import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import type { ReportTrouble } from '../http/trouble.ts';
import type { Topics } from '../sns/topics.ts';
import type { MailboxStore } from './mailbox-store.ts';
import { mailboxPage, noticePage, questionPage } from './pages.ts';
import { contentSecurityPolicy } from './styles.ts';

export interface MailboxOptions {
  mailbox: MailboxStore;
  topics: Topics;
  publicUrl: () => string;
  report: ReportTrouble;
}

interface Answer {
  status: number;
  type: string;
  body: string;
}

const htmlAnswer = (body: string, status = 200): Answer => ({ status, type: 'text/html; charset=utf-8', body });

const shown = 200;

/** Refuses other names than our own: a foreign site could point its name at this computer to read the mail. */
function isOurName(host: string | undefined, publicUrl: string): boolean {
  const name = URL.parse(`http://${host ?? ''}`)?.hostname;
  return (
    name !== undefined &&
    (['localhost', '127.0.0.1', '[::1]'].includes(name) || name === URL.parse(publicUrl)?.hostname)
  );
}

function confirm({ topics }: MailboxOptions, query: URLSearchParams): Answer {
  try {
    const { topicArn } = topics.confirm(query.get('topic') ?? '', query.get('token') ?? '');
    return htmlAnswer(noticePage('Subscription confirmed', `You will get what is published to ${topicArn}.`));
  } catch (error) {
    if (error instanceof AwsError) {
      return htmlAnswer(
        noticePage('This link is not valid', 'It may be too old. Subscribe again to get a new one.'),
        400,
      );
    }
    throw error;
  }
}

function unsubscribe({ topics }: MailboxOptions, method: string, url: URL): Answer {
  const subscription = topics.subscriptions.find(url.searchParams.get('subscription') ?? '');
  if (subscription === undefined) {
    return htmlAnswer(noticePage('You are not subscribed', 'There is nothing to stop.'));
  }
  if (method !== 'POST') {
    const text = `${subscription.endpoint} gets what is published to ${subscription.topicArn}.`;
    return htmlAnswer(questionPage('Stop these mails?', text, 'Unsubscribe', url.pathname + url.search));
  }
  topics.subscriptions.remove(subscription.arn);
  return htmlAnswer(noticePage('You are unsubscribed', `${subscription.endpoint} gets no more of these mails.`));
}

function answer(options: MailboxOptions, method: string, url: URL): Answer {
  const to = url.searchParams.get('to')?.trim() || undefined;
  switch (url.pathname) {
    case '/mailbox':
      return htmlAnswer(mailboxPage(options.mailbox.list({ to, limit: shown }), to));
    case '/mailbox.json':
      return {
        status: 200,
        type: 'application/json',
        body: JSON.stringify(options.mailbox.list({ to, limit: shown })),
      };
    case '/mailbox/sns/confirm':
      // Acts at once, as the link in real SNS mail does.
      return confirm(options, url.searchParams);
    case '/mailbox/sns/unsubscribe':
      return unsubscribe(options, method, url);
    default:
      return htmlAnswer(noticePage('Not found', 'There is no such page in the mailbox.'), 404);
  }
}

function safely(options: MailboxOptions, req: IncomingMessage): Answer {
  const method = req.method ?? 'GET';
  const url = URL.parse(req.url ?? '/', 'http://localhost');
  if (!isOurName(req.headers.host, options.publicUrl())) {
    return htmlAnswer(noticePage('Not here', 'The mailbox only answers under the address of this installation.'), 421);
  }
  if (url === null || !['GET', 'HEAD', 'POST'].includes(method)) {
    return htmlAnswer(noticePage('Not allowed', 'The mailbox does not know this request.'), 405);
  }
  try {
    return answer(options, method, url);
  } catch (error) {
    options.report(error, 'mailbox');
    return htmlAnswer(noticePage('Something went wrong', 'The mailbox could not answer.'), 500);
  }
}

/** Serves the mailbox: a page for people, JSON for tests, and what the links in SNS mail lead to. */
export function createMailboxHandler(options: MailboxOptions) {
  return (req: IncomingMessage, res: ServerResponse): void => {
    const { status, type, body } = safely(options, req);
    res.writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'content-security-policy': contentSecurityPolicy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    res.end(req.method === 'HEAD' ? undefined : body);
  };
}
