import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Clients } from '../clients.ts';

const minutes = 60_000;

/** The last lines of a log group, of one task where its id is given; for telling why something failed. */
export async function lastLogLines(clients: Clients, group: string, task?: string, count = 20): Promise<string> {
  try {
    const lines: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await clients.logs.send(
        new FilterLogEventsCommand({ logGroupName: group, startTime: Date.now() - 30 * minutes, nextToken }),
      );
      for (const { message, logStreamName } of page.events ?? []) {
        if (task === undefined || logStreamName?.endsWith(task)) {
          lines.push(`    ${message?.trimEnd() ?? ''}`);
        }
      }
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return lines.length === 0 ? `    (no lines in ${group})` : lines.slice(-count).join('\n');
  } catch (error) {
    // Telling why something else failed must not fail itself.
    return `    (its log ${group} cannot be read: ${(error as Error).message})`;
  }
}
