import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether certificates can be made here. */
export const hasOpenssl = isThere();

/** An authority and a certificate of `localhost` that it signed, as PEM texts. */
export interface TestCertificates {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** Makes an authority of its own for one test. */
export async function makeCertificates(): Promise<TestCertificates> {
  const cwd = await mkdtemp(join(tmpdir(), 'tintype-certificates-'));
  const fresh = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  try {
    await run('openssl', [...fresh, '-subj', '/CN=An authority', '-keyout', 'ca.key', '-out', 'ca.crt'], { cwd });
    const signed = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-addext', 'subjectAltName=DNS:localhost'];
    const leaf = ['-addext', 'basicConstraints=critical,CA:FALSE', '-keyout', 'server.key', '-out', 'server.crt'];
    await run('openssl', [...fresh, '-subj', '/CN=localhost', ...signed, ...leaf], { cwd });
    const [authority, certificate, key] = await Promise.all(
      ['ca.crt', 'server.crt', 'server.key'].map((name) => readFile(join(cwd, name), 'utf8')),
    );
    return { authority: authority ?? '', certificate: certificate ?? '', key: key ?? '' };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

function isThere(): boolean {
  try {
    // `req -CA` came with OpenSSL 3.
    return /^OpenSSL [3-9]/.test(execFileSync('openssl', ['version'], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}
