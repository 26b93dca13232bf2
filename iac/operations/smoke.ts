import { randomBytes, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { openContext } from './context.ts';
import { readEnvironment } from './environment.ts';
import { Problem } from './problem.ts';
import { readSettings } from './settings.ts';
import { paint, pause, say, sayTable } from './terminal.ts';

/** Looks from outside whether Tintype works. URL=<address> looks at any installation, without AWS. */
export async function smoke(): Promise<void> {
  const given = process.env['URL'];
  if (given) {
    await inspect(given);
    return;
  }
  readSettings();
  const context = await openContext('look from outside whether it works');
  await inspect((await readEnvironment(context)).public_url);
}

type Check = readonly [string, (site: Site) => Promise<string | undefined>];

interface Site {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Status that an upgrade to WebSocket is answered with. */
  upgrade(path: string): Promise<number>;
  readonly isEncrypted: boolean;
}

// Each answers what is wrong, or nothing.
const checks: readonly Check[] = [
  ['the page', async (site) => expectPage(await site.get('/'))],
  ['a deep link gets the page', async (site) => expectPage(await site.get('/sign-in'))],
  ['headers that protect the page', async (site) => expectHeaders(await site.get('/'), site.isEncrypted)],
  ['a file of the page, kept for ever', expectHashedFile],
  [
    'a file that does not exist is 404',
    async (site) => expectStatus(await site.get(`/nothing-${randomUUID()}.js`), 404),
  ],
  ['the API answers', async (site) => expectProblem(await site.get('/api/feed'), 401)],
  [
    'an API address that does not exist is 404',
    async (site) => expectProblem(await site.get(`/api/${randomUUID()}`), 404),
  ],
  ['a photo with a forged address is refused', async (site) => expectProblem(await site.get(forgedPhoto()), 404)],
  ['a WebSocket without a token is refused', async (site) => expectNumber(await site.upgrade('/ws'), 401)],
  ['what the machines ask is not public', async (site) => expectNoMetrics(await site.get('/metrics'))],
  ['the document of the API', async (site) => expectOpenApi(await site.get('/api/openapi.json'))],
];

const tries = 3;

/** Runs every check against a running Tintype, says each result, and fails when one of them does. */
export async function inspect(address: string): Promise<void> {
  const site = openSite(address);
  say(`Smoke test of ${address}`);
  const rows: string[][] = [];
  let failures = 0;
  for (const [name, check] of checks) {
    let wrong: string | undefined;
    // A deployment reaches the edge's places one after the other.
    for (let i = 1; i <= tries; i += 1) {
      wrong = await check(site).catch((error: Error) =>
        `${error.message} ${(error.cause as Error | undefined)?.message ?? ''}`.trim(),
      );
      if (wrong === undefined || i === tries) {
        break;
      }
      await pause(2 * i);
    }
    failures += wrong === undefined ? 0 : 1;
    rows.push([wrong === undefined ? paint('green', 'ok') : paint('red', 'FAILED'), name, wrong ?? '']);
  }
  sayTable(rows);
  if (failures > 0) {
    throw new Problem(
      `${failures} of ${checks.length} checks failed at ${address}.`,
      'What to look at for which of them: iac/README.md, "When something is wrong". To go back, deploy the commit that ran well.',
    );
  }
}

function openSite(address: string): Site {
  const base = new URL(address);
  return {
    isEncrypted: base.protocol === 'https:',
    get: (path, headers = {}) =>
      fetch(new URL(path, base), { headers, redirect: 'manual', signal: AbortSignal.timeout(15_000) }),
    upgrade: (path) => upgradeStatus(new URL(path, base)),
  };
}

function upgradeStatus(url: URL): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      // As a page of the site would: from elsewhere nobody gets as far as being asked for a token.
      Origin: url.origin,
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    };
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, { headers, timeout: 15_000 }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    request.on('timeout', () => request.destroy(new Error('no answer in 15 s')));
    request.on('error', reject);
    request.end();
  });
}

const forgedPhoto = (): string =>
  `/media/${randomUUID()}/160.webp?e=${Math.ceil(Date.now() / 1000) + 3600}&s=${randomBytes(24).toString('base64url')}`;

const expectNumber = (status: number, wanted: number): string | undefined =>
  status === wanted ? undefined : `answered ${status} instead of ${wanted}`;

const expectStatus = async (response: Response, wanted: number): Promise<string | undefined> => {
  await response.arrayBuffer();
  return expectNumber(response.status, wanted);
};

async function expectPage(response: Response): Promise<string | undefined> {
  const text = await response.text();
  if (response.status !== 200) {
    return `answered ${response.status}`;
  }
  if (!response.headers.get('content-type')?.startsWith('text/html') || !text.includes('<script')) {
    return 'that is not the page';
  }
  const kept = response.headers.get('cache-control');
  return kept === 'no-cache' ? undefined : `Cache-Control is "${kept}": browsers would keep an old page`;
}

async function expectHeaders(response: Response, isEncrypted: boolean): Promise<string | undefined> {
  await response.arrayBuffer();
  const wanted = [
    'content-security-policy',
    'x-content-type-options',
    'x-frame-options',
    'referrer-policy',
    ...(isEncrypted ? ['strict-transport-security'] : []),
  ];
  const missing = wanted.filter((name) => !response.headers.has(name));
  return missing.length === 0 ? undefined : `without ${missing.join(', ')}`;
}

async function expectHashedFile(site: Site): Promise<string | undefined> {
  const page = await (await site.get('/')).text();
  const path = /(?:src|href)="\/?(main-[\w-]{8}\.js)"/.exec(page)?.[1];
  if (path === undefined) {
    return 'the page names no script';
  }
  const response = await site.get(`/${path}`);
  const kept = response.headers.get('cache-control') ?? '';
  return (await expectStatus(response, 200)) ?? (kept.includes('immutable') ? undefined : `Cache-Control is "${kept}"`);
}

async function expectProblem(response: Response, status: number): Promise<string | undefined> {
  const text = await response.text();
  if (response.status !== status) {
    return `answered ${response.status} instead of ${status}`;
  }
  // A page in the place of a problem would mean that the fallback for deep links swallows answers of the API.
  return response.headers.get('content-type')?.includes('json') && text.startsWith('{')
    ? undefined
    : `answered ${status}, but not as the API does`;
}

async function expectNoMetrics(response: Response): Promise<string | undefined> {
  return (await response.text()).includes('# HELP') ? 'metrics are open to everybody' : undefined;
}

async function expectOpenApi(response: Response): Promise<string | undefined> {
  const text = await response.text();
  return response.status === 200 && text.includes('"openapi"') ? undefined : `answered ${response.status} without it`;
}
