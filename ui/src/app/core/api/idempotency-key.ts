/** A key under which a repeated request is known to be the same one. */
export function newIdempotencyKey(): string {
  // `randomUUID` is missing where a server on the local network is opened without TLS.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
