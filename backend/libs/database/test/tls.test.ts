import { chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPostgres } from '../../../embedded/src/postgres/index.ts';
import type { EmbeddedPostgres } from '../../../embedded/src/postgres/index.ts';
import { createOrm } from '../src/index.ts';
import { Note } from './database.ts';
import { hasOpenssl, makeCertificates } from './certificates.ts';
import type { TestCertificates } from './certificates.ts';

const [describeHere, title] = hasOpenssl
  ? [describe, 'a database with certificates']
  : [describe.skip, 'a database with certificates (left out: OpenSSL 3 is not installed)'];

const becauseOf = (reason: RegExp) => ({ status: 503, cause: { message: expect.stringMatching(reason) } });

describeHere(title, () => {
  let dataDirectory: string;
  let postgres: EmbeddedPostgres;
  let certificates: TestCertificates;

  beforeAll(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'tintype-tls-'));
    certificates = await makeCertificates();
    // The first start makes the directory that certificate and key go into.
    await (await startPostgres({ dataDirectory })).stop();
    const cluster = join(dataDirectory, 'cluster');
    const { uid, gid } = await stat(cluster);
    for (const [name, text] of [
      ['server.crt', certificates.certificate],
      ['server.key', certificates.key],
    ] as const) {
      await writeFile(join(cluster, name), text, { mode: 0o600 });
      await chown(join(cluster, name), uid, gid);
    }
    postgres = await startPostgres({ dataDirectory, settings: { ssl: 'on' } });
  }, 60_000);
  afterAll(async () => {
    await postgres?.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  });

  /** Connects by a name and answers whether the connection is encrypted; rejects as the connection does. */
  async function isEncrypted(host: string, authorities?: string): Promise<boolean | undefined> {
    const orm = await createOrm({
      url: postgres.url('postgres').replace('127.0.0.1', host),
      certificates: authorities,
      entities: [Note],
      migrations: { list: [] },
    });
    try {
      const rows = await orm.em.execute<{ ssl: boolean }[]>('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
      return rows[0]?.ssl;
    } finally {
      await orm.close(true);
    }
  }

  it('is reached with the right authority, also among others', async () => {
    const other = await makeCertificates();
    expect(await isEncrypted('localhost', certificates.authority)).toBe(true);
    expect(await isEncrypted('localhost', other.authority + certificates.authority)).toBe(true);
  });

  it('is refused when another authority signed, whoever it says it is', async () => {
    const other = await makeCertificates();
    await expect(isEncrypted('localhost', other.authority)).rejects.toMatchObject(becauseOf(/certificate|issuer/));
  });

  it('is refused when the certificate is for another host', async () => {
    await expect(isEncrypted('127.0.0.1', certificates.authority)).rejects.toMatchObject(becauseOf(/127\.0\.0\.1/));
  });

  it('is reached as before without authorities', async () => {
    expect(await isEncrypted('localhost')).toBe(false);
  });
});
