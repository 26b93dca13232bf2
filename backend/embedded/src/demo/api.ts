/** How the demo speaks to Tintype: through the front door, as any client would. */
export interface DemoApi {
  /** Sends JSON and returns the answer; a refusal throws with its text. `step` makes a repeated request harmless. */
  send<T>(method: string, path: string, options?: { token?: string; json?: unknown; step?: string }): Promise<T>;
  upload(image: Buffer, options: { token: string; step: string }): Promise<{ id: string }>;
}

/** A refusal of the API. */
export class DemoRefused extends Error {
  readonly status: number;

  constructor(status: number, path: string, text: string) {
    super(`${path} answered ${status}: ${text}`);
    this.status = status;
  }
}

/** Creates the client for an address; a busy service is asked again. */
export function createDemoApi(url: string, signal: AbortSignal): DemoApi {
  const request = async <T>(path: string, init: () => RequestInit): Promise<T> => {
    for (;;) {
      // Asked between requests: a request that is cut in the middle of its body brings undici down with it.
      signal.throwIfAborted();
      const response = await fetch(new URL(path, url), init());
      if (response.status === 503 || response.status === 429) {
        await new Promise((done) => setTimeout(done, Number(response.headers.get('retry-after') ?? 1) * 1000));
        continue;
      }
      const text = await response.text();
      if (!response.ok) {
        throw new DemoRefused(response.status, path, text);
      }
      return (text === '' ? undefined : JSON.parse(text)) as T;
    }
  };
  const headers = (token: string | undefined, step: string | undefined): Record<string, string> => ({
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    ...(step !== undefined && { 'Idempotency-Key': `demo-${step}` }),
  });
  return {
    send: (method, path, { token, json, step } = {}) =>
      request(path, () => ({
        method,
        headers: { ...headers(token, step), ...(json !== undefined && { 'Content-Type': 'application/json' }) },
        ...(json !== undefined && { body: JSON.stringify(json) }),
      })),
    upload: (image, { token, step }) =>
      request('/api/photos', () => {
        const form = new FormData();
        form.append('image', new Blob([new Uint8Array(image)], { type: 'image/jpeg' }), 'demo.jpg');
        return { method: 'POST', headers: headers(token, step), body: form };
      }),
  };
}
