import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from './problem.ts';

/** The root of the repository. */
export const repository = fileURLToPath(new URL('../../', import.meta.url));

/** What was asked for: every verb reads its words here and nowhere else. */
export interface Settings {
  /** The environment, one of the folders of iac/environments. */
  readonly environment: string;
  readonly region: string;
  /** Terraform's folder of this environment. */
  readonly folder: string;
  /** Where plans, certificates and the like are kept between two steps; never committed. */
  readonly workFolder: string;
  /** Whether questions are answered with yes. */
  readonly isSure: boolean;
  /** Steps to leave out, by name. */
  readonly skipped: ReadonlySet<string>;
  word(name: string): string | undefined;
}

/** Reads ENV, YES, SKIP and the region; says what is missing or unknown. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const word = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const known = readdirSync(join(repository, 'iac/environments'));
  const name = word('ENV');
  if (name === undefined || !known.includes(name)) {
    throw new Problem(
      name === undefined ? 'Which environment? ENV is not set.' : `There is no environment "${name}".`,
      `Say ENV=${known.join(' or ENV=')}.`,
    );
  }
  const folder = join(repository, 'iac/environments', name);
  return {
    environment: name,
    region: regionOf(folder, word('AWS_REGION') ?? word('AWS_DEFAULT_REGION')),
    folder,
    workFolder: word('OPERATIONS_DIR') ?? join(folder, '.operations'),
    isSure: word('YES') === '1',
    skipped: new Set(word('SKIP')?.split(/[\s,]+/)),
    word,
  };
}

const assigned = /^\s*region\s*=\s*"([^"]+)"/m;
const byDefault = /variable "region" \{[^}]*default\s*=\s*"([^"]+)"/;

// The environment's own files decide: a region left over in a shell must not set a second Tintype up elsewhere.
function regionOf(folder: string, fromShell: string | undefined): string {
  const values = join(folder, 'terraform.tfvars');
  const chosen = existsSync(values) ? assigned.exec(readFileSync(values, 'utf8'))?.[1] : undefined;
  if (chosen !== undefined && fromShell !== undefined && chosen !== fromShell) {
    throw new Problem(
      `AWS_REGION is ${fromShell}, but terraform.tfvars of this environment says ${chosen}.`,
      'Unset AWS_REGION, or change the file if the environment is really meant to be elsewhere.',
    );
  }
  const standard = byDefault.exec(readFileSync(join(folder, 'variables.tf'), 'utf8'))?.[1];
  const region = chosen ?? fromShell ?? standard;
  if (region === undefined) {
    throw new Problem('No region is set.', `Write region = "eu-central-1" (or yours) into ${values}.`);
  }
  return region;
}

/** A number given as a word, or undefined; anything else is refused. */
export function readNumber(settings: Settings, name: string): number | undefined {
  const text = settings.word(name);
  if (text !== undefined && !/^\d+$/.test(text)) {
    throw new Problem(`${name}=${text} is not a number.`, `Say ${name}=4, for example.`);
  }
  return text === undefined ? undefined : Number(text);
}
