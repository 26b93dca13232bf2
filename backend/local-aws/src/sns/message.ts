import { invalidParameter } from './errors.ts';
import type { Protocol } from './subscriptions.ts';

/** A message that may be published. */
export interface OutgoingMessage {
  subject: string | undefined;
  text: (protocol: Protocol) => string;
}

const longestBytes = 262_144;

/** Subjects are mail headers: up to 100 printable ASCII characters that do not begin with a space. */
export function assertSubject(subject: string): void {
  if (!/^[\x21-\x7e][\x20-\x7e]{0,99}$/.test(subject)) {
    throw invalidParameter('Subject');
  }
}

function parseStructure(message: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    throw invalidParameter('Message Structure - JSON message body failed to parse');
  }
  if (typeof parsed !== 'object' || parsed === null || !('default' in parsed) || typeof parsed.default !== 'string') {
    throw invalidParameter('Message Structure - No default entry in JSON message body');
  }
  return parsed as Record<string, unknown>;
}

/** Checks subject, message and structure, as Publish gets them. */
export function parseMessage(
  message: string | undefined,
  subject: string | undefined,
  structure: string | undefined,
): OutgoingMessage {
  if (message === undefined || message === '') {
    throw invalidParameter('Empty message');
  }
  if (Buffer.byteLength(message) + Buffer.byteLength(subject ?? '') > longestBytes) {
    throw invalidParameter('Message too long');
  }
  if (subject !== undefined) {
    assertSubject(subject);
  }
  if (structure === undefined) {
    return { subject, text: () => message };
  }
  if (structure !== 'json') {
    throw invalidParameter('MessageStructure');
  }
  const parts = parseStructure(message);
  return {
    subject,
    text: (protocol) => {
      const part = parts[protocol] ?? parts['default'];
      return typeof part === 'string' ? part : JSON.stringify(part);
    },
  };
}
