import { unavailable } from '@tintype/errors';
import type { Scope } from '../scope.ts';
import type { Channel, ChannelBook } from './channel.entity.ts';

const tries = 8;

/** Changes a person's book; `change` sees the newest one each time and may throw. Returns the book as it is now. */
export async function changeBook(
  scope: Pick<Scope, 'channels'>,
  personId: string,
  change: (book: ChannelBook) => ChannelBook,
): Promise<ChannelBook> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const book = await scope.channels.load(personId);
    const changed = change(book);
    if (changed === book || (await scope.channels.save(personId, changed))) {
      return changed;
    }
  }
  throw unavailable();
}

/** Changes one channel of a person; nothing happens when it has gone. */
export async function changeChannel(
  scope: Pick<Scope, 'channels'>,
  personId: string,
  channelId: string,
  change: (channel: Channel) => Channel | undefined,
): Promise<ChannelBook> {
  return changeBook(scope, personId, (book) => {
    const isThere = book.channels.some(({ id }) => id === channelId);
    const channels = book.channels.flatMap((channel) => (channel.id === channelId ? (change(channel) ?? []) : channel));
    return isThere ? { ...book, channels } : book;
  });
}
