import { generateKeyPair, randomBytes, randomInt } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readOrCreate } from '../storage/read-or-create.ts';

/** By which names and keys an installation is known to those who call it. */
export interface Identity {
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  userPool: { id: string; clientId: string };
}

/** What makes this installation itself: generated at the first start, the same ever after. */
export interface Installation extends Identity {
  accountId: string;
  signingKey: string;
}

const accountId = '000000000000';

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

/** Reads the installation from the data directory, or makes a new one there; a given identity is taken as it is. */
export async function loadInstallation(dataDirectory: string, given?: Identity): Promise<Installation> {
  const [identity, signingKey] = await Promise.all([
    given ?? readOrCreate(join(dataDirectory, 'installation.json'), generateIdentity).then(parseIdentity),
    readOrCreate(join(dataDirectory, 'signing-key.pem'), generateSigningKey),
  ]);
  return { ...identity, accountId, signingKey };
}

const parseIdentity = (text: string): Identity => JSON.parse(text) as Identity;
