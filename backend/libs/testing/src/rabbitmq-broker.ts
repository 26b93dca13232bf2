import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from 'rabbitmq-client';
import { freePort } from './processes.ts';

// Debian's /usr/sbin/rabbitmq-server is a wrapper that changes the account; this is the server itself.
const binary = '/usr/lib/rabbitmq/bin/rabbitmq-server';

/** Whether a RabbitMQ server is installed here. */
export const hasRabbitmq = existsSync(binary);

/** A RabbitMQ server of its own for one test file. */
export interface Broker {
  readonly url: string;
  /** The management API, when it was asked for. */
  readonly managementUrl: string;
  start(): Promise<void>;
  /**
   * Waits until new quorum queues are safe: for a second after its declaration RabbitMQ knows which files are a queue's in
   * memory only. Killed then, the queue comes back without what it had confirmed, and never chooses a leader.
   */
  settle(): Promise<void>;
  /** As if the power went: SIGKILL, nothing is flushed. Settles before. */
  kill(): Promise<void>;
  remove(): Promise<void>;
}

/** Prepares a broker with its own directory, ports, node name and port mapper, beside whatever else runs. */
export async function prepareBroker(options: { management?: boolean } = {}): Promise<Broker> {
  const home = await mkdtemp(join(tmpdir(), 'tintype-rabbitmq-'));
  const [amqp, distribution, mapper, management] = await Promise.all(Array.from({ length: 4 }, () => freePort()));
  await writeFile(join(home, 'enabled_plugins'), options.management ? '[rabbitmq_management].\n' : '[].\n');
  await writeFile(
    join(home, 'rabbitmq.conf'),
    'log.console = false\nraft.segment_max_entries = 4096\n' +
      (options.management ? `management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = ${management}\n` : ''),
  );
  const nodeName = `tintype-${process.pid}-${amqp}@localhost`;
  const environment = {
    PATH: process.env['PATH'],
    HOME: home,
    LANG: 'C.UTF-8',
    ERL_EPMD_PORT: String(mapper),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: nodeName,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(amqp),
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_MNESIA_BASE: join(home, 'mnesia'),
    RABBITMQ_LOG_BASE: join(home, 'log'),
    RABBITMQ_CONFIG_FILE: join(home, 'rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(home, 'enabled_plugins'),
    RABBITMQ_PID_FILE: join(home, 'pid'),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+S 2:2 +sbwt none -kernel inet_dist_use_interface {127,0,0,1}',
  };
  const url = `amqp://guest:guest@127.0.0.1:${amqp}`;
  const epmd = spawnWithUs(`epmd -port ${mapper} -address 127.0.0.1`, environment);
  let server: ChildProcess | undefined;

  async function end(): Promise<void> {
    await (server && killGroup(server));
    server = undefined;
  }

  const settle = (): Promise<void> => untilQueuesAreKept(join(home, 'mnesia', nodeName, 'quorum', nodeName));

  return {
    url,
    managementUrl: `http://127.0.0.1:${management}`,
    async start() {
      server = spawnWithUs(binary, environment);
      const isUp = await answers(url, 90_000);
      if (!isUp) {
        await end();
        throw new Error(
          `The broker does not start: ${await readFile(join(home, 'log', 'startup'), 'utf8').catch(() => '')}`,
        );
      }
    },
    settle,
    async kill() {
      await settle();
      await end();
    },
    async remove() {
      await end();
      await killGroup(epmd);
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Every quorum queue has a directory at once; `names.dets` says of which queue it is. */
async function untilQueuesAreKept(directory: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const entries = await readdir(directory, { withFileTypes: true });
    const register = await readFile(join(directory, 'names.dets'));
    const missing = entries.filter((entry) => entry.isDirectory() && !register.includes(entry.name));
    if (missing.length === 0) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`The broker does not keep its queues ${missing.map(({ name }) => name).join(', ')}.`);
    }
    await sleep(20);
  }
}

/**
 * Runs a command in a process group of its own that ends when this process does, however it does: the pipe to it closes
 * even when nobody is left to clean up.
 */
function spawnWithUs(command: string, env: NodeJS.ProcessEnv): ChildProcess {
  const script = `${command} </dev/null & cat >/dev/null; kill -9 0`;
  return spawn('sh', ['-c', script], { env, detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
}

async function killGroup(child: ChildProcess): Promise<void> {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    process.kill(-child.pid, 'SIGKILL');
    await ended;
  }
}

async function answers(url: string, milliseconds: number): Promise<boolean> {
  const connection = new Connection({ url, retryLow: 100, retryHigh: 300 });
  connection.on('error', () => undefined);
  try {
    await connection.onConnect(milliseconds);
  } catch {
    return false;
  }
  await connection.close();
  return true;
}
