// Writes a .br and a .gz beside every text file of the built pages; the edge sends them as they are.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const pages = new URL('../ui/dist/browser/', import.meta.url);
const text = /\.(js|css|html|svg|json|webmanifest|txt)$/;
// Below this the header of an encoding costs more than it saves.
const smallest = 512;

for (const name of await readdir(pages, { recursive: true })) {
  if (!text.test(name)) {
    continue;
  }
  const file = new URL(name, pages);
  const content = await readFile(file);
  if (content.length >= smallest) {
    const brotli = await promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    await writeFile(new URL(`${name}.br`, pages), brotli);
    await writeFile(new URL(`${name}.gz`, pages), await promisify(gzip)(content, { level: 9 }));
  }
}
