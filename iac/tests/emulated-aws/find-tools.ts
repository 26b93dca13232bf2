import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from '../run.ts';

const provider = join('registry.terraform.io', 'hashicorp', 'aws');
const extensions = join(import.meta.dirname, 'extensions', '__init__.py');

/** A tool as it was found, or what to say about its absence. */
export type Found<T> = { readonly found: T } | { readonly missing: string };

/** Terraform, and the environment in which it finds its provider. */
export interface Terraform {
  readonly program: string;
  readonly env: Record<string, string>;
}

function findProgram(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find(existsSync);
}

async function children(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.map((name) => join(folder, name));
}

/** The first folder that holds the provider as `terraform providers mirror` lays it out. */
async function findMirror(): Promise<string | undefined> {
  const places = [
    ...(process.env['TF_PLUGIN_MIRROR'] ?? '').split(delimiter).filter((place) => place !== ''),
    join(homedir(), '.terraform.d', 'plugins'),
    '/usr/local/share/terraform/plugins',
    '/usr/share/terraform/plugins',
    ...(await children('/opt')),
  ];
  return places.find((place) => existsSync(join(place, provider)));
}

/** Settings that somebody has made already stay as they are. */
const ownSettings = existsSync(process.env['TF_CLI_CONFIG_FILE'] ?? join(homedir(), '.terraformrc'));

/** Settings of Terraform, with what it downloads in a folder that is kept between runs: the provider has 700 MB. */
async function settings(mirror: string | undefined): Promise<Record<string, string>> {
  const common = { TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' };
  if (ownSettings) {
    return common;
  }
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tintype', 'terraform');
  const plugins = join(folder, 'plugins');
  await mkdir(plugins, { recursive: true });
  if (mirror === undefined) {
    return { ...common, TF_PLUGIN_CACHE_DIR: plugins, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1' };
  }
  const file = join(folder, 'mirror.tfrc');
  await writeFile(file, `provider_installation {\n  filesystem_mirror { path = "${mirror}" }\n}\n`);
  return { ...common, TF_CLI_CONFIG_FILE: file };
}

/** Finds Terraform, and its provider in a mirror on this machine or in the registry. */
export async function findTerraform(): Promise<Found<Terraform>> {
  const program = findProgram('terraform');
  if (program === undefined) {
    return { missing: 'terraform is not installed' };
  }
  const mirror = await findMirror();
  const env = await settings(mirror);
  if (ownSettings || mirror !== undefined) {
    return { found: { program, env } };
  }
  const registry = await fetch('https://registry.terraform.io/.well-known/terraform.json').catch(() => undefined);
  return registry?.ok === true
    ? { found: { program, env } }
    : { missing: 'the aws provider of terraform is in no mirror here, and its registry cannot be reached' };
}

/** pip may have put moto into a Python of its own; its program's first line says which. */
async function pythonOfMoto(): Promise<string[]> {
  const program = findProgram('moto_server');
  const first = program === undefined ? '' : ((await readFile(program, 'utf8')).split('\n')[0] ?? '');
  return first.includes('python') ? [first.replace(/^#!\s*/, '')] : [];
}

/** Finds a Python that has moto in the version which the extensions are written for. */
export async function findPython(): Promise<Found<string>> {
  const [, wanted = ''] = /MOTO_VERSION = "(.+)"/.exec(await readFile(extensions, 'utf8')) ?? [];
  for (const python of ['python3', 'python', ...(await pythonOfMoto())]) {
    const { code, output } = await run(python, ['-c', 'import moto, moto.server; print(moto.__version__)']);
    if (code === 0 && output.trim() === wanted) {
      return { found: python };
    }
  }
  return { missing: `moto ${wanted} for Python is not installed` };
}

// What the tests of iac/ will leave out, one line each.
if (import.meta.main) {
  for (const [what, tool] of [
    ['Terraform and what is made with it', await findTerraform()],
    ['all that is applied to an emulated AWS', await findPython()],
  ] as const) {
    if ('missing' in tool) {
      process.stdout.write(`Left out: ${what} (${tool.missing}).\n`);
    }
  }
}
