import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RunningService } from '@tintype/telemetry';
import { AggregatorRegistry, Registry, collectDefaultMetrics } from 'prom-client';
import { isOwnHost } from './hosts.ts';
import { readRoutingTable, routeOf } from './routing-table.ts';
import { createStaticApp } from './static-files.ts';
import type { StaticSources } from './static-files.ts';

/** What the edge puts behind one port. */
export interface EdgeOptions extends StaticSources {
  readonly services: ReadonlyMap<string, RunningService>;
  readonly mailbox: (request: IncomingMessage, response: ServerResponse) => void;
  readonly publicUrl: string;
}

/** The one open port: the same routing table as nginx and CloudFront, in process. */
export interface Edge {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Whether an upgrade is to be had here. Any other is ignored, so that clients which offer HTTP/2 get their answer. */
  isUpgrade(request: IncomingMessage): boolean;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** Builds the edge. Requests go to the service's own handler, without another connection in between. */
export function createEdge(options: EdgeOptions): Edge {
  const routes = readRoutingTable();
  const pages = createStaticApp(options).callback();
  const processRegistry = new Registry();
  collectDefaultMetrics({ register: processRegistry });
  const serviceOf = (path: string, isUpgrade: boolean): RunningService | undefined => {
    const route = routeOf(routes, path);
    return route && route.upgrade === isUpgrade ? options.services.get(route.service) : undefined;
  };
  return {
    handle: (request, response) => {
      const hosts = request.headersDistinct['host'] ?? [];
      if (hosts.length !== 1 || !isOwnHost(hosts[0], options.publicUrl)) {
        response
          .writeHead(421, { 'Content-Type': 'text/plain', Connection: 'close' })
          .end('This host is not served here.\n');
        return;
      }
      const path = pathOf(request);
      const service = serviceOf(path, false);
      if (service) {
        service.handler(request, response);
      } else if (path === '/mailbox' || path === '/mailbox.json' || path.startsWith('/mailbox/')) {
        options.mailbox(request, response);
      } else if (path === '/healthz') {
        answer(response, 200, 'application/json', '{"status":"alive"}');
      } else if (path === '/readyz') {
        void answerReadiness(options.services, response);
      } else if (path === '/metrics') {
        void answerMetrics([processRegistry, ...[...options.services.values()].map((s) => s.registry)], response);
      } else {
        void pages(request, response);
      }
    },
    isUpgrade: (request) => serviceOf(pathOf(request), true) !== undefined,
    upgrade: (request, socket, head) => {
      const service = serviceOf(pathOf(request), true);
      if (!service?.upgrade || !isOwnHost(request.headers.host, options.publicUrl)) {
        // Node takes its own listener off an upgraded socket; a caller who hangs up now would otherwise end the process.
        socket.on('error', () => socket.destroy());
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      service.upgrade(request, socket, head);
    },
  };
}

// Everything after `?` or `#` is cut, so that the edge and the services decide by the same path.
function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
}

async function answerReadiness(services: ReadonlyMap<string, RunningService>, response: ServerResponse): Promise<void> {
  const states = await Promise.all(
    [...services].map(async ([name, service]) => [name, await service.ready().catch(() => false)] as const),
  );
  const isReady = states.length > 0 && states.every(([, ready]) => ready);
  answer(
    response,
    isReady ? 200 : 503,
    'application/json',
    JSON.stringify({ status: isReady ? 'ready' : 'not ready', services: Object.fromEntries(states) }),
  );
}

async function answerMetrics(registries: Registry[], response: ServerResponse): Promise<void> {
  // Put together by name: a metric that every service has may be described once only.
  const metrics = await Promise.all(registries.map((registry) => registry.getMetricsAsJSON()));
  answer(response, 200, Registry.PROMETHEUS_CONTENT_TYPE, await AggregatorRegistry.aggregate(metrics).metrics());
}
