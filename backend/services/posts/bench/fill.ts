import pg from 'pg';
import { runMigrations } from '@tintype/database';
import { connectDatabase } from '../src/orm.config.ts';

/** How many people there are, and of them how many read the feed in the measurement. */
export const people = 10_000;
export const readers = 200;

// Ids that sort as UUIDv7 do: time first. `number` is an SQL expression.
const id = (number: string, version: 4 | 7): string =>
  `(lpad(to_hex(1754000000000 + ${number}), 12, '0') || '${version}0008000' || lpad(to_hex(${number}), 12, '0'))::uuid`;
const person = (number: string): string => id(`(${number}) % ${people}`, 4);

/** The id of a person by number, as the database has it. */
export function personId(number: number): string {
  const hex = (value: number): string => value.toString(16).padStart(12, '0');
  const [time, tail] = [hex(1_754_000_000_000 + number), hex(number)];
  return `${time.slice(0, 8)}-${time.slice(8)}-4000-8000-${tail}`;
}

const statements = (posts: number): string[] => [
  // The rows fit each other by construction; checking every one of them would take most of the time.
  `set session_replication_role = replica`,
  `insert into people (id, handle, name, name_key, avatar_photo_id, created_at)
   select ${id('n', 4)}, 'person_' || n, 'Person ' || n, 'person ' || n, case when n % 2 = 0 then gen_random_uuid() end, now()
   from generate_series(0, ${people - 1}) n`,
  `insert into follows (follower_id, followee_id, id, created_at)
   select ${person('n')}, ${person('n * 31 + k * 197')}, ${id(`n * 50 + k`, 7)}, now()
   from generate_series(0, ${people - 1}) n, generate_series(1, 50) k
   where (n < ${readers} or k <= 5) and n <> (n * 31 + k * 197) % ${people}`,
  `insert into posts (id, author_id, caption, visibility, created_at, like_count, comment_count)
   select ${id('n', 7)}, ${person('n * 7919')}, 'A caption of about the length that captions have, number ' || n,
     case when n % 4 = 0 then 'followers' else 'public' end, now(), case when n % 5 = 0 then 2 else 0 end, case when n % 5 = 0 then 3 else 0 end
   from generate_series(1::bigint, ${posts}) n`,
  `insert into post_photos (post_id, position, photo_id, alt, width, height, thumbhash)
   select ${id('n', 7)}, k, ${id('n * 4 + k', 7)}, 'What the photo shows', 1600, 1067, '1QcSHQRnh493V4dIh4eXh1h4kJUI'
   from generate_series(1::bigint, ${posts}) n, generate_series(0, 2) k where k <= case when n % 4 = 0 then 2 else 0 end`,
  `insert into likes (post_id, person_id, created_at)
   select ${id('n', 7)}, ${person('n + k')}, now() from generate_series(5::bigint, ${posts}, 5) n, generate_series(1, 2) k`,
  `insert into comments (id, post_id, author_id, text, created_at)
   select ${id('n * 4 + k', 7)}, ${id('n', 7)}, ${person('n + k')}, 'Somebody says something about it', now()
   from generate_series(5::bigint, ${posts}, 5) n, generate_series(1, 3) k`,
  `insert into feed_items (viewer_id, post_id) select author_id, id from posts order by author_id, id`,
  `insert into feed_items (viewer_id, post_id)
   select f.follower_id, p.id from generate_series(0, ${readers - 1}) n
   join follows f on f.follower_id = ${id('n', 4)} join posts p on p.author_id = f.followee_id on conflict do nothing`,
  `vacuum analyze people, follows, posts, post_photos, likes, comments, feed_items`,
];

/** Makes the tables of posts in an empty database and fills them with so many posts. */
export async function fill(url: string, posts: number): Promise<void> {
  const orm = await connectDatabase(url, { maxConnections: 2 });
  await runMigrations(orm);
  await orm.close();
  // One connection, since the first statement is a setting of the session.
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements(posts)) {
      await client.query(statement);
    }
  } finally {
    await client.end();
  }
}
