import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a stand-in listens. */
export interface Binding {
  host: string;
  port: number;
}

/** A stand-in that answers, until it is closed. */
export interface Running {
  url: string;
  close: () => Promise<void>;
}

// An SDK keeps connections open between calls, so closing must not wait for it to let go.
const patienceMs = 2_000;

/** Binds the server and resolves once it accepts connections. */
export async function listen(server: Server, binding: Binding): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(binding.port, binding.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  const host = binding.host.includes(':') ? `[${binding.host}]` : binding.host;
  return `http://${host}:${port}`;
}

/** Stops accepting, lets the calls in flight finish, and cuts what is left after two seconds. */
export async function stop(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
  try {
    await new Promise<void>((resolve, reject) => {
      server.close((error) => (error ? reject(error) : resolve()));
      server.closeIdleConnections();
    });
  } finally {
    clearTimeout(cut);
  }
}

/** Starts an HTTP server whose handler answers every request, errors included. */
export async function serve(
  binding: Binding,
  handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>,
): Promise<Running> {
  const server = createServer((req, res) => {
    handle(req, res).catch(() => res.destroy());
  });
  const url = await listen(server, binding);
  return { url, close: () => stop(server) };
}
