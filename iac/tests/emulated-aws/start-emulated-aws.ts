// An emulated AWS for Terraform, the SDKs and the AWS command line.
// usage: node iac/tests/emulated-aws/start-emulated-aws.ts [port]      runs until Ctrl-C; prints the variables to set
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPython, findTerraform } from './find-tools.ts';

/** An AWS of its own in one process; all of it is gone when it stops. */
export interface EmulatedAws {
  readonly url: string;
  /** What Terraform and the SDKs need to find it. */
  readonly env: Record<string, string>;
  /** What it has printed, such as the operations that it lacks. */
  log(): string;
  stop(): Promise<void>;
}

const startTries = 300;
const answered = /^.*"(GET|POST|PUT|DELETE|HEAD|PATCH) .*" [1-4]\d\d -\n/gm;

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Starts one and waits until it answers. */
export async function startEmulatedAws(python: string, wantedPort?: number): Promise<EmulatedAws> {
  const port = wantedPort ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(python, [join(import.meta.dirname, 'serve.py'), '-H', '127.0.0.1', '-p', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PYTHONDONTWRITEBYTECODE: '1',
      // The policies that AWS manages are attached to roles by name.
      MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
      // A certificate is there after a second, not after a minute.
      MOTO_ACM_VALIDATION_WAIT: '1',
    },
  });
  let log = '';
  const add = (data: Buffer) => {
    log += data.toString();
  };
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  const ended = once(child, 'exit');
  process.once('exit', () => child.kill());
  const stop = async () => {
    child.kill();
    await ended;
  };
  for (let tries = 0; tries < startTries && child.exitCode === null; tries += 1) {
    const answer = await fetch(`${url}/moto-api/`).catch(() => undefined);
    if (answer?.ok === true) {
      const env = {
        AWS_ENDPOINT_URL: url,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_REGION: 'eu-central-1',
        AWS_DEFAULT_REGION: 'eu-central-1',
      };
      // One line a request would hide what went wrong.
      return { url, env, log: () => log.replace(answered, ''), stop };
    }
    await sleep(100);
  }
  await stop();
  throw new Error(`The emulated AWS does not start:\n${log}`);
}

async function main(port: number | undefined): Promise<void> {
  const [python, terraform] = await Promise.all([findPython(), findTerraform()]);
  if ('missing' in python) {
    process.stdout.write(`${python.missing}\n`);
    process.exitCode = 1;
    return;
  }
  const aws = await startEmulatedAws(python.found, port);
  const variables = { ...aws.env, ...('found' in terraform ? terraform.found.env : {}) };
  process.stdout.write(
    `${Object.entries(variables)
      .map(([name, value]) => `export ${name}=${value}`)
      .join('\n')}\n`,
  );
  process.once('SIGINT', () => void aws.stop());
  process.once('SIGTERM', () => void aws.stop());
}

if (import.meta.main) {
  await main(process.argv[2] === undefined ? undefined : Number(process.argv[2]));
}
