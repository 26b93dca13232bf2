/** An address and, apart from it, who may use it: secrets come one by one, and an address without them may be shown. */
export interface Credentials {
  readonly url: string | undefined;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

/**
 * Puts `<prefix>_USERNAME` and `<prefix>_PASSWORD` into the address of `<prefix>_URL`. Answers what is wrong with them
 * instead, never with a value: they are secret.
 */
export function joinCredentials(prefix: string, credentials: Credentials): { url: string } | { problem: string } {
  const { url = '', username, password } = credentials;
  if (username === undefined && password === undefined) {
    return { url };
  }
  if (username === undefined || password === undefined) {
    return { problem: `${prefix}_USERNAME and ${prefix}_PASSWORD belong together: set both or none` };
  }
  const parsed = URL.parse(url);
  if (!parsed || parsed.host === '') {
    return { problem: `${prefix}_URL names no server, so it takes no ${prefix}_USERNAME and ${prefix}_PASSWORD` };
  }
  if (parsed.username !== '' || parsed.password !== '') {
    return { problem: `${prefix}_URL has credentials already: leave them out there, or do not set ${prefix}_USERNAME` };
  }
  // The setters leave percent signs as they are, and readers of the address decode them.
  parsed.username = encodeURIComponent(username);
  parsed.password = encodeURIComponent(password);
  return { url: parsed.href };
}
