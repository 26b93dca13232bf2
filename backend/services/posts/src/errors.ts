import { AppError, notFound } from '@tintype/errors';

/** The error codes of posts, one place for all. */
export const errors = {
  postNotFound: () => notFound('posts.not_found'),
  personNotFound: () => notFound('people.not_found'),
  commentNotFound: () => notFound('comments.not_found'),
  albumNotFound: () => notFound('albums.not_found'),
  photoNotFound: () => notFound('photos.not_found', 'One of the photos is not there, or is not yours.'),
  notYourPost: () => new AppError(403, 'posts.not_yours', 'Only the author may change or delete a post.'),
  notYourComment: () =>
    new AppError(403, 'comments.not_yours', 'Only its author, or the author of the post, may delete a comment.'),
  notYourAlbum: () => new AppError(403, 'albums.not_yours', 'Only the owner may change or delete an album.'),
  albumFull: () => new AppError(422, 'albums.full', 'An album holds at most 2,000 photos.'),
  cannotFollowSelf: () => new AppError(422, 'follows.self', 'You cannot follow yourself.'),
} as const;
