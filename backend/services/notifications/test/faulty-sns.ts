import { createServer, request as forward } from 'node:http';
import { listen } from './listen.ts';

/** SNS with faults: `down` answers 500 to everything, `mute` does what is asked but its answer never comes. */
type Fault = 'none' | 'down' | 'mute';

/** A way to SNS that can be disturbed. */
export interface FaultySns {
  readonly url: string;
  fault: Fault;
  /** How many requests of each action came. */
  readonly calls: Map<string, number>;
  close(): Promise<void>;
}

/** Stands between the service and SNS. */
export async function startFaultySns(target: string): Promise<FaultySns> {
  const { hostname, port } = new URL(target);
  const calls = new Map<string, number>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const action = new URLSearchParams(body.toString()).get('Action') ?? '';
      calls.set(action, (calls.get(action) ?? 0) + 1);
      if (state.fault === 'down') {
        response.writeHead(500, { 'Content-Type': 'text/xml' }).end(failure);
        return;
      }
      const isMute = state.fault === 'mute';
      const { method, url, headers } = request;
      const onward = forward({ hostname, port, method, path: url, headers }, (answer) => {
        if (isMute) {
          answer.resume();
          // What a load balancer does that loses its backend: the request was carried out, the answer is lost.
          answer.on('end', () => request.socket.destroy());
        } else {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
        }
      });
      onward.on('error', () => request.socket.destroy());
      onward.end(body);
    });
  });
  const { url, close } = await listen(server);
  const state: FaultySns = { url, fault: 'none', calls, close };
  return state;
}

const failure =
  '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Receiver</Type>' +
  '<Code>InternalError</Code><Message>Injected.</Message></Error><RequestId>x</RequestId></ErrorResponse>';
