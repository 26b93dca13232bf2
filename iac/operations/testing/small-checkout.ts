import { execFile, spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { environmentFiles, moduleFiles } from './small-cloud.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const execute = promisify(execFile);

/** How a verb ended, and everything that it said. */
export interface Said {
  readonly code: number;
  readonly text: string;
}

/** A checkout of its own, with the operations as they are and a small cloud to work on. */
export interface SmallCheckout {
  readonly folder: string;
  /** Runs a verb as `make` does, with words such as ENV. */
  run(verb: string, words?: Readonly<Record<string, string>>, input?: string): Promise<Said>;
  write(path: string, text: string): Promise<void>;
  /** Takes a file away. */
  remove(path: string): Promise<void>;
  /** Commits what there is, and something new in any case. */
  commit(why: string): Promise<void>;
  /** What the container engine was asked. */
  askedOfEngine(): Promise<readonly string[]>;
  removeAll(): Promise<void>;
}

const copied = [
  'iac/operations',
  'iac/costs',
  'iac/bootstrap',
  'iac/modules/private-bucket',
  'iac/modules/registry',
  'iac/workloads.json',
  'iac/package.json',
  'backend/openapi.json',
  'backend/embedded/src/edge/api-reader.ts',
  'scripts/build-images',
  'scripts/lib',
];

// Small enough to be read in a test, with one file of each kind.
const pages: Readonly<Record<string, string>> = {
  'index.html': '<!doctype html><script src="main-ABCDEFG1.js"></script>',
  'main-ABCDEFG1.js': 'start()',
  'main-ABCDEFG1.js.br': 'compressed',
  'styles-ABCDEFG1.css': 'body {}',
  'ngsw.json': '{}',
  'favicon.svg': '<svg/>',
  'assets/inter-latin-ABCDEFG1.woff2': 'font',
};

/** Makes one. What the verbs find on this machine is told by the environment given here. */
export async function makeSmallCheckout(env: Readonly<Record<string, string>>): Promise<SmallCheckout> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-operations-'));
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  for (const path of copied) {
    await cp(join(root, path), join(folder, path), {
      recursive: true,
      filter: (source) => !/\.terraform|tfstate|_override\.tf|tests$/.test(source),
    });
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, keepData] of [
    ['dev', false],
    ['prod', true],
  ] as const) {
    for (const [file, text] of Object.entries(environmentFiles(name, keepData))) {
      await write(`iac/environments/${name}/${file}`, text);
    }
  }
  for (const [file, text] of Object.entries(moduleFiles)) {
    await write(`iac/modules/${file}`, text);
  }
  for (const [file, text] of Object.entries(pages)) {
    await write(`ui/dist/browser/${file}`, text);
  }
  await write(
    '.gitignore',
    'node_modules\nbin\nengine.log\n.terraform*\n*.tfstate*\n*_override.tf\n.operations\ndist\n',
  );
  // The engine of this machine: a name on the path that leads to the stand-in.
  const engine = join(root, 'iac/operations/testing/container-engine.ts');
  await write(
    'bin/podman',
    `#!/bin/sh\nexec "${process.execPath}" --disable-warning=ExperimentalWarning "${engine}" "$@"\n`,
  );
  await chmod(join(folder, 'bin/podman'), 0o755);
  const git = async (...given: string[]): Promise<string> =>
    (
      await execute('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...given], { cwd: folder })
    ).stdout.trim();
  await git('init', '-q');
  const commit = async (why: string): Promise<void> => {
    await git('add', '-A');
    await git('commit', '--allow-empty', '-qm', why);
  };
  await commit('a checkout');
  return {
    folder,
    write,
    commit,
    run: (verb, words = {}, input = '') =>
      runVerb(folder, verb, { PATH: `${folder}/bin:${process.env['PATH'] ?? ''}`, ...env, ...words }, input),
    askedOfEngine: async () =>
      (await readFile(join(folder, 'engine.log'), 'utf8').catch(() => '')).trim().split('\n').filter(Boolean),
    remove: (path) => rm(join(folder, path)),
    removeAll: () => rm(folder, { recursive: true, force: true }),
  };
}

// Of this process's environment only what programs need to run: credentials of whoever runs the tests stay out.
const passedOn = ['HOME', 'TMPDIR', 'LANG'];

function runVerb(folder: string, verb: string, words: Readonly<Record<string, string>>, input: string): Promise<Said> {
  const common = Object.fromEntries(passedOn.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  const env = {
    ...common,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    ENGINE_LOG: join(folder, 'engine.log'),
    ...words,
  };
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(folder, 'iac/operations/main.ts'), verb],
      { cwd: folder, env },
    );
    let text = '';
    child.stdout.on('data', (data: Buffer) => (text += data.toString()));
    child.stderr.on('data', (data: Buffer) => (text += data.toString()));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, text }));
  });
}
