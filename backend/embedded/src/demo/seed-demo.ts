import { createDemoApi } from './api.ts';
import type { DemoApi } from './api.ts';
import { demoAlbums, demoPosts } from './content/index.ts';
import type { DemoPost } from './content/index.ts';
import { demoPeople } from './people.ts';
import { demoAvatars, demoPictures } from './pictures/index.ts';
import { signInDemoPerson } from './sign-in.ts';
import { markDemo } from './state.ts';

export interface DemoOptions {
  readonly url: string;
  readonly dataDirectory: string;
  readonly signal: AbortSignal;
  /** Moves what was just published into the past, so that a fresh demo does not look a minute old. */
  readonly backdate: (postId: string, hours: number) => Promise<void>;
}

/**
 * Fills an installation with people, pictures, posts, albums and talk, through the API. Every step has a key, so that
 * going on after an interruption repeats nothing.
 */
export async function seedDemo(options: DemoOptions): Promise<void> {
  const api = createDemoApi(options.url, options.signal);
  const tokens = new Map<string, string>();
  for (const person of demoPeople) {
    tokens.set(person.handle, await signInDemoPerson(api, person));
  }
  const tokenOf = (handle: string): string => tokens.get(handle) ?? '';
  for (const person of demoPeople) {
    for (const followed of person.follows) {
      await api.send('PUT', `/api/people/${followed}/follow`, { token: tokenOf(person.handle) });
    }
  }
  const posts = new Map<string, string>();
  // Oldest first, so that the feed reads in the order in which things happened.
  for (const post of [...demoPosts].sort((a, b) => b.hoursAgo - a.hoursAgo)) {
    const postId = await publish(api, post, tokenOf(post.author));
    posts.set(post.key, postId);
    await talk(api, post, postId, tokenOf);
    await options.backdate(postId, post.hoursAgo);
  }
  await Promise.all(demoPeople.map((person, i) => dress(api, person.handle, i, tokenOf)));
  for (const album of demoAlbums) {
    const token = tokenOf(album.owner);
    const { title, description, visibility } = album;
    const json = { title, description, visibility };
    const { id } = await api.send<{ id: string }>('POST', '/api/albums', { token, json, step: `album-${album.key}` });
    for (const key of album.posts) {
      const { photos } = await api.send<{ photos: { id: string }[] }>('GET', `/api/posts/${posts.get(key)}`, { token });
      for (const photo of photos) {
        await api.send('PUT', `/api/albums/${id}/photos/${photo.id}`, { token });
      }
    }
  }
  await markDemo(options.dataDirectory, 'done');
}

async function publish(api: DemoApi, post: DemoPost, token: string): Promise<string> {
  const photos = [];
  for (const name of post.pictures) {
    const picture = demoPictures.find((candidate) => candidate.name === name);
    if (!picture) {
      throw new Error(`The demo has no picture named ${name}.`);
    }
    const { id } = await api.upload(await picture.render(), { token, step: `photo-${post.key}-${name}` });
    photos.push({ id, alt: picture.alt });
  }
  const json = { photos, caption: post.caption, visibility: post.visibility ?? 'public' };
  return (await api.send<{ id: string }>('POST', '/api/posts', { token, json, step: `post-${post.key}` })).id;
}

async function talk(api: DemoApi, post: DemoPost, postId: string, tokenOf: (handle: string) => string): Promise<void> {
  for (const handle of post.likes) {
    await api.send('PUT', `/api/posts/${postId}/like`, { token: tokenOf(handle) });
  }
  for (const [i, [handle, text]] of (post.comments ?? []).entries()) {
    const step = `comment-${post.key}-${i}`;
    await api.send('POST', `/api/posts/${postId}/comments`, { token: tokenOf(handle), json: { text }, step });
  }
}

async function dress(api: DemoApi, handle: string, i: number, tokenOf: (handle: string) => string): Promise<void> {
  const token = tokenOf(handle);
  const avatar = demoAvatars[i % demoAvatars.length];
  if (!avatar) {
    return;
  }
  const { id } = await api.upload(await avatar.render(), { token, step: `avatar-${handle}` });
  const bio = demoPeople[i]?.bio ?? '';
  await api.send('PATCH', '/api/people/me', { token, json: { avatarPhotoId: id, bio } });
}
