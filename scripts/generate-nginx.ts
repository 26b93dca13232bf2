// Writes what nginx shares with the other edges: which path belongs to which service, the headers of the pages, what the edge
// itself answers, and the reader of the API.
import { readFile, writeFile } from 'node:fs/promises';
import { apiReader } from '../backend/embedded/src/edge/api-reader.ts';
import { readPageHeaders } from '../backend/embedded/src/edge/page-headers.ts';
import { edgeFaults, edgeProblem } from '../backend/embedded/src/edge/problems.ts';
import { readRoutingTable } from '../backend/embedded/src/edge/routing-table.ts';
import type { Route } from '../backend/embedded/src/edge/routing-table.ts';

interface Operation {
  readonly 'x-repeatable'?: boolean;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, object>> };
}

const root = new URL('../', import.meta.url);
const openApi = JSON.parse(await readFile(new URL('backend/openapi.json', root), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
const notice = '# Written by scripts/generate-nginx.ts. Do not edit.\n';

function operationsOf(route: Route): Operation[] {
  return Object.entries(openApi.paths)
    .filter(([path]) => path === route.path || path.startsWith(`${route.path}/`))
    .flatMap(([, methods]) => Object.values(methods));
}

// Which set of limits of nginx.conf a route gets: photos are large, pictures are cached, sockets stay open.
function kindOf(route: Route): string {
  const takesFiles = operationsOf(route).some(({ requestBody }) => requestBody?.content['multipart/form-data']);
  if (route.upgrade) {
    return 'socket';
  }
  return route.path === '/media' ? 'pictures' : takesFiles ? 'uploads' : 'api';
}

// A key makes a POST safe to send again where the service remembers keys: nowhere else, whatever the client sends.
const rememberingServices = new Set(
  readRoutingTable()
    .filter((route) =>
      operationsOf(route).some(({ parameters = [] }) => parameters.some(({ name }) => name === 'Idempotency-Key')),
    )
    .map(({ service }) => service),
);

function locationOf(route: Route): string {
  const kind = kindOf(route);
  const way = kind !== 'api' && kind !== 'uploads' ? '' : rememberingServices.has(route.service) ? '/$way' : '/once';
  return [
    `location ~ ^${route.path}(?:/|$) {`,
    ...(route.upgrade ? ['  if ($http_upgrade !~* ^websocket$) {', '    rewrite ^ /.to/nowhere last;', '  }'] : []),
    `  set $service ${route.service};`,
    `  rewrite ^ /.to/${kind}${way} last;`,
    '}',
  ].join('\n');
}

// A POST that may be sent twice without harm goes to another replica as a GET does. Its address is its own.
const repeatable = Object.entries(openApi.paths).flatMap(([path, methods]) => {
  const route = readRoutingTable().find((one) => path.startsWith(`${one.path}/`));
  const isRepeatable = Object.values(methods).some((operation) => operation['x-repeatable']);
  return route && isRepeatable
    ? [`location = ${path} {\n  set $service ${route.service};\n  rewrite ^ /.to/${kindOf(route)}/again last;\n}`]
    : [];
});

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const files = {
  'routes.conf': `${notice}# A path belongs to the service whose prefix it is or begins with, up to a slash.\n${[...readRoutingTable().map(locationOf), ...repeatable].join('\n')}\n`,
  'page-headers.conf': `${notice}${Object.entries(readPageHeaders())
    .map(([name, value]) => `add_header ${name} "${value}" always;`)
    .join('\n')}\n`,
  'problems.conf': `${notice}${edgeFaults
    .map((status) =>
      [
        `error_page ${status} @fault_${status};`,
        `location @fault_${status} {`,
        '  internal;',
        '  types {}',
        '  default_type application/problem+json;',
        '  include generated/page-headers.conf;',
        '  add_header Cache-Control no-store always;',
        '  add_header X-Request-Id $kept_id always;',
        ...(status === 429 || status >= 502 ? ['  add_header Retry-After 2 always;'] : []),
        `  return ${status} ${quoted(edgeProblem(status))};`,
        '}',
      ].join('\n'),
    )
    .join('\n')}\n`,
  'api-reader/index.html': apiReader.page,
  'api-reader/start.js': apiReader.start,
};
for (const [name, content] of Object.entries(files)) {
  await writeFile(new URL(`iac/nginx/generated/${name}`, root), content);
}
