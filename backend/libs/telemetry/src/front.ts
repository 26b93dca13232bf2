import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningService } from './service.ts';

/** What stands before a service of its own process: it answers health from the first moment to the last. */
export interface Front {
  listen(port: number, host: string): Promise<void>;
  /** Where it listens. */
  address(): ReturnType<Server['address']>;
  /** From now on requests go to the service; until then they are answered with 503. */
  open(service: RunningService): void;
  /**
   * Says at once that it is not ready, goes on serving for `delay` milliseconds, so that load balancers have noticed
   * before connections are refused, and then gives requests under way `patience` milliseconds. Answers how many it cut.
   */
  drain(options: { delay: number; patience: number }): Promise<number>;
}

/** Applies the limits that keep slow or silent clients from holding connections (security.md D3, D4). */
export function hardenServer(server: Server): Server {
  server.headersTimeout = 10_000;
  // 25 MB over a slow line take minutes; media gives the places of slow senders back long before.
  server.requestTimeout = 300_000;
  server.keepAliveTimeout = 65_000;
  server.maxHeadersCount = 100;
  return server;
}

/** Creates the front of a service that is still starting. */
export function createFront(): Front {
  const answering = new Set<ServerResponse>();
  let service: RunningService | undefined;
  let isDraining = false;
  let onIdle: (() => void) | undefined;

  const server = hardenServer(createServer({ connectionsCheckingInterval: 1_000 }, handle));

  function handle(request: IncomingMessage, response: ServerResponse): void {
    answering.add(response);
    response.once('close', () => {
      answering.delete(response);
      if (answering.size === 0) {
        onIdle?.();
      }
    });
    if (isDraining) {
      response.setHeader('Connection', 'close');
    }
    const path = request.url?.split('?', 1)[0];
    if (service && !(isDraining && path === '/readyz')) {
      service.handler(request, response);
    } else {
      answerAlone(path, response);
    }
  }

  function answerAlone(path: string | undefined, response: ServerResponse): void {
    const status = path === '/healthz' ? 'alive' : isDraining ? 'stopping' : 'starting';
    response.writeHead(path === '/healthz' ? 200 : 503, {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...(path !== '/healthz' && { 'Retry-After': '2' }),
    });
    response.end(JSON.stringify({ status }));
  }

  return {
    listen: async (port, host) => {
      server.listen(port, host);
      await once(server, 'listening');
    },
    address: () => server.address(),
    open: (started) => {
      service = started;
      if (started.upgrade) {
        server.on('upgrade', started.upgrade);
      }
    },
    drain: async ({ delay, patience }) => {
      isDraining = true;
      // Who keeps a connection alive goes elsewhere with the next request, instead of meeting a closed door with it.
      for (const response of answering) {
        if (!response.headersSent) {
          response.setHeader('Connection', 'close');
        }
      }
      await sleep(delay);
      server.close();
      if (answering.size > 0) {
        const impatience = new AbortController();
        const idle = new Promise<void>((resolve) => (onIdle = resolve));
        await Promise.race([idle, sleep(patience, undefined, { signal: impatience.signal }).catch(() => undefined)]);
        impatience.abort();
      }
      const cut = answering.size;
      server.closeAllConnections();
      return cut;
    },
  };
}
