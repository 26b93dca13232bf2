import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postsService } from '../src/service.ts';

// The service as it runs in production, in a process of its own; its variables come as the first argument.
const service = await postsService.start(JSON.parse(process.argv[2] ?? '{}') as Record<string, string>);
const server = createServer(service.handler).listen(0, '127.0.0.1');
await once(server, 'listening');
process.send?.({ port: (server.address() as AddressInfo).port });
