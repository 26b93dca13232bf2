import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { createMediaUrls } from '@tintype/media-urls';
import { feedPage } from '../src/feed/list-feed.query.ts';
import { presentPost } from '../src/reading/post.presenter.ts';
import { newestFirst } from '../src/reading/reader.ts';
import type { PostRow } from '../src/reading/rows.ts';

// The least that can answer the same JSON: no framework, no ORM, no tokens, no checks, no metrics. Whoever asks says who they are.
const environment = JSON.parse(process.argv[2] ?? '{}') as Record<string, string>;
const pool = new pg.Pool({ connectionString: environment['DATABASE_URL'], max: 10 });
const urls = createMediaUrls(environment['MEDIA_SIGNING_KEY'] ?? '');
const { name, text } = feedPage(20);
const server = createServer((request, response) => void answer(String(request.headers['x-viewer']), response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.send?.({ port: (server.address() as AddressInfo).port });

async function answer(viewerId: string, response: ServerResponse): Promise<void> {
  const { rows } = await pool.query<PostRow>({ name, text, values: [viewerId, newestFirst] });
  const shown = rows.slice(0, 20);
  const items = shown.map((row) => presentPost(row, viewerId, urls));
  const body = JSON.stringify({ items, next: rows.length > 20 ? shown.at(-1)?.id : null });
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }).end(body);
}
