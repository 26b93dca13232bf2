// Picks from the repository what the image of one workspace needs: itself and the workspaces that it stands on.
// usage: node pick-workspace.ts <repository> <workspace> <target>
// Leaves in <target>/manifests what npm installs from, and in <target>/sources the code.
import { cp, mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const [repository = '', workspace = '', target = ''] = process.argv.slice(2);
const read = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(repository, folder, 'package.json'), 'utf8')) as Manifest;

const folders = (
  await Promise.all(
    ['backend', 'backend/libs', 'backend/services'].map(async (folder) =>
      (await readdir(join(repository, folder))).map((name) => join(folder, name)),
    ),
  )
).flat();
const byName = new Map<string, { folder: string; manifest: Manifest }>();
for (const folder of folders) {
  const manifest = await read(folder).catch(() => undefined);
  if (manifest) {
    byName.set(manifest.name, { folder, manifest });
  }
}

const needed = new Map<string, Manifest>();
const need = (name: string): void => {
  const found = byName.get(name);
  if (found && !needed.has(found.folder)) {
    needed.set(found.folder, found.manifest);
    Object.keys(found.manifest.dependencies ?? {}).forEach(need);
  }
};
need((await read(workspace)).name);

const manifests = join(target, 'manifests');
const sources = join(target, 'sources');
const write = async (file: string, content: object): Promise<void> => {
  await mkdir(dirname(join(manifests, file)), { recursive: true });
  await writeFile(join(manifests, file), JSON.stringify(content));
};
const { name, version } = (await read('.')) as Manifest & { version?: string };
// npm links workspaces that only tests depend on as well: here such dependencies do not exist, nor do the root's tools.
await write('package.json', { name, version, private: true, type: 'module', workspaces: [...needed.keys()] });
await cp(join(repository, 'package-lock.json'), join(manifests, 'package-lock.json'));
for (const [folder, manifest] of needed) {
  await write(join(folder, 'package.json'), { ...manifest, devDependencies: undefined });
  await cp(join(repository, folder), join(sources, folder), { recursive: true });
}
await symlink(join(workspace, 'src/main.ts'), join(sources, 'main.ts'));
