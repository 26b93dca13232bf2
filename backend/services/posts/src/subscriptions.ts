import type { EventTransport } from '@tintype/events';
import type { Dependencies } from './dependencies.ts';
import { feedEvents, keepFeeds } from './feed/feed.consumer.ts';
import { accountEvents, followAccounts } from './people/accounts.consumer.ts';

/** Which events the service takes in, and what for. */
export async function subscribe(dependencies: Dependencies, transport: EventTransport): Promise<void> {
  const accounts = 'posts.accounts';
  await transport.subscribe({
    consumer: accounts,
    events: accountEvents,
    handle: followAccounts(dependencies, accounts),
  });
  await transport.subscribe({ consumer: 'posts.feed', events: feedEvents, handle: keepFeeds(dependencies) });
}
