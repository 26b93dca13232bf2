import { albumRoutes } from './albums/albums.routes.ts';
import { commentRoutes } from './comments/comments.routes.ts';
import { feedRoutes } from './feed/feed.routes.ts';
import { followRoutes } from './follows/follows.routes.ts';
import { likeRoutes } from './likes/likes.routes.ts';
import { peopleRoutes } from './people/people.routes.ts';
import { postRoutes } from './posts/posts.routes.ts';

/** The table of contents: which features the service has. */
export const features = [
  peopleRoutes,
  followRoutes,
  postRoutes,
  likeRoutes,
  commentRoutes,
  albumRoutes,
  feedRoutes,
] as const;
