/** Tables of the user pool; times are in milliseconds, secrets are only kept as hashes. */
export const cognitoSchema = `
  create table if not exists users (
    sub text primary key,
    username text not null unique,
    email text not null,
    email_verified integer not null,
    name text,
    password text not null,
    status text not null,
    enabled integer not null default 1,
    created_at integer not null,
    modified_at integer not null
  );
  create table if not exists memberships (
    sub text not null references users (sub) on delete cascade,
    group_name text not null,
    primary key (sub, group_name)
  );
  create table if not exists codes (
    sub text not null references users (sub) on delete cascade,
    purpose text not null,
    hash text not null,
    expires_at integer not null,
    wrong_tries integer not null default 0,
    primary key (sub, purpose)
  );
  create table if not exists refresh_tokens (
    hash text primary key,
    sub text not null references users (sub) on delete cascade,
    origin_jti text not null unique,
    auth_time integer not null,
    expires_at integer not null,
    revoked integer not null default 0
  );
  create index if not exists refresh_tokens_by_sub on refresh_tokens (sub);
  create table if not exists sign_in_failures (
    username text primary key,
    failures integer not null,
    locked_until integer not null,
    last_at integer not null
  );
  create table if not exists code_requests (username text not null, at integer not null);
  create index if not exists code_requests_by_username on code_requests (username, at);
`;
