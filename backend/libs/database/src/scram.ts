import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

// What Postgres itself takes.
const iterations = 4096;
const saltBytes = 16;

/**
 * What Postgres keeps of a password. Computed here, the password is in no statement, so in no log of the server either.
 * For printable ASCII only: other text would have to be prepared first (RFC 4013).
 */
export function scramVerifier(password: string): string {
  const salt = randomBytes(saltBytes);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const hmac = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  const serverKey = hmac('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
