import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Secrets = z.object({ grpcToken: z.string(), mediaSigningKey: z.string(), sessionKey: z.string() });

/** Secrets of one installation: made at its first start, kept in its data directory. */
export type InstallationSecrets = z.output<typeof Secrets>;

/** Reads the installation's secrets, or makes them; the file is readable by its owner only. */
export async function readSecrets(dataDirectory: string): Promise<InstallationSecrets> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o755 });
  const file = join(dataDirectory, 'secrets.json');
  const existing = await readFile(file, 'utf8').catch(() => undefined);
  if (existing !== undefined) {
    return Secrets.parse(JSON.parse(existing));
  }
  const secret = (): string => randomBytes(32).toString('base64url');
  const secrets = { grpcToken: secret(), mediaSigningKey: secret(), sessionKey: secret() };
  // Written aside and renamed, so that a start that is killed here leaves either no file or a whole one.
  await writeFile(`${file}.new`, JSON.stringify(secrets), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return secrets;
}
