import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Authorization, parseAuthorization } from './authorization-header.ts';
import { canonicalRequest } from './canonical-request.ts';

/** Who may sign, and for what. */
export interface Scope {
  region: string;
  service: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}

/** Why a signature was refused; each protocol has its own names for these. */
export type SignatureProblem = 'missing' | 'malformed' | 'wrong-scope' | 'unknown-key' | 'skewed' | 'mismatch';

const toleranceMs = 15 * 60_000;

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** The SHA-256 of a body, as signatures carry it. */
export const sha256Hex = (body: string | Buffer) => createHash('sha256').update(body).digest('hex');

function signatureTime(header: string | undefined): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(header ?? '') ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function expectedSignature(request: IncomingMessage, auth: Authorization, date: string, payload: string, scope: Scope) {
  const canonical = canonicalRequest(
    { method: request.method ?? 'GET', target: request.url ?? '/', headers: request.headers },
    auth.signedHeaders,
    payload,
  );
  const scopeText = `${auth.date}/${auth.region}/${auth.service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', date, scopeText, sha256Hex(canonical)].join('\n');
  const key = [auth.date, auth.region, auth.service, 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${scope.credentials.secretAccessKey}`,
  );
  return hmac(key, toSign);
}

/** Checks the Signature Version 4 header of a request, and answers what is wrong with it, if anything. */
export function verifySignature(
  request: IncomingMessage,
  payloadHash: string,
  scope: Scope,
): SignatureProblem | undefined {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    return 'missing';
  }
  const auth = parseAuthorization(authorization);
  const date = request.headers['x-amz-date'];
  const time = signatureTime(typeof date === 'string' ? date : undefined);
  if (auth === undefined || typeof date !== 'string' || Number.isNaN(time) || !auth.signedHeaders.includes('host')) {
    return 'malformed';
  }
  if (auth.region !== scope.region || auth.service !== scope.service || auth.date !== date.slice(0, 8)) {
    return 'wrong-scope';
  }
  if (auth.accessKeyId !== scope.credentials.accessKeyId) {
    return 'unknown-key';
  }
  if (Math.abs(Date.now() - time) > toleranceMs) {
    return 'skewed';
  }
  const expected = expectedSignature(request, auth, date, payloadHash, scope);
  return timingSafeEqual(expected, Buffer.from(auth.signature, 'hex')) ? undefined : 'mismatch';
}
