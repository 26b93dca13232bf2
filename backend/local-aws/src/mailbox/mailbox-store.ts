import type { Database } from '../storage/database.ts';

/** A mail or text message that AWS would have sent. */
export interface Message {
  at: string;
  kind: 'email' | 'sms';
  to: string;
  subject: string;
  text: string;
}

/** Where the stand-ins deliver, and the mailbox page reads. */
export interface MailboxStore {
  deliver: (message: Omit<Message, 'at'>) => void;
  list: (filter: { to?: string | undefined; limit: number }) => Message[];
}

export const mailboxSchema = `
  create table if not exists messages (
    id integer primary key autoincrement,
    at text not null,
    kind text not null,
    recipient text not null collate nocase,
    subject text not null,
    body text not null
  );
  create index if not exists messages_by_recipient on messages (recipient, id);
`;

const kept = 2_000;

/** Keeps the newest messages; delivering joins the transaction of the caller, so mail and state agree. */
export function createMailboxStore(database: Database): MailboxStore {
  return {
    deliver: ({ kind, to, subject, text }) => {
      database.run(
        'insert into messages (at, kind, recipient, subject, body) values (?, ?, ?, ?, ?)',
        new Date().toISOString(),
        kind,
        to,
        subject,
        text,
      );
      database.run('delete from messages where id <= (select max(id) from messages) - ?', kept);
    },
    list: ({ to, limit }) =>
      database.all<Message>(
        `select at, kind, recipient as "to", subject, body as text from messages
         where recipient = coalesce(?, recipient) order by id desc limit ?`,
        to ?? null,
        limit,
      ),
  };
}
