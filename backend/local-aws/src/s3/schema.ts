/** The index: which blob is behind which key. Keys are compared by their UTF-8 bytes, as S3 lists them. */
export const s3Schema = `
  create table if not exists buckets (name text primary key, created_at integer not null);
  create table if not exists objects (
    bucket text not null references buckets (name),
    key text not null,
    blob text not null,
    size integer not null,
    etag text not null,
    headers text not null,
    checksums text not null,
    modified_at integer not null,
    primary key (bucket, key)
  ) without rowid;
  create index if not exists objects_by_blob on objects (blob);
`;
