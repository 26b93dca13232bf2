import { UAParser } from 'ua-parser-js';

/** A name that a person recognises their device by: `Firefox on Windows`. */
export function deviceName(userAgent: string): string {
  const { browser, os } = UAParser(userAgent.slice(0, 500));
  const parts = [browser.name, os.name].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' on ') : 'Unknown device';
}
