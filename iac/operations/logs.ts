import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { readableStream } from '@tintype/logger';
import type { Clients } from './clients.ts';
import { openContext } from './context.ts';
import { pick, readEnvironment } from './environment.ts';
import { Problem } from './problem.ts';
import { pause, say } from './terminal.ts';

const units = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
const lookSeconds = 2;

/** Shows what services and tasks log, and follows it: SERVICE=, SINCE=10m, FILTER= a CloudWatch pattern, FOLLOW=0 to end. */
export async function logs(): Promise<void> {
  const context = await openContext('show logs');
  const { settings, clients } = context;
  const { services, tasks } = await readEnvironment(context);
  const all = { ...services, ...tasks };
  const service = settings.word('SERVICE');
  const groups = service === undefined ? Object.values(all) : [pick(all, service, 'SERVICE')[1]];
  const from = Date.now() - secondsOf(settings.word('SINCE') ?? '10m') * 1000;
  const filter = settings.word('FILTER');
  const followers = groups.map(({ log_group: group }) => createFollower(clients, group, from, filter));
  const isFollowing = settings.word('FOLLOW') !== '0';
  do {
    const lines = (await Promise.all(followers.map((next) => next()))).flat();
    for (const { message } of lines.sort((a, b) => a.time - b.time)) {
      sayReadable(message);
    }
    if (isFollowing) {
      await pause(lookSeconds);
    }
  } while (isFollowing);
}

function secondsOf(text: string): number {
  const parts = /^(\d+)([smhd])$/.exec(text);
  if (!parts) {
    throw new Problem(`SINCE=${text} is no time.`, 'Say SINCE=90s, 15m, 2h or 1d.');
  }
  return Number(parts[1]) * units[parts[2] as keyof typeof units];
}

interface LogLine {
  readonly time: number;
  readonly message: string;
}

/** Reads a log group on from where the last look ended. */
function createFollower(
  clients: Clients,
  group: string,
  from: number,
  filter: string | undefined,
): () => Promise<LogLine[]> {
  let start = from;
  let seen = new Set<string>();
  return async () => {
    const lines: LogLine[] = [];
    const seenNow = new Set<string>();
    let nextToken: string | undefined;
    do {
      const page = await clients.logs.send(
        new FilterLogEventsCommand({
          logGroupName: group,
          startTime: start,
          nextToken,
          ...(filter !== undefined && { filterPattern: filter }),
        }),
      );
      for (const { eventId = '', timestamp = 0, message = '' } of page.events ?? []) {
        seenNow.add(eventId);
        if (!seen.has(eventId)) {
          lines.push({ time: timestamp, message });
        }
      }
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    // Lines arrive late and out of order: the last half minute is looked at again.
    start = Math.max(start, Date.now() - 30_000);
    seen = new Set([...seen, ...seenNow]);
    return lines;
  };
}

const readable = readableStream(process.stdout);

// What is not one of our own JSON lines (a crash of Node itself) is shown as it came.
function sayReadable(message: string): void {
  const isOurs = /^\{.*"level":\d+.*"time":\d+/.test(message) || /^\{.*"time":\d+.*"level":\d+/.test(message);
  if (isOurs) {
    readable.write(message);
  } else {
    say(message.trimEnd());
  }
}
