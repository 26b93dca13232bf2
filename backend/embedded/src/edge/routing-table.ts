import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Table = z.object({
  routes: z.array(
    z.object({ path: z.string().startsWith('/'), service: z.string(), upgrade: z.boolean().default(false) }),
  ),
});

/** Which path prefix belongs to which service. */
export type Route = z.output<typeof Table>['routes'][number];

/** Reads `backend/routes.json`, which nginx and Terraform read as well. */
export function readRoutingTable(): readonly Route[] {
  const file = new URL('../../../routes.json', import.meta.url);
  return Table.parse(JSON.parse(readFileSync(file, 'utf8'))).routes;
}

/** The route of a path: its prefix is the whole path or ends at a slash, so `/api/postscript` is not `/api/posts`. */
export function routeOf(routes: readonly Route[], path: string): Route | undefined {
  return routes.find((route) => path === route.path || path.startsWith(`${route.path}/`));
}
