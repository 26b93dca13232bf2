import { appendFile, cp, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { createCaller } from '@tintype/testing';
import { engineOutput } from './engine.ts';
import type { Installation } from './installation.ts';

/** The drill: what was backed up is there again after everything was destroyed. */
export function describeBackup(app: () => Installation): void {
  const only = async (): Promise<string> => {
    const [name = ''] = await readdir(join(app().home, 'backups'));
    return join(app().home, 'backups', name);
  };

  it('puts back accounts, posts and pictures after all data are gone', async () => {
    const author = await app().signUp('Keeper');
    const post = await app().publish(author, { caption: 'Worth keeping' });
    const bytes = await createCaller(app().url).bytes(post.photo);
    await app().script('backup');
    const late = await app().publish(author, { caption: 'Too late' });

    await app().script('down');
    const destroy = 'rm -rf /dump/postgres /dump/aws';
    await engineOutput(
      'run',
      '--rm',
      '--user',
      '0:0',
      '-v',
      `${app().home}/dump:/dump`,
      'tintype/local-aws',
      'sh',
      '-c',
      destroy,
    );
    await app().script('restore', { YES: '1' });

    const signedIn = await app().call('/api/auth/sign-in', {
      json: { email: author.email, password: author.password },
    });
    const as = { ...author, token: (signedIn.body as { accessToken: string }).accessToken };
    const restored = await app().call(`/api/posts/${post.id}`, { as });
    expect(restored.body).toMatchObject({ caption: 'Worth keeping', author: { handle: author.handle } });
    const [photo] = (restored.body as { photos: { variants: { url: string }[] }[] }).photos;
    expect((await createCaller(app().url).bytes(photo?.variants[0]?.url ?? '')).equals(bytes)).toBe(true);
    expect((await app().call(`/api/posts/${late.id}`, { as })).status).toBe(404);
    // And it is not only to be looked at.
    await app().publish(as, { caption: 'Life goes on' });
  }, 400_000);

  it('keeps backups and secrets from others on the machine', async () => {
    const modes = await Promise.all(
      [await only(), join(await only(), 'env'), join(app().home, '.env'), join(app().home, 'dump')].map(
        async (path) => (await stat(path)).mode & 0o077,
      ),
    );
    expect(modes).toEqual([0, 0, 0, 0]);
  });

  it('refuses a backup that is not what was written, and changes nothing', async () => {
    const damaged = join(app().home, 'backups', 'damaged');
    await cp(await only(), damaged, { recursive: true });
    await appendFile(join(damaged, 'posts.dump'), 'x');
    await expect(app().script('restore', { YES: '1', BACKUP: damaged })).rejects.toThrow(
      /damaged.*Nothing was changed/s,
    );
    await expect(app().script('restore', { YES: '1', BACKUP: app().home })).rejects.toThrow(/not a complete backup/);
    expect((await app().call('/api/feed')).status).toBe(401);
  });
}
