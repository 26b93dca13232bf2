import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** Stands between a client and a server that may fall silent: connected, but without an answer. */
export interface SilentProxy {
  readonly url: string;
  /** From now on nobody who is connected hears anything; who connects later does. */
  silence(): void;
  close(): void;
}

/** Starts a proxy before the server at an address. */
export async function startSilentProxy(url: string): Promise<SilentProxy> {
  const target = new URL(url);
  const clients = new Set<Socket>();
  const silent = new WeakSet<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    clients.add(client);
    client.on('data', (data) => upstream.write(data));
    upstream.on('data', (data) => silent.has(client) || client.write(data));
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      socket.on('error', () => undefined);
      socket.on('close', () => other.destroy());
    }
    client.on('close', () => clients.delete(client));
  });
  server.unref().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxied = new URL(url);
  [proxied.hostname, proxied.port] = ['127.0.0.1', String((server.address() as AddressInfo).port)];
  return {
    url: proxied.href,
    silence() {
      for (const client of clients) {
        silent.add(client);
      }
    },
    close() {
      server.close();
      for (const client of clients) {
        client.destroy();
      }
    },
  };
}
