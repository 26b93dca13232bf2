import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Terraform } from './emulated-aws/find-tools.ts';
import { run } from './run.ts';
import type { Ended } from './run.ts';

/** The repository's root. */
export const root = join(import.meta.dirname, '..', '..');

// What Terraform leaves behind, and what is no configuration.
const leftOut = new Set(['node_modules', '.terraform', '.terraform.lock.hcl', 'terraform.tfstate', 'containers']);

/** A copy of the configuration in a folder of its own: nothing that a test does touches the one that somebody applies. */
export interface Configuration {
  readonly folder: string;
  /** Runs Terraform in one folder of it, such as `environments/dev`. */
  terraform(place: string, args: readonly string[]): Promise<Ended>;
  /** As above, but a command that fails is an error with what it printed. */
  succeed(place: string, args: readonly string[]): Promise<string>;
  /** Adds a file that overrides what the configuration says, for what only an emulator needs. */
  override(place: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

/** Copies what Terraform reads, keeping the places of files to each other. */
export async function copyConfiguration(
  { program, env }: Terraform,
  more: Record<string, string> = {},
): Promise<Configuration> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-iac-'));
  const iac = join(folder, 'iac');
  await cp(join(root, 'iac'), iac, {
    recursive: true,
    filter: (source) => !leftOut.has(basename(source)) && source !== import.meta.dirname,
  });
  await mkdir(join(folder, 'backend'));
  // Terraform reads what the services and the edge have in common, such as backend/routes.json.
  for (const file of (await readdir(join(root, 'backend'))).filter((name) => name.endsWith('.json'))) {
    await cp(join(root, 'backend', file), join(folder, 'backend', file));
  }
  const terraform = (place: string, args: readonly string[]) =>
    run(program, [...args, ...(args[0] === 'show' ? [] : ['-no-color'])], {
      cwd: join(iac, place),
      env: { ...env, ...more },
      // Creating and destroying everything is mostly waiting; the rest is quick.
      limitMilliseconds: args[0] === 'apply' || args[0] === 'destroy' ? 540_000 : 220_000,
    });
  return {
    folder: iac,
    terraform,
    async succeed(place, args) {
      const { code, output } = await terraform(place, args);
      if (code !== 0) {
        // What came before is a long list of what went well.
        const problems = output.slice(Math.max(0, output.search(/^Error: /m)));
        throw new Error(`terraform ${args.join(' ')} in iac/${place} ended with ${code}:\n${problems}`);
      }
      return output;
    },
    override: (place, text) => writeFile(join(iac, place, 'emulator_override.tf'), text),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
