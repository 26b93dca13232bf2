import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnTintype } from '@tintype/testing';

let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'tintype-start-'));
});
afterAll(() => rm(dataDirectory, { recursive: true, force: true }));

describe('the embedded start', () => {
  it('says where everything is, and stops cleanly when it is told to', async () => {
    const app = await spawnTintype({ dataDirectory });
    expect(app.output()).toContain(`Open       ${app.url}`);
    expect(app.output()).toContain(`Mailbox    ${app.url}/mailbox`);
    expect(app.output()).toContain(`Data       ${dataDirectory}`);
    await expect(app.stop()).resolves.toBe(0);
    expect(app.output()).toContain('Stopped. Everything is kept.');
    await expect(fetch(app.url)).rejects.toThrow();
  });

  it('refuses a second one on the same data, and leaves the first alone', async () => {
    const first = await spawnTintype({ dataDirectory });
    await expect(spawnTintype({ dataDirectory })).rejects.toThrow(/already running .* DATA_DIR/s);
    await expect(first.fetch('/readyz')).resolves.toMatchObject({ status: 200 });
    await first.stop();
  });

  it('takes the next port where the first is taken', async () => {
    const holder = createServer();
    await new Promise<void>((done) => {
      holder.listen(0, '127.0.0.1', done);
    });
    const { port } = holder.address() as AddressInfo;
    const app = await spawnTintype({ dataDirectory, env: { PORT: String(port) } });
    const taken = Number(new URL(app.url).port);
    expect(taken).toBeGreaterThan(port);
    expect(taken).toBeLessThanOrEqual(port + 100);
    await app.stop();
    holder.close();
  });

  it('is reached from this machine only', async () => {
    const app = await spawnTintype({ dataDirectory });
    const tcp = await readFile(`/proc/${app.processId}/net/tcp`, 'utf8').catch(() => '');
    const port = Number(new URL(app.url).port).toString(16).toUpperCase().padStart(4, '0');
    const listening = tcp.split('\n').filter((line) => line.includes(`:${port} `) && / 0A /.test(line));
    expect(listening.map((line) => line.trim().split(/\s+/)[1])).toEqual([`0100007F:${port}`]);
    await app.stop();
  });

  it('keeps its secrets to itself', async () => {
    for (const file of ['secrets.json', 'postgres/password']) {
      expect([file, ((await stat(join(dataDirectory, file))).mode & 0o077).toString(8)]).toEqual([file, '0']);
    }
  });

  it.each([
    [{ PORT: 'eighty' }, /PORT/],
    [{ PORT: '99999', LOG_LEVEL: 'loud' }, /PORT.*LOG_LEVEL/s],
    [{ NODE_ENV: 'production' }, /for laptops/],
  ])('refuses the configuration %j before it touches anything', async (env, message) => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'tintype-config-'));
    await expect(spawnTintype({ dataDirectory: elsewhere, env: env as Record<string, string> })).rejects.toThrow(
      message,
    );
    expect(await readdir(elsewhere)).toEqual([]);
    await rm(elsewhere, { recursive: true });
  });

  it('fills an empty data directory with the demo, goes on with it after an interruption, and doubles nothing', async () => {
    const demoDirectory = await mkdtemp(join(tmpdir(), 'tintype-demo-'));
    const demoOf = async (until: number): Promise<string[]> => {
      const app = await spawnTintype({ dataDirectory: demoDirectory, env: { DEMO: '1' } });
      expect(app.output()).toContain('sign in as june@tintype.example');
      let captions: string[] = [];
      const deadline = Date.now() + 90_000;
      while (captions.length < until && Date.now() < deadline) {
        const { body } = await app.fetch('/api/discover?limit=100');
        captions = body.items.map((item: { caption: string }) => item.caption);
        await new Promise((done) => setTimeout(done, 200));
      }
      await app.kill();
      return captions;
    };
    const before = await demoOf(2);
    const after = await demoOf(before.length + 2);
    expect(after.length).toBeGreaterThan(before.length);
    expect(new Set(after).size).toBe(after.length);
    await rm(demoDirectory, { recursive: true, force: true });
  }, 240_000);
});
