import { join } from 'node:path';
import { DescribeImagesCommand, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { ensureBootstrap } from './bootstrap.ts';
import type { Foundation } from './bootstrap.ts';
import { openContext } from './context.ts';
import type { Context } from './context.ts';
import { Problem } from './problem.ts';
import { lastLines, mustRun, run } from './run.ts';
import { repository } from './settings.ts';
import type { Settings } from './settings.ts';
import { confirm, say, sayTable, step } from './terminal.ts';
import { checkTerraform } from './terraform.ts';

/** Builds the images of this commit and pushes them. */
export async function images(): Promise<void> {
  const context = await openContext('build the images of this commit and push them');
  await checkTerraform();
  const tag = await imageTagOf(context.settings);
  const foundation = await ensureBootstrap(context);
  if (!(await pushMissingImages(context, foundation, tag))) {
    say(`Every image has the tag ${tag} already; there is nothing to push.`);
  }
}

/** The tag that images of this checkout have: the commit. TAG=<tag> means images that are there already. */
export async function imageTagOf(settings: Settings): Promise<string> {
  const given = settings.word('TAG');
  if (given !== undefined) {
    return given;
  }
  const commit = (await mustRun('git', ['rev-parse', '--short=12', 'HEAD'], 'git', { cwd: repository })).trim();
  const changed = await mustRun('git', ['status', '--porcelain'], 'git', { cwd: repository });
  if (changed === '') {
    return commit;
  }
  if (settings.word('DIRTY') !== '1') {
    throw new Problem(
      `There are changes that are not committed:\n${lastLines(changed, 8)}`,
      'Commit them, so that a tag says what is in its images; or say DIRTY=1 for a try.',
    );
  }
  // Tags name one image for ever, and changes have no name: the time has to do.
  return `${commit}-dirty-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`;
}

/** Services whose repository lacks a tag. */
export async function missingImages(
  { clients }: Context,
  { image_registry: registry }: Foundation,
  tag: string,
): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const [service, address] of Object.entries(registry)) {
    const repositoryName = address.split('/').slice(1).join('/');
    try {
      await clients.registry.send(new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag: tag }] }));
    } catch (error) {
      if ((error as Error).name !== 'ImageNotFoundException') {
        throw error;
      }
      missing.push(service);
    }
  }
  return missing;
}

/** Builds and pushes what the registry lacks; false where it lacks nothing. */
export async function pushMissingImages(context: Context, foundation: Foundation, tag: string): Promise<boolean> {
  const { settings } = context;
  const missing = await step(
    'look for the images',
    ({ result }) => (result(tag), missingImages(context, foundation, tag)),
  );
  if (missing.length === 0) {
    return false;
  }
  if (settings.word('TAG') !== undefined) {
    throw new Problem(
      `The registry has no image ${tag} of ${missing.join(', ')}.`,
      'make status lists the newest tags; without TAG= the images of this commit are built.',
    );
  }
  const engine = await findEngine(settings);
  const addresses = missing.map((service) => [service, `${foundation.image_registry[service] ?? ''}:${tag}`] as const);
  say();
  say(`Build with ${engine} and push:`);
  sayTable(addresses);
  await confirm(settings, 'Build and push? Storage costs US$ 0.10 a month for each GB.');
  const host = addresses[0]?.[1].split('/')[0] ?? '';
  await step('sign in to the registry', () => signIn(context, engine, host));
  for (const [service, address] of addresses) {
    await step(`build ${service}`, () => buildImage(engine, service, address));
    await step(`push ${service}`, async ({ tell }) => {
      await mustRun(engine, ['push', address], `Pushing ${service}`, { onLine: tell });
    });
  }
  return true;
}

async function findEngine(settings: Settings): Promise<string> {
  const wished = settings.word('CONTAINERS');
  for (const engine of wished === undefined ? ['podman', 'docker'] : [wished]) {
    const works = await run(engine, ['version'], {}).catch(() => undefined);
    if (works?.code === 0) {
      return engine;
    }
  }
  throw new Problem(
    wished === undefined ? 'Neither podman nor docker works here.' : `${wished} does not work here.`,
    'Install podman (https://podman.io) or docker and start it; `podman version` or `docker version` has to succeed. Images built elsewhere are taken with TAG=.',
  );
}

async function signIn({ clients }: Context, engine: string, host: string): Promise<void> {
  const { authorizationData } = await clients.registry.send(new GetAuthorizationTokenCommand());
  const [user = '', password = ''] = Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64')
    .toString()
    .split(':');
  // The password goes in by the standard input: in the arguments every process of the machine could read it.
  await mustRun(engine, ['login', '--username', user, '--password-stdin', host], 'Signing in to the registry', {
    input: password,
  });
}

// Fargate runs what cpu_architecture of iac/modules/tintype says, whatever this machine is.
const platform = { name: 'linux/amd64', arch: 'x64' };

async function buildImage(engine: string, service: string, address: string): Promise<void> {
  await mustRun(join(repository, 'scripts/build-images'), [service], `Building ${service}`, {
    env: { ENGINE: engine, ...(process.arch !== platform.arch && { PLATFORM: platform.name }) },
  });
  await mustRun(engine, ['tag', `tintype/${service}`, address], `Naming the image of ${service}`);
}
