import { incompleteBody } from './errors.ts';

/** The trailing headers of an aws-chunked body, filled in once the body has been read. */
export type Trailers = Map<string, string>;

const lineEnd = Buffer.from('\r\n');
const longestLine = 16_384;

/** Takes lines and counted bytes from a stream of arbitrary pieces. */
function createReader(source: AsyncIterable<Buffer>) {
  const pieces = source[Symbol.asyncIterator]();
  let buffered: Buffer = Buffer.alloc(0);
  const more = async () => {
    const { done, value } = await pieces.next();
    if (done) {
      throw incompleteBody();
    }
    return value;
  };
  return {
    line: async (): Promise<string> => {
      let end = buffered.indexOf(lineEnd);
      while (end < 0) {
        if (buffered.length > longestLine) {
          throw incompleteBody();
        }
        buffered = Buffer.concat([buffered, await more()]);
        end = buffered.indexOf(lineEnd);
      }
      const line = buffered.subarray(0, end).toString('latin1');
      buffered = buffered.subarray(end + lineEnd.length);
      return line;
    },
    bytes: async function* bytes(count: number): AsyncGenerator<Buffer> {
      for (let left = count; left > 0;) {
        const piece = buffered.length > 0 ? buffered : await more();
        const taken = piece.subarray(0, left);
        buffered = piece.subarray(taken.length);
        left -= taken.length;
        yield taken;
      }
    },
    finish: async (): Promise<void> => {
      const { done } = await pieces.next();
      if (!done || buffered.length > 0) {
        throw incompleteBody();
      }
    },
  };
}

/** Unwraps `aws-chunked`: each chunk has its length before it, and trailers follow the last. */
export async function* decodeChunks(source: AsyncIterable<Buffer>, trailers: Trailers): AsyncGenerator<Buffer> {
  const reader = createReader(source);
  for (;;) {
    const size = /^[0-9a-fA-F]{1,8}$/.exec(await reader.line());
    if (size === null) {
      throw incompleteBody();
    }
    const length = Number.parseInt(size[0], 16);
    if (length === 0) {
      break;
    }
    yield* reader.bytes(length);
    if ((await reader.line()) !== '') {
      throw incompleteBody();
    }
  }
  for (let line = await reader.line(); line !== ''; line = await reader.line()) {
    const colon = line.indexOf(':');
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  await reader.finish();
}
