import type { TestRequest } from '@tintype/testing';
import type { ActorName, World } from './world.ts';

/** One row: a request, freshly made for each actor, and the status that each must get. */
export interface Row {
  readonly of: string;
  readonly request: (world: World, actor: ActorName) => Promise<Request> | Request;
  /** nobody, stranger, admin, follower, owner */
  readonly expect: readonly [number, number, number, number, number];
}

type Request = TestRequest & { readonly path: string };

const everybody = (status: number): Row['expect'] => [status, status, status, status, status];
const signedIn = (status: number): Row['expect'] => [401, status, status, status, status];
const ownerOnly = (status: number, others = 404): Row['expect'] => [401, others, others, others, status];
const byVisibility = (status: number, nobody: 'may' | 'must sign in') =>
  ({
    public: [nobody === 'may' ? status : 401, status, status, status, status],
    followers: [nobody === 'may' ? 404 : 401, 404, 404, status, status],
    private: [nobody === 'may' ? 404 : 401, 404, 404, 404, status],
  }) as const;

const visibilities = ['public', 'followers', 'private'] as const;

/** A row for each audience of a post. */
function ofPosts(
  status: number,
  nobody: 'may' | 'must sign in',
  request: (postId: string, world: World) => Request | Promise<Request>,
): Row[] {
  return visibilities.map((visibility) => ({
    of: `a ${visibility} post`,
    request: async (world) => request((await world.post(visibility)).id, world),
    expect: byVisibility(status, nobody)[visibility],
  }));
}

/** A row for each audience of an album. */
function ofAlbums(status: number, request: (albumId: string, world: World) => Request | Promise<Request>): Row[] {
  return visibilities.map((visibility) => ({
    of: `a ${visibility} album`,
    request: async (world) => request(await world.album(visibility), world),
    expect: byVisibility(status, 'may')[visibility],
  }));
}

/** Changing what is the owner's: those who may see it are told 403, the others 404. */
function changing(
  status: number,
  what: 'post' | 'album',
  request: (id: string, world: World) => Request | Promise<Request>,
): Row[] {
  const expected = {
    public: [401, 403, 403, 403, status],
    followers: [401, 404, 404, 403, status],
    private: [401, 404, 404, 404, status],
  } as const;
  return visibilities.map((visibility) => ({
    of: `a ${visibility} ${what}`,
    request: async (world) =>
      request(what === 'post' ? (await world.post(visibility)).id : await world.album(visibility), world),
    expect: expected[visibility],
  }));
}

const json = (path: string, body: object, method = 'POST'): Request => ({ path, json: body, method });
const get = (path: string): Request => ({ path });
const put = (path: string): Request => ({ path, method: 'PUT' });
const remove = (path: string): Request => ({ path, method: 'DELETE' });
const one = (request: Row['request'], expect: Row['expect'], of = ''): Row[] => [{ of, request, expect }];
const person = (world: World): string => `/api/people/${world.people.owner.handle}`;

/** Every endpoint by its id. One that is missing here fails the test. */
export const matrix: Readonly<Record<string, readonly Row[]>> = {
  // auth: who may call; what it does is tested in the service
  signUp: one(() => json('/api/auth/sign-up', {}), everybody(400)),
  confirmSignUp: one(() => json('/api/auth/confirm', {}), everybody(400)),
  resendCode: one(() => json('/api/auth/resend-code', {}), everybody(400)),
  signIn: one(() => json('/api/auth/sign-in', {}), everybody(400)),
  refresh: one(() => ({ path: '/api/auth/refresh', method: 'POST' }), everybody(401), 'no cookie'),
  signOut: one(() => ({ path: '/api/auth/sign-out', method: 'POST' }), everybody(204), 'no cookie'),
  forgotPassword: one(() => json('/api/auth/forgot-password', {}), everybody(400)),
  resetPassword: one(() => json('/api/auth/reset-password', {}), everybody(400)),
  listSessions: one(() => get('/api/auth/sessions'), signedIn(200)),
  revokeSession: one(() => remove('/api/auth/sessions/0197f3a0-0000-7000-8000-000000000001'), signedIn(404)),

  // media
  getPhotoLimits: one(() => get('/api/photos/limits'), everybody(200)),
  uploadPhoto: one(() => ({ path: '/api/photos', method: 'POST', body: new FormData() }), signedIn(400), 'nothing'),
  getPhoto: one((world) => get(`/api/photos/${world.sharedPhotoId}`), ownerOnly(200)),
  deletePhoto: one(async (world) => remove(`/api/photos/${await world.photo()}`), ownerOnly(204)),
  getOriginalPhoto: one((world) => get(`/api/photos/${world.sharedPhotoId}/original`), ownerOnly(200)),
  getVariant: one(
    (world) => get(`/media/${world.sharedPhotoId}/640.webp?e=9999999999&s=guess`),
    everybody(404),
    'unsigned',
  ),

  // posts: people
  searchPeople: one(() => get('/api/people?q=olive'), everybody(200)),
  getMe: one(() => get('/api/people/me'), signedIn(200)),
  updateMe: one(() => json('/api/people/me', { bio: 'Hello' }, 'PATCH'), signedIn(200)),
  getProfile: one((world) => get(person(world)), everybody(200)),
  suggestPeople: one(() => get('/api/suggestions/people'), signedIn(200)),
  follow: one((world) => put(`/api/people/${world.people.admin.handle}/follow`), [401, 200, 422, 200, 200]),
  unfollow: one((world) => remove(`/api/people/${world.people.admin.handle}/follow`), signedIn(204)),
  listFollowers: one((world) => get(`${person(world)}/followers`), everybody(200)),
  listFollowing: one((world) => get(`${person(world)}/following`), everybody(200)),
  listPersonPosts: one((world) => get(`${person(world)}/posts`), everybody(200)),
  listPersonAlbums: one((world) => get(`${person(world)}/albums`), everybody(200)),

  // posts
  createPost: one(
    (world) => json('/api/posts', { photos: [{ id: world.sharedPhotoId }], visibility: 'public' }),
    ownerOnly(201),
    "the owner's photo",
  ),
  getPost: ofPosts(200, 'may', (id) => get(`/api/posts/${id}`)),
  updatePost: changing(200, 'post', (id) => json(`/api/posts/${id}`, { caption: 'New' }, 'PATCH')),
  deletePost: changing(204, 'post', (id) => remove(`/api/posts/${id}`)),
  likePost: ofPosts(204, 'must sign in', (id) => put(`/api/posts/${id}/like`)),
  unlikePost: ofPosts(204, 'must sign in', (id) => remove(`/api/posts/${id}/like`)),
  listComments: ofPosts(200, 'may', (id) => get(`/api/posts/${id}/comments`)),
  addComment: ofPosts(201, 'must sign in', (id) => json(`/api/posts/${id}/comments`, { text: 'Nice.' })),
  deleteComment: [
    {
      of: "the owner's comment on a public post",
      request: async (world) =>
        remove(`/api/comments/${await world.comment((await world.post('public')).id, world.people.owner)}`),
      expect: [401, 403, 403, 403, 204],
    },
    {
      of: "the follower's comment on a followers' post",
      request: async (world) =>
        remove(`/api/comments/${await world.comment((await world.post('followers')).id, world.people.follower)}`),
      expect: [401, 404, 404, 204, 204],
    },
    {
      of: "the owner's comment on a private post",
      request: async (world) =>
        remove(`/api/comments/${await world.comment((await world.post('private')).id, world.people.owner)}`),
      expect: [401, 404, 404, 404, 204],
    },
  ],
  getFeed: one(() => get('/api/feed'), signedIn(200)),
  discover: one(() => get('/api/discover'), everybody(200)),

  // albums
  listMyAlbums: one(() => get('/api/albums'), signedIn(200)),
  createAlbum: one(() => json('/api/albums', { title: 'New', visibility: 'private' }), signedIn(201)),
  getAlbum: ofAlbums(200, (id) => get(`/api/albums/${id}`)),
  updateAlbum: changing(200, 'album', (id) => json(`/api/albums/${id}`, { title: 'New' }, 'PATCH')),
  deleteAlbum: changing(204, 'album', (id) => remove(`/api/albums/${id}`)),
  addAlbumPhoto: changing(204, 'album', (id, world) => put(`/api/albums/${id}/photos/${world.sharedPhotoId}`)),
  removeAlbumPhoto: changing(204, 'album', (id, world) => remove(`/api/albums/${id}/photos/${world.sharedPhotoId}`)),

  // notifications
  listNotifications: one(() => get('/api/notifications'), signedIn(200)),
  markNotificationsRead: one(() => json('/api/notifications/read', {}), signedIn(204)),
  listChannels: one(() => get('/api/notifications/channels'), signedIn(200)),
  addChannel: one(() => json('/api/notifications/channels', {}), signedIn(400), 'nothing'),
  deleteChannel: one(() => remove('/api/notifications/channels/0197f3a0-0000-7000-8000-000000000001'), signedIn(404)),
};
