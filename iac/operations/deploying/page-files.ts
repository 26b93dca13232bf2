import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { apiReader } from '../../../backend/embedded/src/edge/api-reader.ts';
import { Problem } from '../problem.ts';
import { repository } from '../settings.ts';

/** One object of the pages' bucket. */
export interface PageFile {
  readonly key: string;
  readonly type: string;
  readonly cacheControl: string;
  read(): Promise<Buffer | string>;
}

// With charset where a browser would otherwise guess.
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

// Files whose name holds a digest of their content never change; the embedded edge knows them by the same pattern.
const hashed = /-[\w-]{8}\.(js|css|woff2)$/;

/** Whether a file can be kept for ever by whoever has fetched it once. */
export const isHashed = (key: string): boolean => hashed.test(key);

// CloudFront compresses by itself; these are for edges that do not.
const compressed = /\.(br|gz)$/;

function fileOf(key: string, read: PageFile['read']): PageFile {
  const type = types[extname(key)];
  if (type === undefined) {
    throw new Problem(
      `The pages hold ${key}, of a kind that is not known.`,
      'Add its type to iac/operations/deploying/page-files.ts.',
    );
  }
  return { key, type, read, cacheControl: isHashed(key) ? 'public, max-age=31536000, immutable' : 'no-cache' };
}

/**
 * Everything that is served from the bucket, in the order in which it may appear there: what pages refer to first, then the
 * list by which installed pages update themselves, the page itself last, so that no page ever asks for a file that is not there yet.
 */
export async function listPageFiles(): Promise<readonly PageFile[]> {
  const built = join(repository, 'ui/dist/browser');
  const entries = await readdir(built, { recursive: true, withFileTypes: true }).catch(() => []);
  const pages = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !compressed.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => fileOf(path.slice(built.length + 1), () => readFile(path)));
  if (!pages.some(({ key }) => key === 'index.html')) {
    throw new Problem('The pages are not built.', 'Build them with scripts/build-pages, then again.');
  }
  const reader = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const others = [
    fileOf('api/openapi.json', () => readFile(join(repository, 'backend/openapi.json'))),
    fileOf('api/docs/index.html', () => Promise.resolve(apiReader.page)),
    fileOf('api/docs/start.js', () => Promise.resolve(apiReader.start)),
    ...apiReader.files.map((name) => fileOf(`api/docs/${name}`, () => readFile(join(reader, name)))),
  ];
  const rank = ({ key }: PageFile): number =>
    isHashed(key) ? 0 : key === 'ngsw.json' ? 2 : key === 'index.html' ? 3 : 1;
  return [...pages, ...others].sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1));
}
