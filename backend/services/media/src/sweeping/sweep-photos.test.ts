import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startMedia } from '../../test/media-stack.ts';
import type { MediaStack, TestPerson } from '../../test/media-stack.ts';
import { drawJpeg } from '../../test/pictures.ts';
import type { Dependencies } from '../dependencies.ts';
import { createPhoto } from '../photos/create-photo.command.ts';
import { createPhotoVault } from '../photos/photo-vault.ts';
import type { Scope } from '../scope.ts';
import { sweepPhotos } from './sweep-photos.command.ts';

const hour = 3_600_000;
let stack: MediaStack;
let replica: Dependencies;
let owner: TestPerson;
beforeAll(async () => {
  stack = await startMedia();
  replica = await stack.connectReplica();
  owner = stack.createPerson();
});
afterAll(() => stack.close());

const sweepIn = (hours: number): Promise<number> =>
  sweepPhotos({ ...replica.scope, now: () => Date.now() + hours * hour }, 24 * hour);

const stateOf = async (id: string) => (await replica.scope.items.find(id))?.state;

async function bytesOf(id: string): Promise<boolean[]> {
  const { files } = replica.scope;
  const streams = [
    await files.openOriginal(id),
    await files.openVariant(id, '160.webp'),
    await files.openVariant(id, '320.jpeg'),
  ];
  streams.forEach((stream) => stream?.destroy());
  return streams.map((stream) => stream !== undefined);
}

/** A scope whose process dies at one step of storing a photo. */
function dyingScope(step: 'storeVariants' | 'storeOriginal' | 'ready'): Scope {
  const { scope } = replica;
  const die = async (): Promise<never> => {
    throw new Error('the process died here');
  };
  const files = step === 'ready' ? scope.files : { ...scope.files, [step]: die };
  const items = step === 'ready' ? { ...scope.items, change: die } : scope.items;
  return { ...scope, vault: createPhotoVault({ items, files, onErased: () => undefined }) };
}

describe('the sweeper', () => {
  it('removes photos that nothing claimed for 24 hours, and no others', async () => {
    const upload = async (): Promise<string> =>
      ((await (await stack.upload(owner, await drawJpeg(100, 100))).json()) as { id: string }).id;
    const [claimed, free] = [await upload(), await upload()];
    const claim = `post:${randomUUID()}`;
    await stack.photoService.call.claimPhotos({ ownerId: owner.id, photoIds: [claimed], claim, isPublic: false });
    expect(await sweepIn(23)).toBe(0);
    expect([await stateOf(claimed), await stateOf(free)]).toEqual(['ready', 'ready']);
    expect(await sweepIn(25)).toBe(1);
    expect([await stateOf(claimed), await stateOf(free)]).toEqual(['ready', 'deleted']);
    expect(await bytesOf(free)).toEqual([false, false, false]);
    expect(await bytesOf(claimed)).toEqual([true, true, true]);
    expect(await sweepIn(25)).toBe(0);
  });

  it.each(['storeVariants', 'storeOriginal', 'ready'] as const)(
    'removes what an upload left that died at %s; nobody was told it was stored (H10, H11)',
    async (step) => {
      const id = randomUUID();
      const upload = { id, data: await drawJpeg(100, 100), sha256: undefined };
      await expect(createPhoto(dyingScope(step), owner, upload)).rejects.toThrow('died');
      expect(await stateOf(id)).toBe('storing');
      expect((await stack.fetch(`/api/photos/${id}`, { as: owner })).status).toBe(404);
      const claim = stack.photoService.call.claimPhotos({
        ownerId: owner.id,
        photoIds: [id],
        claim: `post:${randomUUID()}`,
        isPublic: true,
      });
      await expect(claim).rejects.toMatchObject({ status: 404 });
      expect(await sweepIn(25)).toBe(1);
      expect(await stateOf(id)).toBe('deleted');
      expect(await bytesOf(id)).toEqual([false, false, false]);
    },
  );

  it('lets an upload that died be repeated under its id', async () => {
    const id = randomUUID();
    const upload = { id, data: await drawJpeg(100, 100), sha256: undefined };
    await expect(createPhoto(dyingScope('ready'), owner, upload)).rejects.toThrow('died');
    const { photo } = await createPhoto(replica.scope, owner, upload);
    expect([photo.id, photo.state]).toEqual([id, 'ready']);
    expect((await createPhoto(replica.scope, owner, upload)).photo.revision).toBe(photo.revision);
    await expect(createPhoto(replica.scope, stack.createPerson(), upload)).rejects.toMatchObject({ status: 409 });
  });

  it('goes on with the others when one cannot be removed', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      ids.push(
        (
          await createPhoto(replica.scope, owner, {
            id: randomUUID(),
            data: await drawJpeg(100, 100),
            sha256: undefined,
          })
        ).photo.id,
      );
    }
    const { scope } = replica;
    const files = {
      ...scope.files,
      remove: async (id: string, names: readonly string[]) => {
        if (id === ids[0]) {
          throw new Error('S3 is away');
        }
        return scope.files.remove(id, names);
      },
    };
    const vault = createPhotoVault({ items: scope.items, files, onErased: () => undefined });
    await sweepPhotos({ ...scope, vault, now: () => Date.now() + 25 * hour }, 24 * hour);
    expect(await Promise.all(ids.map(stateOf))).toEqual(['deleting', 'deleted', 'deleted']);
    expect(await sweepIn(25)).toBe(1);
    expect(await stateOf(ids[0] ?? '')).toBe('deleted');
  });
});
