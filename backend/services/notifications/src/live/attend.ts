import type { RawData, WebSocket } from 'ws';
import type { Identified } from '@tintype/identity';
import type { Logger } from '@tintype/logger';
import { closeCodes, dismiss } from './connections.ts';

const heartbeatMilliseconds = 30_000;
const mostMessagesPerHeartbeat = 300;
const longestPing = 100;
// setTimeout takes no more; tokens live for minutes.
const longestTimer = 2 ** 31 - 1;

/**
 * Looks after one open socket: it ends with its token, when it goes silent, and when it talks too much. Of what a client
 * says only `{"type":"ping"}` is answered.
 */
export function attend(socket: WebSocket, person: Identified, logger: Logger): void {
  let isAlive = true;
  let messages = 0;
  const expiry = setTimeout(
    () => dismiss(socket, closeCodes.signedOut, 'Sign in again.'),
    Math.min(longestTimer, Math.max(0, person.expiresAt - Date.now())),
  );
  const heartbeat = setInterval(() => {
    if (!isAlive) {
      logger.debug('a silent socket was cut off');
      socket.terminate();
      return;
    }
    isAlive = false;
    messages = 0;
    socket.ping();
  }, heartbeatMilliseconds);
  expiry.unref();
  heartbeat.unref();

  socket.on('pong', () => (isAlive = true));
  socket.on('message', (data, isBinary) => {
    isAlive = true;
    messages += 1;
    if (messages > mostMessagesPerHeartbeat) {
      dismiss(socket, closeCodes.tooMany, 'Too many messages.');
    } else if (!isBinary && isPing(data)) {
      socket.send('{"type":"pong"}');
    }
  });
  socket.on('close', () => {
    clearTimeout(expiry);
    clearInterval(heartbeat);
  });
}

function isPing(data: RawData): boolean {
  // ws hands over one Buffer unless told otherwise.
  if (!Buffer.isBuffer(data) || data.length > longestPing) {
    return false;
  }
  try {
    const message: unknown = JSON.parse(data.toString());
    return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ping';
  } catch {
    return false;
  }
}
