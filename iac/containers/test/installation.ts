import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createCaller, drawPhoto, signUpPerson, waitFor } from '@tintype/testing';
import type { Mail, TestAnswer, TestPerson, TestRequest } from '@tintype/testing';
import { engineOutput, root } from './engine.ts';

const run = promisify(execFile);
const project = process.env['COMPOSE_PROJECT_NAME'] ?? 'tintype-test';

/** The services that run twice. */
export const replicated = ['auth', 'media', 'posts', 'notifications'] as const;

/** Tintype in containers, in a folder of its own, as `make up` starts it. */
export interface Installation {
  readonly url: string;
  readonly home: string;
  call(path: string, request?: TestRequest): Promise<TestAnswer>;
  mailbox(filter?: { to?: string }): Promise<Mail[]>;
  signUp(name?: string): Promise<TestPerson>;
  upload(person: TestPerson): Promise<{ id: string; variants: { name: string; url: string }[] }>;
  publish(
    person: TestPerson,
    details?: { caption?: string; visibility?: string },
  ): Promise<{ id: string; photo: string }>;
  /** Ids of a service's containers, in the order of their names. */
  containers(service: string): Promise<string[]>;
  ready(container: string): Promise<void>;
  /** Runs one of the scripts behind `make` for this installation; answers what it wrote. */
  script(name: string, environment?: Record<string, string>): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts it; whatever an earlier run left behind is removed first. INSTALLATION, PORT and COMPOSE_PROJECT_NAME name one that
 * runs already and stays as it is, but for what the tests do to it.
 */
export async function startInstallation(): Promise<Installation> {
  const running = process.env['INSTALLATION'];
  const home = running ?? (await mkdtemp(join(tmpdir(), 'tintype-containers-')));
  const port = running === undefined ? await freePort() : Number(process.env['PORT'] ?? 8080);
  const url = `http://localhost:${port}`;
  const environment = {
    ...process.env,
    INSTALLATION: home,
    COMPOSE_PROJECT_NAME: project,
    PORT: String(port),
    PUBLIC_URL: url,
    NODE_OPTIONS: '',
    SKIP_SETUP: '1',
  };
  const script: Installation['script'] = async (name, more) => {
    try {
      const { stdout } = await run(join(root, 'scripts', name), {
        cwd: root,
        env: { ...environment, ...more },
        maxBuffer: 64 * 1024 * 1024,
      });
      return stdout;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`${name} failed:\n${stdout}${stderr}`, { cause: error });
    }
  };
  if (running === undefined) {
    await removeAll();
    await script('up');
  }

  const { json: call } = createCaller(url);
  const mailbox: Installation['mailbox'] = async ({ to } = {}) => {
    const { body } = await call('/mailbox.json');
    return (body as Mail[]).filter((mail) => to === undefined || mail.to === to);
  };
  const upload: Installation['upload'] = async (person) => {
    const answer = await call('/api/photos', { as: person, body: await photoForm() });
    return expectStatus(answer, 201) as Awaited<ReturnType<Installation['upload']>>;
  };
  return {
    url,
    home,
    call,
    mailbox,
    script,
    upload,
    signUp: (name) => signUpPerson(call, mailbox, name === undefined ? {} : { name }),
    publish: async (person, details = {}) => {
      const photo = await upload(person);
      const json = { photos: [{ id: photo.id, alt: 'a drawing' }], caption: '', visibility: 'public', ...details };
      const post = expectStatus(await call('/api/posts', { as: person, json }), 201) as {
        id: string;
        photos: { variants: { url: string }[] }[];
      };
      return { id: post.id, photo: post.photos[0]?.variants[0]?.url ?? '' };
    },
    containers: (service) => containersOf(service),
    ready: (container) =>
      waitFor(
        () =>
          engineOutput('exec', container, 'node', 'healthcheck.ts').then(
            () => true,
            () => false,
          ),
        `${container} to be ready`,
        90_000,
      ),
    close: async () => {
      if (running !== undefined) {
        return;
      }
      await removeAll();
      // The stores' files belong to users that exist inside containers only.
      await engineOutput(
        'run',
        '--rm',
        '--user',
        '0:0',
        '-v',
        `${home}:/home`,
        'tintype/local-aws',
        'rm',
        '-rf',
        '/home/dump',
      );
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** A form with a drawn photo, as the pages send it. */
export async function photoForm(): Promise<FormData> {
  const form = new FormData();
  form.append('image', new Blob([new Uint8Array(await drawPhoto())], { type: 'image/jpeg' }), 'photo.jpg');
  return form;
}

function expectStatus(answer: TestAnswer, status: number): unknown {
  if (answer.status !== status) {
    throw new Error(`expected ${status}, got ${answer.status}: ${answer.text}`);
  }
  return answer.body;
}

async function containersOf(service?: string, isRunning = true): Promise<string[]> {
  const filters = [`label=com.docker.compose.project=${project}`];
  if (service !== undefined) {
    filters.push(`label=com.docker.compose.service=${service}`);
  }
  const list = await engineOutput(
    'ps',
    ...(isRunning ? [] : ['-a']),
    ...filters.flatMap((filter) => ['--filter', filter]),
    '--format',
    '{{.Names}} {{.ID}}',
  );
  return list
    .split('\n')
    .filter((line) => line !== '')
    .toSorted()
    .map((line) => line.split(' ')[1] ?? '');
}

async function removeAll(): Promise<void> {
  const ids = await containersOf(undefined, false);
  if (ids.length > 0) {
    await engineOutput('rm', '-f', '-t', '1', ...ids).catch(() => engineOutput('rm', '-f', ...ids));
  }
  for (const volume of ['nginx', 'rabbitmq']) {
    await engineOutput('volume', 'rm', `${project}_${volume}`).catch(() => undefined);
  }
  await engineOutput('network', 'rm', `${project}_default`).catch(() => undefined);
  await sleep(200);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
