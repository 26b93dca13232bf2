const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Whether a page of this origin may open sockets: exactly our own origin. On a laptop the same pages answer under every
 * name of the loopback address, so there the host that was asked for counts too.
 */
export function isOwnOrigin(origin: string | undefined, host: string | undefined, publicUrl: string): boolean {
  const own = new URL(publicUrl);
  if (origin === undefined) {
    return false;
  }
  if (origin === own.origin) {
    return true;
  }
  const given = URL.canParse(origin) ? new URL(origin) : undefined;
  return (
    given !== undefined &&
    loopback.test(own.hostname) &&
    loopback.test(given.hostname) &&
    given.origin === origin &&
    given.host === host
  );
}
