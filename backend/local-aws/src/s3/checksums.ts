import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AwsError } from '../aws-error.ts';
import { badDigest, invalidRequest, notImplemented } from './errors.ts';
import type { Checksums } from './object-index.ts';

/** What was computed while the bytes went by. */
export interface Digests {
  size: number;
  md5: Buffer;
  sha256: Buffer;
  crc32: Buffer;
}

/** Computes every digest of the bytes given to `add`. */
export function createDigester() {
  const md5 = createHash('md5');
  const sha256 = createHash('sha256');
  let crc = 0;
  let size = 0;
  return {
    add: (bytes: Buffer) => {
      size += bytes.length;
      md5.update(bytes);
      sha256.update(bytes);
      crc = crc32(bytes, crc);
    },
    finish: (): Digests => {
      const crcBytes = Buffer.alloc(4);
      crcBytes.writeUInt32BE(crc);
      return { size, md5: md5.digest(), sha256: sha256.digest(), crc32: crcBytes };
    },
  };
}

const prefix = 'x-amz-checksum-';
const notAlgorithms = ['mode', 'type', 'algorithm'];

/** The value of a request header, or of a trailer. */
export type HeaderReader = (name: string) => string | undefined;

/** Refuses bytes that differ from any digest that came with them, and answers the checksums to keep. */
export function verifyDigests(digests: Digests, names: Iterable<string>, header: HeaderReader): Checksums {
  const payload = header('x-amz-content-sha256');
  if (payload !== undefined && /^[0-9a-f]{64}$/.test(payload) && payload !== digests.sha256.toString('hex')) {
    throw new AwsError(
      400,
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  const md5 = header('content-md5');
  if (md5 !== undefined && md5 !== digests.md5.toString('base64')) {
    throw badDigest('Content-MD5');
  }
  const kept: Record<string, string> = {};
  for (const name of names) {
    const algorithm = name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
    if (algorithm === undefined || notAlgorithms.includes(algorithm)) {
      continue;
    }
    if (algorithm !== 'crc32' && algorithm !== 'sha256') {
      throw notImplemented(`The checksum ${algorithm.toUpperCase()}`);
    }
    if (header(name) !== digests[algorithm].toString('base64')) {
      throw badDigest(algorithm.toUpperCase());
    }
    kept[algorithm] = digests[algorithm].toString('base64');
  }
  if (header('x-amz-sdk-checksum-algorithm') !== undefined && Object.keys(kept).length === 0) {
    throw invalidRequest(
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
  return kept;
}
