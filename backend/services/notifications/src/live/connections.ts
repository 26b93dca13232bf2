import { WebSocket } from 'ws';
import type { Identified } from '@tintype/identity';
import type { Logger } from '@tintype/logger';

/** Why the server closes a socket; 4000 and up are ours. */
export const closeCodes = { goingAway: 1001, tooSlow: 1013, signedOut: 4401, tooMany: 4429 } as const;

/** The open sockets of this replica. */
export interface Connections {
  has(personId: string): boolean;
  /** Sends a message to every socket of a person. */
  send(personId: string, message: object): void;
  /** Takes a socket in; false when the person has as many as one may have. */
  add(socket: WebSocket, person: Identified): boolean;
  remove(socket: WebSocket, person: Identified): void;
  all(): Iterable<readonly [WebSocket, Identified]>;
}

const mostPerPerson = 10;
const mostBuffered = 1024 * 1024;
// What a slow reader has not fetched stays in memory until the socket is gone, so goodbyes are short.
const goodbyeMilliseconds = 1_000;

/** Creates an empty register of sockets. */
export function createConnections(logger: Logger): Connections {
  const byPerson = new Map<string, Map<WebSocket, Identified>>();
  return {
    has: (personId) => byPerson.has(personId),
    send: (personId, message) => {
      const text = JSON.stringify(message);
      for (const [socket, person] of byPerson.get(personId) ?? []) {
        if (person.expiresAt <= Date.now()) {
          dismiss(socket, closeCodes.signedOut, 'Sign in again.');
        } else if (socket.bufferedAmount > mostBuffered) {
          logger.info({ buffered: socket.bufferedAmount }, 'a socket that does not read was dropped');
          dismiss(socket, closeCodes.tooSlow, 'Too slow.');
        } else if (socket.readyState === WebSocket.OPEN) {
          socket.send(text);
        }
      }
    },
    add: (socket, person) => {
      const sockets = byPerson.get(person.id) ?? new Map<WebSocket, Identified>();
      if (sockets.size >= mostPerPerson) {
        return false;
      }
      byPerson.set(person.id, sockets.set(socket, person));
      return true;
    },
    remove: (socket, person) => {
      const sockets = byPerson.get(person.id);
      sockets?.delete(socket);
      if (sockets?.size === 0) {
        byPerson.delete(person.id);
      }
    },
    all: () => [...byPerson.values()].flatMap((sockets) => [...sockets]),
  };
}

/** Closes a socket, and cuts it off when the other side does not answer. */
export function dismiss(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), goodbyeMilliseconds).unref();
}
