import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

/** A program of ours as a process of its own, as containers run it. */
export interface Program {
  /** What it has printed so far. */
  output(): string;
  /** Resolves with its exit code, or null when a signal ended it. */
  readonly exited: Promise<number | null>;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

/** A service as a process of its own. */
export interface ServiceProcess extends Program {
  readonly url: string;
  /** The status of an answer, or undefined when there is none. */
  status(path: string): Promise<number | undefined>;
}

const backend = new URL('../../../', import.meta.url);

const running = new Set<Program>();

/** Ends every program that a test file left running: call it in `afterAll`, or a failed test keeps jest waiting. */
export async function endPrograms(): Promise<void> {
  await Promise.all([...running].map((program) => program.kill('SIGKILL')));
}

/** Runs a file of the backend with these variables and no others. */
export function runProgram(file: string, environment: Readonly<Record<string, string>>): Program {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL(file, backend))],
    {
      env: { PATH: process.env['PATH'], ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let printed = '';
  child.stdout.on('data', (data) => (printed += String(data)));
  child.stderr.on('data', (data) => (printed += String(data)));
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const program: Program = {
    output: () => printed,
    exited,
    kill: async (signal) => {
      child.kill(signal);
      return exited;
    },
  };
  running.add(program);
  void exited.then(() => running.delete(program));
  return program;
}

/** Starts a service; whether it gets ready is for the test to see. */
export async function spawnService(
  name: string,
  environment: Readonly<Record<string, string>>,
): Promise<ServiceProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = runProgram(`services/${name}/src/main.ts`, {
    HOST: '127.0.0.1',
    GRPC_HOST: '127.0.0.1',
    GRPC_PORT: '0',
    ...environment,
    PORT: String(port),
  });
  return {
    ...program,
    url,
    status: (path) =>
      fetch(url + path).then(
        async (answer) => {
          await answer.arrayBuffer();
          return answer.status;
        },
        () => undefined,
      ),
  };
}

/** The variables by which a service of its own process finds local-aws. */
export function awsEnvironment(aws: {
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly endpoints: Readonly<Record<'s3' | 'sns' | 'dynamodb' | 'cognito', string>>;
}): Record<string, string> {
  return {
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_S3: aws.endpoints.s3,
    AWS_ENDPOINT_URL_SNS: aws.endpoints.sns,
    AWS_ENDPOINT_URL_DYNAMODB: aws.endpoints.dynamodb,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: aws.endpoints.cognito,
    CREATE_TABLES: '1',
  };
}

/** A port of the loopback interface that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
