import { fileURLToPath } from 'node:url';
import { createOrm } from '@tintype/database';
import type { OrmOptions } from '@tintype/database';
import { Album, AlbumPhoto } from './albums/album.entity.ts';
import { PendingClaim } from './claims/pending-claim.entity.ts';
import { Comment } from './comments/comment.entity.ts';
import { FeedItem } from './feed/feed-item.entity.ts';
import { Follow } from './follows/follow.entity.ts';
import { Like } from './likes/like.entity.ts';
import { DepartedPerson, Person } from './people/person.entity.ts';
import { Post, PostPhoto } from './posts/post.entity.ts';

/** Every entity of the service. */
export const entities = [
  Person,
  DepartedPerson,
  Follow,
  Album,
  AlbumPhoto,
  Post,
  PostPhoto,
  Like,
  Comment,
  FeedItem,
  PendingClaim,
] as const;

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

/** Connects to the database of posts. */
export function connectDatabase(
  url: string,
  options: Pick<OrmOptions, 'maxConnections' | 'waitMilliseconds' | 'certificates'> = {},
) {
  return createOrm({ url, ...options, entities, migrations: { path: migrations }, name: 'posts' });
}
