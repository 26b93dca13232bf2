const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Whether a Host header names this installation. Anything else is refused, so that a page elsewhere whose name was
 * pointed at this machine (DNS rebinding) cannot talk to it.
 */
export function isOwnHost(host: string | undefined, publicUrl: string): boolean {
  return host !== undefined && (loopback.test(host) || host === new URL(publicUrl).host);
}
