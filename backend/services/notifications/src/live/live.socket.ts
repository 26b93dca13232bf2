import { STATUS_CODES } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { isAppError } from '@tintype/errors';
import type { Identified, Identity } from '@tintype/identity';
import type { Logger } from '@tintype/logger';
import type { Sockets } from '@tintype/service';
import { closeCodes, dismiss } from './connections.ts';
import type { Connections } from './connections.ts';
import { isOwnOrigin } from './origin.policy.ts';
import { attend } from './attend.ts';

const protocol = 'tintype.v1';
const tokenPrefix = 'bearer.';
const mostBytes = 64 * 1024;

/**
 * Answers upgrades at /ws. The browser offers two subprotocols, `tintype.v1` and `bearer.<access token>`, so that the
 * token is in no address; only the first is ever agreed on.
 */
export function acceptSockets(options: {
  connections: Connections;
  identity: Identity;
  publicUrl: string;
  logger: Logger;
}): Sockets {
  const { connections, identity, publicUrl, logger } = options;
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: mostBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(protocol) ? protocol : false),
  });
  let isClosed = false;

  async function admit(request: IncomingMessage): Promise<Identified | number> {
    const path = request.url?.split('?', 1)[0];
    if (path !== '/ws' || isClosed) {
      return isClosed ? 503 : 404;
    }
    if (!isOwnOrigin(request.headers.origin, request.headers.host, publicUrl)) {
      return 403;
    }
    try {
      const person = await identity.authenticate(`Bearer ${tokenOf(request)}`);
      return isClosed ? 503 : person;
    } catch (error) {
      if (!isAppError(error) || error.status >= 500) {
        logger.warn({ err: error }, 'a socket could not be authenticated');
      }
      return isAppError(error) ? error.status : 500;
    }
  }

  function welcome(socket: WebSocket, person: Identified): void {
    // Revocations between the check of the token and here would otherwise be missed.
    if (!identity.isStillValid(person)) {
      dismiss(socket, closeCodes.signedOut, 'Sign in again.');
    } else if (connections.add(socket, person)) {
      attend(socket, person, logger);
      socket.on('close', () => connections.remove(socket, person));
    } else {
      dismiss(socket, closeCodes.tooMany, 'Too many open pages.');
    }
  }

  identity.revocations.onAdded(() => {
    for (const [socket, person] of connections.all()) {
      if (!identity.isStillValid(person)) {
        dismiss(socket, closeCodes.signedOut, 'Sign in again.');
      }
    }
  });

  return {
    upgrade: (request, socket, head) => {
      const drop = (): void => void socket.destroy();
      socket.on('error', drop);
      void admit(request).then((admitted) => {
        if (typeof admitted === 'number') {
          refuse(socket, admitted);
          return;
        }
        socket.removeListener('error', drop);
        server.handleUpgrade(request, socket, head, (opened) => {
          // Without a listener an error (an oversize frame, say) would end the process.
          opened.on('error', (error) => logger.debug({ err: error }, 'a socket failed'));
          welcome(opened, admitted);
        });
      });
    },
    close: async () => {
      isClosed = true;
      const open = [...connections.all()].map(async ([socket]) => {
        const gone = new Promise<void>((resolve) => void socket.once('close', () => resolve()));
        dismiss(socket, closeCodes.goingAway, 'Tintype is restarting.');
        await gone;
      });
      await Promise.all(open);
    },
  };
}

function tokenOf(request: IncomingMessage): string {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  return offered.find((name) => name.startsWith(tokenPrefix))?.slice(tokenPrefix.length) ?? '';
}

function refuse(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}\r\n` +
      'Connection: close\r\nContent-Length: 0\r\nCache-Control: no-store\r\n\r\n',
    () => socket.destroy(),
  );
}
