import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalAws, type Message, startLocalAws } from '../src/index.ts';

/** A running local-aws, with its mailbox on a port. */
export interface TestAws extends LocalAws {
  dataDirectory: string;
  mailboxUrl: string;
  mailTo: (to: string) => Promise<Message[]>;
  /** Errors that were the fault of local-aws. */
  troubles: unknown[];
  /** Closes it, but keeps its data. */
  halt: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Starts local-aws in a directory of its own, or in one that an earlier start left. */
export async function startForTest(earlier?: string): Promise<TestAws> {
  const dataDirectory = earlier ?? (await mkdtemp(join(tmpdir(), 'local-aws-')));
  const troubles: unknown[] = [];
  const server = createServer((req, res) => aws.mailbox(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const mailboxUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const aws = await startLocalAws({
    dataDirectory,
    publicUrl: () => mailboxUrl,
    report: (error) => troubles.push(error),
  });
  const halt = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await aws.close();
  };
  return {
    ...aws,
    dataDirectory,
    mailboxUrl,
    troubles,
    mailTo: async (to) => {
      const answer = await fetch(`${mailboxUrl}/mailbox.json?${new URLSearchParams({ to }).toString()}`);
      return (await answer.json()) as Message[];
    },
    halt,
    stop: async () => {
      await halt();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
