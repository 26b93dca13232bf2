import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import closeWithGrace from 'close-with-grace';
import type { ServiceDefinition } from './service.ts';

/** Longest that a stopping process waits for work under way; ECS sends SIGKILL after `stopTimeout` (30 s by default). */
const graceMilliseconds = 25_000;

/** Applies the limits that keep slow or silent clients from holding connections (security.md D3, D4). */
export function hardenServer(server: Server): Server {
  server.headersTimeout = 10_000;
  // 25 MB over a slow line take minutes; media gives the places of slow senders back long before.
  server.requestTimeout = 300_000;
  server.keepAliveTimeout = 65_000;
  server.maxHeadersCount = 100;
  return server;
}

/** Runs a service as a process of its own: listens, drains on SIGTERM and SIGINT, and exits with 0 when it stopped cleanly. */
export async function runService(definition: ServiceDefinition): Promise<void> {
  const service = await definition.start(process.env);
  const server = hardenServer(createServer({ connectionsCheckingInterval: 1_000 }, service.handler));
  if (service.upgrade) {
    server.on('upgrade', service.upgrade);
  }
  server.listen(Number(process.env['PORT'] ?? 3000), process.env['HOST'] ?? '0.0.0.0');
  await once(server, 'listening');
  service.logger.info({ listening: server.address() }, 'listening');
  closeWithGrace({ delay: graceMilliseconds, logger: false }, async ({ err, signal }) => {
    if (err) {
      service.logger.fatal({ err }, 'stopping after an error');
    } else {
      service.logger.info({ signal }, 'stopping');
    }
    server.close();
    server.closeIdleConnections();
    await service.close();
    service.logger.info('stopped');
  });
}
