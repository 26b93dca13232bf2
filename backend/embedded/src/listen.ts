import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on loopback, on the given port or the next free one within a hundred; returns the port. */
export async function listenOnFreePort(server: Server, first: number): Promise<number> {
  for (let port = first; port <= Math.min(first + 100, 65_535); port += 1) {
    try {
      server.listen({ port, host: '127.0.0.1', exclusive: true });
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES'))) {
        throw error;
      }
    }
  }
  throw new Error(`No free port from ${first} to ${first + 100}. Set PORT to one that is free.`);
}
