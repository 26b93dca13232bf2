import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startMedia } from '../../test/media-stack.ts';
import type { MediaStack, TestPerson } from '../../test/media-stack.ts';
import { drawJpeg, drawNoise } from '../../test/pictures.ts';

let stack: MediaStack;
let person: TestPerson;
beforeAll(async () => {
  stack = await startMedia();
  person = stack.createPerson();
});
afterAll(() => stack.close());

interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** Sends bytes as they are and returns what comes back; `isCut` closes the connection right after sending. */
function send(head: Record<string, string>, body: Buffer | string, isCut = false): Promise<RawAnswer> {
  const { hostname, port } = new URL(stack.url);
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => {
      const headers = { Host: 'localhost', Authorization: `Bearer ${person.token}`, Connection: 'close', ...head };
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`POST /api/photos HTTP/1.1\r\n${lines.join('')}\r\n`);
      socket.write(body, () => isCut && socket.destroy());
    });
    socket.on('data', (data) => (text += data.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), text }));
  });
}

const type = 'multipart/form-data; boundary=XX';

function sendForm(body: string): Promise<RawAnswer> {
  return send(
    { 'Content-Type': type, 'Content-Length': String(Buffer.byteLength(body, 'latin1')) },
    Buffer.from(body, 'latin1'),
  );
}

const field = (name: string, value = 'x'): string =>
  `--XX\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name: string): string =>
  `--XX\r\nContent-Disposition: form-data; name="${name}"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\nabc\r\n`;
const end = '--XX--\r\n';

describe('a form that is not one', () => {
  const cases: Record<string, [body: string, status: number, code: string]> = {
    'two faults at once (C33)': [
      '--XX\r\nContent-Disposition: form-data; name="image"\r\n--XX--',
      400,
      'photos.malformed_form',
    ],
    'a last boundary cut short (C34)': [
      '--XX\r\nContent-Disposition: form-data; name="image"; filename=""\r\n\r\nabc\r\n--X',
      400,
      'photos.malformed_form',
    ],
    'an index of an array (C35)': [field('a[4294967294]') + field('a[]') + end, 400, 'photos.form_limit'],
    'nesting (C36)': [field(`a${'[b]'.repeat(20)}`) + end, 400, 'photos.form_limit'],
    'deep nesting (C36)': [field(`a${'[b]'.repeat(2000)}`) + end, 400, 'photos.form_limit'],
    'a prototype (C36)': [field('__proto__[x]') + end, 400, 'photos.form_limit'],
    'an empty name (C36)': [field('') + end, 400, 'photos.form_limit'],
    '10,000 fields (C36)': [field('a').repeat(10_000) + end, 400, 'photos.form_limit'],
    'a long value': [field('a', 'x'.repeat(20_000)) + end, 400, 'photos.form_limit'],
    'no file': [field('a') + end, 400, 'photos.missing_image'],
    'the wrong field': [file('picture') + end, 400, 'photos.wrong_field'],
    'two files': [file('image') + file('image') + end, 400, 'photos.wrong_field'],
    'nothing at all': ['', 400, 'photos.malformed_form'],
    'an end in the middle': [file('image').slice(0, 60), 400, 'photos.malformed_form'],
  };
  it.each(Object.entries(cases))('%s', async (_name, [body, status, code]) => {
    const answer = await sendForm(body);
    expect([answer.status, /"code":"([^"]+)"/.exec(answer.text)?.[1]]).toEqual([status, code]);
  });

  it('does not stop the next one', async () => {
    expect((await stack.upload(person, await drawJpeg())).status).toBe(201);
  });

  it('has the right type: 415 otherwise, 400 without a boundary', async () => {
    expect((await send({ 'Content-Type': 'application/json', 'Content-Length': '2' }, '{}')).status).toBe(415);
    expect((await send({ 'Content-Type': 'image/jpeg', 'Content-Length': '3' }, 'abc')).status).toBe(415);
    expect((await send({ 'Content-Type': 'multipart/form-data', 'Content-Length': '3' }, 'abc')).status).toBe(400);
  });
});

describe('a body that is too long (C39)', () => {
  it('is refused by what it announces, before it is sent', async () => {
    const started = performance.now();
    const answer = await send({ 'Content-Type': type, 'Content-Length': '10737418240' }, '');
    expect(answer.status).toBe(413);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('is refused one byte over the limit, and when it announces nothing', async () => {
    const long = Buffer.alloc(25 * 1024 * 1024 + 1, 0xff);
    const sized = await stack.upload(person, long);
    expect([sized.status, ((await sized.json()) as { code: string }).code]).toEqual([413, 'photos.too_large']);
    const head = Buffer.from(file('image').replace('abc\r\n', ''), 'latin1');
    const chunked = await stack.fetch('/api/photos', {
      as: person,
      headers: { 'Content-Type': type },
      body: new Blob([head, new Uint8Array(long), new Uint8Array(1024 * 1024)]).stream() as ReadableStream,
    });
    expect(chunked.status).toBe(413);
  });
});

describe('an upload that breaks off (C37, H12)', () => {
  it('leaves no photo, no descriptor and no memory', async () => {
    const image = await drawNoise(1500, 1000);
    const body = Buffer.concat([
      Buffer.from(file('image').replace('abc\r\n', ''), 'latin1'),
      image,
      Buffer.from(`\r\n${end}`),
    ]);
    const before = readdirSync('/proc/self/fd').length;
    const quota = async (): Promise<number> => {
      const answer = await stack.fetch('/api/photos/limits', { as: person });
      return ((await answer.json()) as { quota: { photosLeft: number } }).quota.photosLeft;
    };
    const left = await quota();
    for (let cut = 1; cut <= 100; cut += 1) {
      const part = body.subarray(0, Math.floor((body.length * cut) / 101));
      await send({ 'Content-Type': type, 'Content-Length': String(body.length) }, part, true);
    }
    await sleep(1000);
    expect(await quota()).toBe(left);
    // A hundred uploads broke off: were their descriptors kept, it would be a hundred more.
    expect(readdirSync('/proc/self/fd').length).toBeLessThan(before + 40);
    expect(await stack.metrics()).toMatch(/media_upload_bytes\{[^}]*\} 0\n/);
  });
});

describe('many uploads at once (C41)', () => {
  it('are each stored or told to wait', async () => {
    const image = await drawNoise(2000, 1500, 70);
    const answers = await Promise.all(Array.from({ length: 40 }, () => stack.upload(person, image)));
    const statuses = answers.map((answer) => answer.status);
    expect(new Set([...statuses, 201, 503])).toEqual(new Set([201, 503]));
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(20);
    for (const answer of answers.filter(({ status }) => status === 503)) {
      expect(answer.headers.get('retry-after')).toBe('3');
    }
    expect(await stack.metrics()).toMatch(/media_upload_bytes\{[^}]*\} 0\n/);
  }, 120_000);

  it('are not kept out by those whose network is slow', async () => {
    const slow = stack.createPerson();
    const { hostname, port } = new URL(stack.url);
    const sockets = Array.from({ length: 22 }, () => {
      const socket = connect(Number(port), hostname).on('error', () => undefined);
      const headers = `Authorization: Bearer ${slow.token}\r\nContent-Type: ${type}\r\nContent-Length: 1000000\r\n`;
      socket.write(`POST /api/photos HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n--XX\r\n`);
      return socket;
    });
    const image = await drawJpeg();
    await sleep(6_000);
    expect((await stack.upload(person, image)).status).toBe(201);
    sockets.forEach((socket) => socket.destroy());
  });

  it('are slowed down, a person at a time', async () => {
    const slow = await startMedia({ MEDIA_PHOTOS_PER_MINUTE: '2' });
    const [one, other] = [slow.createPerson(), slow.createPerson()];
    const image = await drawJpeg(40, 40);
    const statuses = [];
    for (const who of [one, one, one, other]) {
      statuses.push((await slow.upload(who, image)).status);
    }
    await slow.close();
    expect(statuses).toEqual([201, 201, 429, 201]);
  });
});
