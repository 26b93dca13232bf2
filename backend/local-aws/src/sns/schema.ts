/** Topics, who subscribed to them, and the settings of text messages. */
export const snsSchema = `
  create table if not exists topics (arn text primary key, attributes text not null);
  create table if not exists subscriptions (
    arn text primary key,
    topic_arn text not null references topics (arn) on delete cascade,
    protocol text not null,
    endpoint text not null collate nocase,
    confirmed integer not null,
    token text not null unique,
    asked_at integer not null,
    unique (topic_arn, protocol, endpoint)
  );
  create table if not exists sms_attributes (name text primary key, value text not null);
`;
