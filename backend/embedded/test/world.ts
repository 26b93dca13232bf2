import { AdminAddUserToGroupCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { waitFor } from '@tintype/testing';
import type { TestPerson, TestStack } from '@tintype/testing';

/** Everybody the authorisation matrix asks for, in the order of rising rights. */
export const actors = ['nobody', 'stranger', 'admin', 'follower', 'owner'] as const;
export type ActorName = (typeof actors)[number];

export type Visibility = 'public' | 'followers' | 'private';

/** An owner with a follower, a stranger and an admin, and ways to make what the owner has. */
export interface World {
  readonly people: Readonly<Record<Exclude<ActorName, 'nobody'>, TestPerson>>;
  as(actor: ActorName): { as: TestPerson } | object;
  /** A new photo of the owner's. */
  photo(): Promise<string>;
  /** A photo of the owner's that is always in use: for rows that do not change it. */
  readonly sharedPhotoId: string;
  /** A post, of the shared photo unless another is given. */
  post(
    visibility: Visibility,
    parts?: { caption?: string; alt?: string; photoId?: string },
  ): Promise<{ id: string; photoId: string }>;
  album(visibility: Visibility, texts?: { title?: string; description?: string }): Promise<string>;
  comment(postId: string, author: TestPerson, text?: string): Promise<string>;
}

/** Signs everybody up and makes the follower follow. */
export async function createWorld(stack: TestStack): Promise<World> {
  const owner = await stack.createPerson({ name: 'Olive Owner' });
  const follower = await stack.createPerson({ name: 'Fred Follower' });
  const stranger = await stack.createPerson({ name: 'Sam Stranger' });
  const admin = await signInAsAdmin(stack, await stack.createPerson({ name: 'Ann Admin' }));
  await stack.fetch(`/api/people/${owner.handle}/follow`, { as: follower, method: 'PUT' });
  const people = { owner, follower, stranger, admin };
  const create = async (path: string, as: TestPerson, json: object): Promise<{ id: string }> => {
    const answer = await stack.fetch(path, { as, json });
    if (answer.status !== 201) {
      throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    }
    return answer.body;
  };
  const sharedPhotoId = (await stack.uploadPhoto(owner)).id;
  await create('/api/posts', owner, { photos: [{ id: sharedPhotoId }], visibility: 'private' });
  const world: World = {
    people,
    as: (actor) => (actor === 'nobody' ? {} : { as: people[actor] }),
    sharedPhotoId,
    photo: async () => (await stack.uploadPhoto(owner)).id,
    post: async (visibility, { caption = '', alt = '', photoId = sharedPhotoId } = {}) => {
      const { id } = await create('/api/posts', owner, { photos: [{ id: photoId, alt }], caption, visibility });
      return { id, photoId };
    },
    album: async (visibility, { title = 'An album', description = '' } = {}) =>
      (await create('/api/albums', owner, { title, description, visibility })).id,
    comment: async (postId, author, text = 'Lovely.') =>
      (await create(`/api/posts/${postId}/comments`, author, { text })).id,
  };
  await waitFor(
    async () => (await stack.fetch(`/api/people/${owner.handle}`)).body.counts?.followers === 1,
    'the follow',
  );
  return world;
}

async function signInAsAdmin(stack: TestStack, person: TestPerson): Promise<TestPerson> {
  const { aws } = stack.tintype;
  const cognito = new CognitoIdentityProviderClient({
    region: aws.region,
    endpoint: aws.endpoints.cognito,
    credentials: aws.credentials,
  });
  const user = { UserPoolId: aws.userPool.id, Username: person.email, GroupName: 'admins' };
  await cognito.send(new AdminAddUserToGroupCommand(user));
  cognito.destroy();
  const { body } = await stack.fetch('/api/auth/sign-in', { json: { email: person.email, password: person.password } });
  return { ...person, token: body.accessToken };
}
