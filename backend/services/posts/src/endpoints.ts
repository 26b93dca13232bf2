import * as albums from './albums/albums.schema.ts';
import * as comments from './comments/comments.schema.ts';
import * as feed from './feed/feed.schema.ts';
import * as follows from './follows/follows.schema.ts';
import * as likes from './likes/likes.schema.ts';
import * as people from './people/people.schema.ts';
import * as posts from './posts/posts.schema.ts';

/** Every endpoint of the service, for its document and for tests over all of them. */
export const endpoints = [
  people.SearchPeople,
  people.GetMe,
  people.UpdateMe,
  people.GetProfile,
  people.SuggestPeople,
  follows.Follow,
  follows.Unfollow,
  follows.ListFollowers,
  follows.ListFollowing,
  posts.CreatePost,
  posts.GetPost,
  posts.UpdatePost,
  posts.DeletePost,
  posts.ListPersonPosts,
  likes.Like,
  likes.Unlike,
  comments.ListComments,
  comments.AddComment,
  comments.DeleteComment,
  feed.GetFeed,
  feed.Discover,
  albums.ListMyAlbums,
  albums.ListPersonAlbums,
  albums.CreateAlbum,
  albums.GetAlbum,
  albums.UpdateAlbum,
  albums.DeleteAlbum,
  albums.AddAlbumPhoto,
  albums.RemoveAlbumPhoto,
] as const;
