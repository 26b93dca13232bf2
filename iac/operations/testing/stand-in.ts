import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** How a task ends, by the name of its container. */
export type Ending = (container: string) => { readonly exitCode: number; readonly reason?: string };

/**
 * What the emulated AWS lacks: Fargate, where tasks end and services come up, and the way by which keys get into a key value
 * store of CloudFront. It stands before the ECS of the emulated one.
 */
export interface StandIn {
  readonly url: string;
  /** Task definitions that were run, in order. */
  readonly ran: readonly string[];
  /** What services answer to the question whether they are well: by default they are. */
  rollout: 'COMPLETED' | 'FAILED';
  ending: Ending;
  /** What the edge would read. */
  readonly keys: ReadonlyMap<string, string>;
  stop(): Promise<void>;
}

interface Answered {
  services?: Record<string, unknown>[];
}

/** Starts one in front of an emulated AWS. Everything but running tasks is passed on. */
export async function startStandIn(behind: string): Promise<StandIn> {
  const ran: string[] = [];
  const keys = new Map<string, string>();
  const state: { rollout: StandIn['rollout']; ending: Ending } = {
    rollout: 'COMPLETED',
    ending: () => ({ exitCode: 0 }),
  };
  const server = createServer((request, response) => {
    void (async () => {
      const body = await readBody(request);
      if (request.url?.startsWith('/key-value-stores/')) {
        answerStore(request, body, response);
        return;
      }
      const operation = String(request.headers['x-amz-target']).split('.').at(-1);
      const answer = operation === 'RunTask' ? run(body) : operation === 'DescribeTasks' ? ended(body) : undefined;
      if (answer) {
        response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
        return;
      }
      const { host: _host, connection: _connection, ...headers } = request.headers;
      const passed = await fetch(new URL(request.url ?? '/', behind), {
        method: request.method ?? 'POST',
        headers: headers as Record<string, string>,
        body,
      });
      const text = await passed.text();
      response
        .writeHead(passed.status, {
          'Content-Type': passed.headers.get('content-type') ?? 'application/x-amz-json-1.1',
        })
        .end(
          operation === 'DescribeServices' && passed.ok ? JSON.stringify(comeUp(JSON.parse(text) as Answered)) : text,
        );
    })().catch((error: Error) => response.writeHead(500).end(error.message));
  });

  function answerStore({ method, url = '' }: IncomingMessage, body: string, response: ServerResponse): void {
    const key = /\/keys\/([^/?]+)$/.exec(url)?.[1];
    const json = { 'Content-Type': 'application/json', ETag: String(keys.size) };
    if (method === 'GET' && key !== undefined && !keys.has(key)) {
      response
        .writeHead(404, { ...json, 'x-amzn-ErrorType': 'ResourceNotFoundException' })
        .end('{"Message": "Key was not found."}');
      return;
    }
    if (method === 'POST') {
      const { Puts: puts } = JSON.parse(body) as { Puts: { Key: string; Value: string }[] };
      puts.forEach((put) => keys.set(put.Key, put.Value));
    }
    response
      .writeHead(200, json)
      .end(JSON.stringify({ Key: key, Value: keys.get(key ?? ''), ItemCount: keys.size, TotalSizeInBytes: 0 }));
  }

  function run(body: string): object {
    const { taskDefinition } = JSON.parse(body) as { taskDefinition: string };
    ran.push(taskDefinition);
    return {
      tasks: [{ taskArn: `arn:aws:ecs:eu-central-1:123456789012:task/tintype/${taskDefinition.split('/').at(-1)}` }],
    };
  }

  function ended(body: string): object {
    const { tasks } = JSON.parse(body) as { tasks: string[] };
    return {
      tasks: tasks.map((taskArn) => {
        const name = /(broker-users|posts-migrate)/.exec(taskArn)?.[1] ?? '';
        return { taskArn, lastStatus: 'STOPPED', containers: [{ name, ...state.ending(name) }] };
      }),
    };
  }

  function comeUp({ services = [], ...rest }: Answered): Answered {
    return {
      ...rest,
      services: services.map((service) => ({
        ...service,
        runningCount: service['desiredCount'],
        deployments: [{ status: 'PRIMARY', rolloutState: state.rollout, rolloutStateReason: 'tasks failed to start' }],
      })),
    };
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(state, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ran,
    keys,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString();
}
