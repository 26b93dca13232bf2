import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SourceTextModule, SyntheticModule, createContext, runInContext } from 'node:vm';

interface Parameter {
  readonly value: string;
  readonly multiValue?: readonly { value: string }[];
}

/** A request as CloudFront hands it to a function. */
export interface EdgeRequest {
  readonly method: string;
  uri: string;
  readonly querystring: Record<string, Parameter>;
  readonly headers: Record<string, Parameter>;
}

/** What a function gives back: the request, to go on with, or an answer. */
export type EdgeResult = EdgeRequest | EdgeAnswer;

/** An answer that the function gives instead of the origin. */
export interface EdgeAnswer {
  readonly statusCode: number;
  readonly headers: Record<string, Parameter>;
  readonly body: { readonly encoding: string; readonly data: string };
}

/** Source of a CloudFront Function of this module. */
export function readFunction(name: string): string {
  return readFileSync(new URL(`${name}.js`, import.meta.url), 'utf8');
}

/**
 * Runs a CloudFront Function as CloudFront does, with nothing of Node's in reach: only the modules `crypto` (digests) and
 * `cloudfront` (a key value store) can be imported.
 */
export async function loadFunction(
  name: string,
  world: { now?: number; store?: ReadonlyMap<string, string> | undefined } = {},
): Promise<(request: EdgeRequest) => Promise<EdgeResult>> {
  const context = createContext({ console: { log: () => undefined } });
  if (world.now !== undefined) {
    runInContext(`Date.now = () => ${world.now}`, context);
  }
  const modules: Record<string, object> = {
    crypto: { createHash, createHmac },
    cloudfront: { kvs: () => createStore(world.store) },
  };
  // CloudFront calls the function that is named handler; a module shows it only when it is exported.
  const source = `${readFunction(name)}\nexport { handler };`;
  const module = new SourceTextModule(source, { context, identifier: name });
  await module.link((specifier) => {
    const value = modules[specifier];
    if (!value) {
      throw new Error(`CloudFront has no module ${specifier}`);
    }
    return new SyntheticModule(
      ['default'],
      function (this: SyntheticModule) {
        this.setExport('default', value);
      },
      { context },
    );
  });
  await module.evaluate();
  const { handler } = module.namespace as { handler: (event: object) => EdgeResult | Promise<EdgeResult> };
  return async (request) =>
    await handler({ version: '1.0', context: { eventType: 'viewer-request' }, viewer: { ip: '192.0.2.1' }, request });
}

function createStore(values: ReadonlyMap<string, string> | undefined): object {
  return {
    get: async (key: string) => {
      const value = values?.get(key);
      if (value === undefined) {
        throw new Error('KeyNotFound');
      }
      return await Promise.resolve(value);
    },
    exists: async (key: string) => await Promise.resolve(values?.has(key) ?? false),
  };
}
