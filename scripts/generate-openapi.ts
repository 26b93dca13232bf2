// Writes openapi.json of every service, and the merged one that is served and that the Angular client is made from.
import { writeFile } from 'node:fs/promises';
import { describeEndpoints } from '@tintype/http';
import type { Endpoint } from '@tintype/http';

const backend = new URL('../backend/', import.meta.url);
const services = ['auth', 'media', 'posts', 'notifications'] as const;

interface Document {
  paths: Record<string, object>;
  components?: Record<string, Record<string, object>>;
}

const documents: Document[] = [];
for (const name of services) {
  const { endpoints } = (await import(new URL(`services/${name}/src/endpoints.ts`, backend).href)) as {
    endpoints: readonly Endpoint[];
  };
  const document = describeEndpoints(`Tintype: ${name}`, name, endpoints) as Document;
  documents.push(document);
  await write(`services/${name}/openapi.json`, document);
}
const [first, ...others] = documents;
const merged = { ...structuredClone(first), info: { title: 'Tintype', version: '1' } } as Document;
for (const document of others) {
  Object.assign(merged.paths, document.paths);
  for (const [kind, parts] of Object.entries(document.components ?? {})) {
    merged.components = { ...merged.components, [kind]: { ...merged.components?.[kind], ...parts } };
  }
}
await write('openapi.json', merged);

async function write(path: string, document: object): Promise<void> {
  await writeFile(new URL(path, backend), `${JSON.stringify(document, null, 2)}\n`);
}
