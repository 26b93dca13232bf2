import { X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Certificates that are no longer valid, or no certificates at all, would lock the services out of their database. */
export function checkCertificates(text: string, now = new Date()): string {
  const valid = (text.match(block) ?? []).filter((pem) => new Date(new X509Certificate(pem).validTo) > now);
  if (valid.length === 0) {
    throw new Error('holds no certificate that is still valid');
  }
  return text;
}

/**
 * The authorities that sign RDS's certificates in this region, as AWS publishes them. Fetched anew each time, since AWS adds
 * some; the last answer is kept for when the trust store cannot be reached. CERTIFICATES=<file> is taken instead.
 */
export async function databaseCertificates(settings: Settings, tell: (text: string) => void): Promise<string> {
  const { region, workFolder } = settings;
  const given = settings.word('CERTIFICATES');
  if (given !== undefined) {
    tell(given);
    return checkCertificates(await readFile(given, 'utf8'));
  }
  const kept = join(workFolder, `rds-${region}.pem`);
  const address = `https://truststore.pki.rds.amazonaws.com/${region}/${region}-bundle.pem`;
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(15_000) });
    if (!response.ok) {
      throw new Error(`answered ${response.status}`);
    }
    const text = checkCertificates(await response.text());
    await writeFile(kept, text);
    tell(address);
    return text;
  } catch (error) {
    const last = await readFile(kept, 'utf8').catch(() => undefined);
    if (last === undefined) {
      throw new Problem(
        `The certificates of RDS cannot be had: ${address} ${(error as Error).message}.`,
        'Check the network; or download that file elsewhere and say CERTIFICATES=<file>.',
      );
    }
    tell(`${kept}, as fetched last time`);
    return checkCertificates(last);
  }
}
