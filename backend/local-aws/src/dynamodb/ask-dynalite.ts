import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeader, RequestListener, Server } from 'node:http';
import { Readable } from 'node:stream';

/** A request whose body is known whole. */
export interface Question {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Answer {
  status: number;
  headers: Record<string, OutgoingHttpHeader>;
  body: string;
}

export type AskDynalite = (question: Question) => Promise<Answer>;

/**
 * Takes dynalite's listener off its server, to be asked with whole requests only.
 *
 * Left alone, it would crash the process when a caller hangs up in the middle of a body.
 */
export function takeOver(server: Server): AskDynalite {
  const [listener] = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  return ({ body, ...head }) =>
    new Promise((resolve, reject) => {
      if (listener === undefined) {
        reject(new Error('dynalite does not listen to requests'));
        return;
      }
      const headers: Answer['headers'] = {};
      // All that dynalite uses of a request and of a response.
      const request = Object.assign(Readable.from([body], { objectMode: false }), head);
      const response = {
        statusCode: 200,
        setHeader: (name: string, value: OutgoingHttpHeader) => {
          headers[name] = value;
        },
        end: (text = '') => resolve({ status: response.statusCode, headers, body: text }),
      };
      listener(request as unknown as IncomingMessage, response as unknown as Parameters<RequestListener>[1]);
    });
}
