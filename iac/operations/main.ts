// Runs one verb of the operations on AWS. usage: node iac/operations/main.ts <verb>; the rest comes from the environment.
import { backup } from './backup.ts';
import { deploy } from './deploy.ts';
import { destroy } from './destroy.ts';
import { images } from './images.ts';
import { logs } from './logs.ts';
import { plan } from './plan.ts';
import { Problem, explain } from './problem.ts';
import { restore } from './restore.ts';
import { scale } from './scale.ts';
import { smoke } from './smoke.ts';
import { status } from './status.ts';
import { closeTerminal } from './terminal.ts';

const verbs: Readonly<Record<string, () => Promise<void>>> = {
  backup,
  deploy,
  destroy,
  images,
  logs,
  plan,
  restore,
  scale,
  smoke,
  status,
};

try {
  const [name = ''] = process.argv.slice(2);
  const verb = verbs[name];
  if (!verb) {
    throw new Problem(`There is no "${name}".`, `Say one of ${Object.keys(verbs).join(', ')}.`);
  }
  await verb();
} catch (error) {
  const { message, next } = explain(error);
  process.stderr.write(`\n${message}\n${next}\n`);
  process.exitCode = 1;
}
closeTerminal();
