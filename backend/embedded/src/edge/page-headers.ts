import { readFileSync } from 'node:fs';
import { z } from 'zod';

const File = z.object({ headers: z.record(z.string(), z.string()) });

/** Reads `backend/edge-headers.json`, the headers of the pages, which nginx and Terraform read as well. */
export function readPageHeaders(): Readonly<Record<string, string>> {
  const file = new URL('../../../edge-headers.json', import.meta.url);
  return File.parse(JSON.parse(readFileSync(file, 'utf8'))).headers;
}
