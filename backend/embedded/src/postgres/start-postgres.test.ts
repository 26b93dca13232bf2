import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { EmbeddedPostgres } from './start-postgres.ts';
import { query, serverPid, Temporary } from './testing/temporary.ts';

const patience = 60_000;

describe('a started Postgres', () => {
  const temporary = new Temporary();
  let dataDirectory: string;
  let postgres: EmbeddedPostgres;

  beforeAll(async () => {
    dataDirectory = await temporary.directory();
    postgres = await temporary.start(dataDirectory);
    await postgres.ensureDatabase('posts');
  }, patience);
  afterAll(() => temporary.cleanUp());

  it('is version 17, keeps checksums and waits for the disk', async () => {
    const [row] = await query(
      postgres.url('posts'),
      `select current_setting('server_version') as version, current_setting('data_checksums') as checksums,
              current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
    );
    expect(row).toEqual({ version: expect.stringMatching(/^17\./), checksums: 'on', fsync: 'on', commit: 'on' });
  });

  it('understands the letters of every language', async () => {
    const [row] = await query(
      postgres.url('posts'),
      `select current_setting('server_encoding') as encoding, upper('žluťoučký') as upper, 'Ж' ~ '[[:alpha:]]' as letter`,
    );
    expect(row).toEqual({ encoding: 'UTF8', upper: 'ŽLUŤOUČKÝ', letter: true });
    await query(postgres.url('posts'), 'create extension pg_trgm');
    const [similar] = await query(postgres.url('posts'), `select similarity('море', 'моря') > 0.3 as alike`);
    expect(similar).toEqual({ alike: true });
  });

  it('listens on the loopback address only, and only to those who know the password', async () => {
    const [row] = await query(postgres.url('posts'), `select current_setting('listen_addresses') as addresses`);
    expect(row).toEqual({ addresses: '127.0.0.1' });
    const stranger = postgres.url('posts').replace(/:[0-9a-f]+@/, ':wrong@');
    await expect(query(stranger, 'select 1')).rejects.toThrow('password authentication failed');
  });

  it('keeps the password where only its account can read it, and leaves nothing else behind', async () => {
    expect((await stat(path.join(dataDirectory, 'password'))).mode & 0o777).toBe(0o600);
    expect((await readdir(dataDirectory)).toSorted()).toEqual(['cluster', 'password']);
  });

  it('creates a database once, however many ask for it', async () => {
    await Promise.all([1, 2, 3].map(() => postgres.ensureDatabase('chat')));
    await expect(query(postgres.url('chat'), 'select 1')).resolves.toHaveLength(1);
    await expect(postgres.ensureDatabase('x"; drop')).rejects.toThrow('cannot be the name of a database');
  });

  it('refuses a second start with the same data, naming the remedy', async () => {
    await expect(temporary.start(dataDirectory)).rejects.toThrow(/already runs.*DATA_DIR/);
    await expect(query(postgres.url('posts'), 'select 1')).resolves.toHaveLength(1);
  });
});

describe('starting and stopping', () => {
  const temporary = new Temporary();
  afterEach(() => temporary.cleanUp());

  it(
    'keeps data and password over a restart',
    async () => {
      const dataDirectory = await temporary.directory();
      const first = await temporary.start(dataDirectory);
      await query(first.url('postgres'), `create table kept as select 'here' as word`);
      await Promise.all([first.stop(), first.stop()]);
      const second = await temporary.start(dataDirectory);
      await expect(query(second.url('postgres'), 'select * from kept')).resolves.toEqual([{ word: 'here' }]);
    },
    patience,
  );

  it(
    'stops although a client is connected and busy',
    async () => {
      const postgres = await temporary.start(await temporary.directory());
      const busy = query(postgres.url('postgres'), 'select pg_sleep(60)').catch((error: unknown) => error);
      await query(postgres.url('postgres'), 'select pg_sleep(0.1)');
      await postgres.stop();
      await expect(busy).resolves.toBeInstanceOf(Error);
    },
    patience,
  );

  it(
    'says what Postgres said when it does not start',
    async () => {
      const dataDirectory = await temporary.directory();
      const started = temporary.start(dataDirectory, { settings: { shared_buffers: 'plenty' } });
      await expect(started).rejects.toThrow(/DATA_DIR[^]*invalid value for parameter "shared_buffers"/);
    },
    patience,
  );

  it(
    'reports a server that ends by itself',
    async () => {
      const dataDirectory = await temporary.directory();
      const postgres = await temporary.start(dataDirectory);
      process.kill(await serverPid(dataDirectory), 'SIGINT');
      const reason = await postgres.died;
      expect(reason.message).toMatch(/ended by itself[^]*database system is shut down/);
      await postgres.stop();
    },
    patience,
  );

  const itAsRoot = process.getuid?.() === 0 ? it : it.skip;
  itAsRoot(
    'works for root below a directory that nobody else may enter',
    async () => {
      const closed = await temporary.directory();
      await mkdir(closed, { mode: 0o700 });
      await chmod(closed, 0o700);
      const dataDirectory = path.join(closed, 'checkout', '.data', 'postgres');
      const postgres = await temporary.start(dataDirectory);
      await expect(query(postgres.url('postgres'), 'select 1')).resolves.toHaveLength(1);
      expect((await stat(path.join(dataDirectory, 'cluster'))).uid).not.toBe(0);
    },
    patience,
  );
});
