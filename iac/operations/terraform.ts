import { join } from 'node:path';
import { Problem } from './problem.ts';
import { lastLines, run } from './run.ts';
import type { Ended } from './run.ts';

const needed = [1, 11] as const;

const install = new Problem(
  'Terraform is not installed.',
  `Install ${needed.join('.')} or newer: https://developer.hashicorp.com/terraform/install`,
);

/** Refuses to go on without a Terraform that is new enough: state locking in S3 came with 1.11. */
export async function checkTerraform(): Promise<void> {
  const { output } = await run('terraform', ['version', '-json'], { missing: install });
  const version = /"terraform_version":\s*"(\d+)\.(\d+)\.[^"]*"/.exec(output);
  const [major, minor] = [Number(version?.[1] ?? 0), Number(version?.[2] ?? 0)];
  if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
    throw new Problem(
      `Terraform ${major}.${minor} is too old: state locking in S3 needs ${needed.join('.')}.`,
      'Install a newer one: https://developer.hashicorp.com/terraform/install',
    );
  }
}

/** Terraform in one folder. */
export interface Terraform {
  readonly folder: string;
  /** Runs a subcommand that has to succeed. */
  must(given: readonly string[], onLine?: (line: string) => void): Promise<string>;
  /** Plans into a file; whether there is anything to do. */
  plan(file: string, given: readonly string[]): Promise<boolean>;
  /** Applies exactly that file, telling each event as it comes. */
  apply(file: string, onEvent: (event: ApplyEvent) => void): Promise<void>;
}

/** One line of `terraform apply -json`, as far as it is used. */
export interface ApplyEvent {
  readonly type: string;
  readonly hook?: { readonly resource?: { readonly addr?: string }; readonly action?: string };
  readonly diagnostic?: {
    readonly severity: string;
    readonly summary: string;
    readonly detail?: string;
    readonly address?: string;
  };
}

/** Terraform in one folder, without questions and colours. */
export function createTerraform(folder: string): Terraform {
  // Regions are told as variables; what the shell has must not speak into backends.
  const start = (given: readonly string[], onLine?: (line: string) => void): Promise<Ended> =>
    run('terraform', [`-chdir=${folder}`, ...given], {
      env: { TF_IN_AUTOMATION: '1', TF_INPUT: '0' },
      missing: install,
      ...(onLine && { onLine }),
    });
  return {
    folder,
    must: async (given, onLine) => {
      const ended = await start([...given], onLine);
      if (ended.code !== 0) {
        throw failure(given[0] ?? '', folder, `${ended.output}\n${ended.errors}`);
      }
      return ended.output;
    },
    plan: async (file, given) => {
      const ended = await start(['plan', '-no-color', '-input=false', '-detailed-exitcode', `-out=${file}`, ...given]);
      if (ended.code !== 0 && ended.code !== 2) {
        throw failure('plan', folder, ended.errors);
      }
      return ended.code === 2;
    },
    apply: async (file, onEvent) => {
      const problems: string[] = [];
      const ended = await start(['apply', '-json', '-input=false', file], (line) => {
        const event = parseEvent(line);
        if (event?.diagnostic?.severity === 'error') {
          const { address, summary, detail } = event.diagnostic;
          problems.push(`Error: ${address === undefined ? '' : `${address}: `}${summary}\n${detail ?? ''}`);
        }
        if (event) {
          onEvent(event);
        }
      });
      if (ended.code !== 0) {
        throw failure('apply', folder, problems.join('\n') || ended.errors);
      }
    },
  };
}

function parseEvent(line: string): ApplyEvent | undefined {
  try {
    return JSON.parse(line) as ApplyEvent;
  } catch {
    return undefined;
  }
}

/** What Terraform's words mean, and what to do next. */
function failure(verb: string, folder: string, text: string): Problem {
  const lock = /Error acquiring the state lock/.test(text);
  if (lock) {
    const field = (name: string): string =>
      new RegExp(`^[^\\w]*${name}:\\s+(.+)$`, 'm').exec(text)?.[1]?.trim() ?? 'unknown';
    return new Problem(
      `Somebody is changing this environment just now: ${field('Who')}, since ${field('Created')} (${field('Operation')}).`,
      `Wait until that has ended. If it died, take its lock away: terraform -chdir=${folder} force-unlock ${field('ID')}`,
    );
  }
  if (/Saved plan is stale/.test(text)) {
    return new Problem(
      'The environment has changed since it was planned.',
      'Run the same command again; it plans anew.',
    );
  }
  if (/inconsistent final plan/.test(text)) {
    // Such as the secret of a restored database, which RDS names only once it is made.
    const address = /expanding the plan for (\S+)/.exec(text)?.[1] ?? 'Something';
    return new Problem(
      `${address} became different from its plan, because something that it depends on changed on the way.`,
      'Run the same command again: it plans with what is known now.',
    );
  }
  if (/Failed to query available provider packages|Failed to install provider/.test(text)) {
    return new Problem(
      `Terraform cannot get its AWS provider:\n${lastLines(text, 8)}`,
      'It comes from registry.terraform.io: check the network, or the mirror that TF_CLI_CONFIG_FILE names.',
    );
  }
  if (/ExpiredToken|security token included in the request is expired/.test(text)) {
    return new Problem(
      'The AWS credentials have expired on the way.',
      'Sign in again and run the same command: it goes on from there.',
    );
  }
  const errors = text.slice(Math.max(0, text.search(/Error:/)));
  return new Problem(
    `terraform ${verb} failed:\n${lastLines(errors, 30)}`,
    verb === 'apply'
      ? 'What was made is kept in the state: put the cause right and run the same command again, it goes on from there.'
      : 'Put the cause right and run the same command again.',
  );
}

/** The file of a plan in the work folder. */
export const planFile = (workFolder: string, name: string): string => join(workFolder, `${name}.tfplan`);
