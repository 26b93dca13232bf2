import { Migration } from '@mikro-orm/migrations';
import { platformTables } from '@tintype/database';

const audience = "check (visibility in ('public', 'followers', 'private'))";

/** People, follows, albums, posts, likes, comments and the home feed. */
export class PeoplePostsFeed extends Migration {
  override up(): void {
    platformTables.forEach((statement) => this.addSql(statement));
    tables.forEach((statement) => this.addSql(statement));
  }
}

const tables = [
  `create table people (
     id uuid primary key,
     handle text collate "C" not null constraint people_handle_unique unique,
     name text not null,
     name_key text collate "C" not null,
     bio text not null default '',
     avatar_photo_id uuid null,
     avatar_claim_id uuid null,
     created_at timestamptz(3) not null,
     follower_count int not null default 0 constraint people_follower_count_check check (follower_count >= 0),
     following_count int not null default 0 constraint people_following_count_check check (following_count >= 0)
   )`,
  `create index people_by_name_key on people (name_key)`,
  `create index people_by_followers on people (follower_count, id)`,

  `create table departed_people (id uuid primary key, departed_at timestamptz(3) not null)`,

  `create table follows (
     follower_id uuid not null constraint follows_follower_id_foreign references people (id) on update cascade on delete cascade,
     followee_id uuid not null constraint follows_followee_id_foreign references people (id) on update cascade on delete cascade,
     id uuid not null,
     created_at timestamptz(3) not null,
     primary key (follower_id, followee_id),
     constraint follows_not_self check (follower_id <> followee_id)
   )`,
  `create index follows_of_followee on follows (followee_id, id)`,
  `create index follows_of_follower on follows (follower_id, id)`,

  `create table albums (
     id uuid primary key,
     owner_id uuid not null constraint albums_owner_id_foreign references people (id) on delete cascade,
     title text not null,
     description text not null,
     visibility text not null constraint albums_visibility_check ${audience},
     created_at timestamptz(3) not null,
     updated_at timestamptz(3) not null,
     photo_count int not null default 0 constraint albums_photo_count_check check (photo_count >= 0 and photo_count <= 2000),
     cover_photo_id uuid null
   )`,
  `create index albums_of_owner on albums (owner_id, id)`,

  `create table album_photos (
     album_id uuid not null constraint album_photos_album_id_foreign references albums (id) on delete cascade,
     photo_id uuid not null,
     id uuid not null,
     claim_id uuid not null,
     alt text not null,
     width int not null,
     height int not null,
     thumbhash text not null,
     primary key (album_id, photo_id)
   )`,
  `create index album_photos_in_order on album_photos (album_id, id)`,

  `create table posts (
     id uuid primary key,
     author_id uuid not null constraint posts_author_id_foreign references people (id) on delete cascade,
     caption text not null,
     visibility text not null constraint posts_visibility_check ${audience},
     created_at timestamptz(3) not null,
     like_count int not null default 0 constraint posts_like_count_check check (like_count >= 0),
     comment_count int not null default 0 constraint posts_comment_count_check check (comment_count >= 0),
     album_id uuid null constraint posts_album_id_foreign references albums (id) on delete set null
   )`,
  `create index posts_of_author on posts (author_id, id) include (visibility)`,
  `create index posts_public on posts (id) where visibility = 'public'`,
  `create index posts_of_album on posts (album_id)`,

  `create table post_photos (
     post_id uuid not null constraint post_photos_post_id_foreign references posts (id) on delete cascade,
     position smallint not null,
     photo_id uuid not null,
     alt text not null,
     width int not null,
     height int not null,
     thumbhash text not null,
     primary key (post_id, position),
     constraint post_photos_once unique (photo_id, post_id)
   )`,

  `create table likes (
     post_id uuid not null constraint likes_post_id_foreign references posts (id) on update cascade on delete cascade,
     person_id uuid not null constraint likes_person_id_foreign references people (id) on update cascade on delete cascade,
     created_at timestamptz(3) not null,
     primary key (post_id, person_id)
   )`,
  `create index likes_of_person on likes (person_id)`,

  `create table comments (
     id uuid primary key,
     post_id uuid not null constraint comments_post_id_foreign references posts (id) on delete cascade,
     author_id uuid not null constraint comments_author_id_foreign references people (id) on delete cascade,
     text text not null,
     created_at timestamptz(3) not null
   )`,
  `create index comments_of_post on comments (post_id, id)`,
  `create index comments_of_author on comments (author_id)`,

  `create table feed_items (
     viewer_id uuid not null constraint feed_items_viewer_id_foreign references people (id) on update cascade on delete cascade,
     post_id uuid not null constraint feed_items_post_id_foreign references posts (id) on update cascade on delete cascade,
     primary key (viewer_id, post_id)
   )`,
  `create index feed_items_of_post on feed_items (post_id)`,
] as const;
