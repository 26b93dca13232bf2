import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a refresh cookie says: which session, how often it was refreshed, and Cognito's refresh token. */
export interface RefreshCookie {
  readonly personId: string;
  readonly sessionId: string;
  readonly refreshes: number;
  readonly refreshToken: string;
}

/** Writes and reads refresh cookies: `<person>.<session>.<n>.<mac>.<Cognito refresh token>`. */
export interface CookieSigner {
  write(cookie: RefreshCookie): string;
  /** Undefined when the cookie was not made here. */
  read(value: string | undefined): RefreshCookie | undefined;
}

/** The mac is an HMAC-SHA256 over the first three parts, so that the store holds nothing worth stealing. */
export function createCookieSigner(key: string): CookieSigner {
  const mac = (text: string): string => createHmac('sha256', key).update(`refresh:${text}`).digest('base64url');
  return {
    write: ({ personId, sessionId, refreshes, refreshToken }) => {
      const text = `${personId}.${sessionId}.${refreshes}`;
      return `${text}.${mac(text)}.${refreshToken}`;
    },
    read: (value) => {
      const [, personId, sessionId, refreshes, given, refreshToken] =
        /^([\w-]{36})\.([\w-]{36})\.(\d{1,9})\.([\w-]{43})\.(.{1,3500})$/.exec(value ?? '') ?? [];
      if (!personId || !sessionId || !refreshes || !given || !refreshToken) {
        return undefined;
      }
      const isOurs = timingSafeEqual(Buffer.from(given), Buffer.from(mac(`${personId}.${sessionId}.${refreshes}`)));
      return isOurs ? { personId, sessionId, refreshes: Number(refreshes), refreshToken } : undefined;
    },
  };
}
