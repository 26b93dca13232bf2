import { describe, expect, it } from '@jest/globals';
import { decodeChunks, type Trailers } from './chunked-body.ts';

async function* pieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text, 'latin1');
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
  }
}

async function decode(text: string, size = 1): Promise<{ body: string; trailers: Trailers }> {
  const trailers: Trailers = new Map();
  const chunks: Buffer[] = [];
  for await (const chunk of decodeChunks(pieces(text, size), trailers)) {
    chunks.push(chunk);
  }
  return { body: Buffer.concat(chunks).toString(), trailers };
}

const body = '5\r\nhello\r\n7\r\n, world\r\n0\r\nx-amz-checksum-crc32: abc=\r\n\r\n';

describe('decodeChunks', () => {
  it.each([1, 2, 3, 7, 1_000])('does not mind where pieces of %i bytes are cut', async (size) => {
    const decoded = await decode(body, size);
    expect(decoded.body).toBe('hello, world');
    expect([...decoded.trailers]).toEqual([['x-amz-checksum-crc32', 'abc=']]);
  });

  it('takes a body without trailers, and an empty one', async () => {
    expect((await decode('1\r\nx\r\n0\r\n\r\n')).body).toBe('x');
    expect((await decode('0\r\n\r\n')).body).toBe('');
  });

  it.each([
    ['cut in a chunk', '5\r\nhel'],
    ['cut before the last chunk', '5\r\nhello\r\n'],
    ['cut in the trailers', '0\r\nx-amz-checksum-crc32: abc=\r\n'],
    ['a length that is none', 'five\r\nhello\r\n0\r\n\r\n'],
    ['a negative length', '-5\r\nhello\r\n0\r\n\r\n'],
    ['a chunk longer than it says', '4\r\nhello\r\n0\r\n\r\n'],
    ['a signature, which nobody would check', '5;chunk-signature=00\r\nhello\r\n0\r\n\r\n'],
    ['more behind the end', '0\r\n\r\nmore'],
  ])('refuses a body with %s', async (_, text) => {
    await expect(decode(text)).rejects.toMatchObject({ code: 'IncompleteBody' });
  });
});
