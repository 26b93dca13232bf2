import type { DemoPost } from './demo-post.ts';
import { earlierPosts } from './earlier-posts.ts';
import { recentPosts } from './recent-posts.ts';

export { demoAlbums } from './albums.ts';
export type { DemoPost } from './demo-post.ts';

export const demoPosts: readonly DemoPost[] = [...recentPosts, ...earlierPosts];
