import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

// About 50 to 80 ms of one thread of the pool; kept in each hash so that it can be raised later.
const cost = 16_384;
const blockSize = 16;
const keyLength = 32;

// Half of the default thread pool, so that a burst of sign-ins leaves threads for files.
const atOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, salt: Buffer, n: number, r: number): Promise<Buffer> {
  if (running >= atOnce) {
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      const options = { N: n, r, p: 1, maxmem: 256 * n * r };
      scrypt(password.normalize('NFC'), salt, keyLength, options, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  } finally {
    const next = waiting.shift();
    if (next) {
      // The slot passes on as it is, so nobody can slip in between.
      next();
    } else {
      running -= 1;
    }
  }
}

/** Hashes a password off the event loop. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost, blockSize);
  return `scrypt$${cost}$${blockSize}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

// Compared against when nobody has this username, so that the answer takes as long as for a real account.
const nobody = `scrypt$${cost}$${blockSize}$${Buffer.alloc(16).toString('base64url')}$${Buffer.alloc(keyLength).toString('base64url')}`;

/** Tells whether this is the password; takes the same time when there is no hash to compare with. */
export async function isPassword(password: string, hash: string = nobody): Promise<boolean> {
  const [, n, r, salt, key] = hash.split('$');
  const derived = await derive(password, Buffer.from(salt ?? '', 'base64url'), Number(n), Number(r));
  return timingSafeEqual(derived, Buffer.from(key ?? '', 'base64url'));
}
