import { generateKeyPair, randomBytes, randomInt } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readOrCreate } from '../storage/read-or-create.ts';

/** What makes this installation itself: generated at the first start, the same ever after. */
export interface Installation {
  region: string;
  accountId: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  userPool: { id: string; clientId: string };
  signingKey: string;
}

const digits = '0123456789';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = upper.toLowerCase();

function randomText(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

function generateIdentity(): string {
  const region = 'us-east-1';
  return JSON.stringify({
    region,
    accountId: '000000000000',
    credentials: {
      accessKeyId: `LOCAL${randomText(upper + digits, 15)}`,
      secretAccessKey: randomBytes(30).toString('base64'),
    },
    userPool: {
      id: `${region}_${randomText(upper + lower + digits, 9)}`,
      clientId: randomText(lower + digits, 26),
    },
  });
}

async function generateSigningKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Reads the installation from the data directory, or makes a new one there. */
export async function loadInstallation(dataDirectory: string): Promise<Installation> {
  const [identity, signingKey] = await Promise.all([
    readOrCreate(join(dataDirectory, 'installation.json'), generateIdentity),
    readOrCreate(join(dataDirectory, 'signing-key.pem'), generateSigningKey),
  ]);
  return { ...(JSON.parse(identity) as Omit<Installation, 'signingKey'>), signingKey };
}
