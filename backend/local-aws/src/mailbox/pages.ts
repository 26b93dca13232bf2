import { html, type Html } from './html.ts';
import type { Message } from './mailbox-store.ts';
import { styles } from './styles.ts';

// Put together here, because the policy has a hash of exactly this.
const styleSheet: Html = { html: `<style>${styles}</style>` };

const time = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

function page(title: string, content: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${styleSheet}
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html>`.html;
}

/** Makes addresses in a text clickable; only the web's own, and without what ends the sentence around them. */
export function linkify(text: string): Html[] {
  return text
    .split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/)
    .map((part, position) =>
      position % 2 === 1 ? html`<a href="${part}" rel="noopener noreferrer">${part}</a>` : html`${part}`,
    );
}

function article(message: Message): Html {
  // The text keeps its own line breaks, so nothing but it may stand in its paragraph.
  return html`<li>
    <article>
      <header>
        <span class="kind">${message.kind === 'sms' ? 'SMS' : 'E-mail'}</span>
        <span class="to">${message.to}</span>
        <time datetime="${message.at}">${time.format(new Date(message.at))}</time>
      </header>
      ${message.subject === '' ? undefined : html`<h2>${message.subject}</h2>`}
      <p class="text">${linkify(message.text)}</p>
    </article>
  </li>`;
}

/** The list of everything that was sent, or of what one recipient got. */
export function mailboxPage(messages: readonly Message[], to: string | undefined): string {
  const list =
    messages.length === 0
      ? html`<p class="empty">
          ${to === undefined ? 'Nothing has been sent yet.' : `Nothing has been sent to ${to} yet.`}
        </p>`
      : html`<ul>
          ${messages.map(article)}
        </ul>`;
  return page(
    'Mailbox',
    html`<h1>Mailbox</h1>
      <p class="lead">Mail and text messages that Tintype sent. They stay on this computer.</p>
      <form class="filter" method="get" action="/mailbox">
        <label for="to">Only messages to</label>
        <input id="to" name="to" value="${to ?? ''}" placeholder="name@example.com" autocomplete="off" />
        <button>Show</button>
      </form>
      ${list}`,
  );
}

/** A page that says what happened. */
export function noticePage(title: string, text: string): string {
  return page(
    title,
    html`<div class="notice">
      <h1>${title}</h1>
      <p class="lead">${text}</p>
      <a href="/mailbox">Back to the mailbox</a>
    </div>`,
  );
}

/** A page that asks first, because programs that check mail for bad links follow every link in it. */
export function questionPage(title: string, text: string, button: string, action: string): string {
  return page(
    title,
    html`<div class="notice">
      <h1>${title}</h1>
      <p class="lead">${text}</p>
      <form method="post" action="${action}"><button>${button}</button></form>
    </div>`,
  );
}
