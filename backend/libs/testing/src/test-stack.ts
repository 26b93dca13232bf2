import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTintype } from '@tintype/embedded';
import type { RunningTintype, TintypeOptions } from '@tintype/embedded';
import { createCaller } from './caller.ts';
import { discardStream, recordStream } from './log-streams.ts';
import { signUpPerson } from './people.ts';
import type { AnyJson, Mail, TestAnswer, TestPerson, TestRequest } from './calls.ts';
import { drawPhoto } from './photos.ts';

/** The whole of Tintype for one test file: real stores in a directory of its own, and the front door. */
export interface TestStack {
  readonly url: string;
  readonly tintype: RunningTintype;
  fetch<T = AnyJson>(path: string, request?: TestRequest): Promise<TestAnswer<T>>;
  createPerson(options?: { handle?: string; name?: string }): Promise<TestPerson>;
  /** Uploads a drawn photo and returns the API's answer. */
  uploadPhoto(
    person: TestPerson,
    image?: Buffer,
  ): Promise<{ id: string; width: number; height: number; variants: { name: string; format: string; url: string }[] }>;
  mailbox(filter?: { to?: string }): Promise<Mail[]>;
  /** Every log line so far, as written. */
  logs(): string;
  close(): Promise<void>;
}

/** Starts a stack; close it in `afterAll`. */
export async function startTestStack(
  options: { services?: NonNullable<TintypeOptions['services']>; logLevel?: string } = {},
): Promise<TestStack> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'tintype-test-'));
  const recorded = options.logLevel ? recordStream() : discardStream();
  const tintype = await startTintype({
    dataDirectory,
    port: 0,
    nodeEnv: 'test',
    logLevel: options.logLevel ?? 'warn',
    logDestination: recorded.stream,
    ...(options.services && { services: options.services }),
  });
  const { json: call } = createCaller(tintype.url);
  const mailbox: TestStack['mailbox'] = async (filter = {}) => {
    const { body } = await call('/mailbox.json');
    return (body as Mail[]).filter((mail) => filter.to === undefined || mail.to === filter.to);
  };
  const stack: TestStack = {
    url: tintype.url,
    tintype,
    fetch: call as TestStack['fetch'],
    createPerson: (person) => signUpPerson(call, mailbox, person),
    uploadPhoto: async (person, image) => {
      const form = new FormData();
      form.append(
        'image',
        new Blob([new Uint8Array(image ?? (await drawPhoto()))], { type: 'image/jpeg' }),
        'photo.jpg',
      );
      const { status, body, text } = await call('/api/photos', { as: person, body: form });
      if (status !== 201) {
        throw new Error(`upload answered ${status}: ${text}`);
      }
      return body as Awaited<ReturnType<TestStack['uploadPhoto']>>;
    },
    mailbox,
    logs: () => recorded.text(),
    close: async () => {
      await tintype.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
  return stack;
}
