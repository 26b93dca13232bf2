import type { IncomingHttpHeaders } from 'node:http';

/** Encodes as Signature Version 4 wants it: everything but the unreserved characters of RFC 3986. */
export function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function canonicalPath(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeStrictly(decode(segment)))
    .join('/');
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return `${encodeStrictly(decode(name))}=${encodeStrictly(decode(value.join('=')))}`;
    })
    .sort((a, b) => (a < b ? -1 : 1))
    .join('&');
}

function headerValue(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return (Array.isArray(value) ? value.join(',') : (value ?? '')).trim().replace(/ +/g, ' ');
}

/** The text that both sides hash: what the caller signed, rebuilt from what arrived. */
export function canonicalRequest(
  request: { method: string; target: string; headers: IncomingHttpHeaders },
  signedHeaders: readonly string[],
  payloadHash: string,
): string {
  const [path = '/', ...query] = request.target.split('?');
  return [
    request.method,
    canonicalPath(path),
    canonicalQuery(query.join('?')),
    ...signedHeaders.map((name) => `${name}:${headerValue(request.headers, name)}`),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}
