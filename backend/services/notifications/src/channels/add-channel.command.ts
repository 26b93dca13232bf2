import { isAppError, unavailable } from '@tintype/errors';
import { errors } from '../errors.ts';
import type { Scope } from '../scope.ts';
import { changeBook, changeChannel } from './change-book.command.ts';
import type { Channel, ChannelBook } from './channel.entity.ts';
import { refreshChannels } from './refresh-channels.command.ts';

const mostChannels = 3;
const askedPerHour = 5;
const askedPerAddressAndDay = 5;
const hour = 3_600_000;
const awayText = 'Mail cannot be set up just now. Try again shortly.';

/**
 * Subscribes an address; SNS mails it a link to confirm. Adding a pending address again sends that mail again, within
 * the limits on how many mails one may cause by asking.
 */
export async function addChannel(scope: Scope, personId: string, id: string, address: string): Promise<Channel> {
  // Receivers treat addresses alike in any case; SNS would take two spellings for two subscribers.
  const wanted = address.toLowerCase();
  await refreshChannels(scope, personId, { mayBeRecent: false }).catch(toUnavailable);
  const askedAt = Date.now();
  const book = await changeBook(scope, personId, (current) => reserve(current, { id, address: wanted, askedAt }));
  const channel = book.channels.find((one) => one.address === wanted);
  if (!channel) {
    throw unavailable();
  }
  try {
    if (!(await scope.channels.countAsked(wanted, askedPerAddressAndDay))) {
      throw errors.tooManyConfirmations(hour / 1000);
    }
    const topicArn = channel.topicArn ?? (await scope.topics.create(channel.id));
    // Kept first: whatever happens next, deleting the channel deletes the topic.
    await changeChannel(scope, personId, channel.id, (stored) => ({ ...stored, topicArn }));
    const subscriptionArn = await scope.topics.subscribe(topicArn, wanted);
    await changeChannel(scope, personId, channel.id, (stored) => ({ ...stored, subscriptionArn }));
    return { ...channel, topicArn, subscriptionArn };
  } catch (error) {
    await undo(scope, personId, channel, askedAt, error);
    // Told at once and not tried again by itself: each try may mail, and counts against the limits on mails.
    throw isRefusal(error) ? error : unavailable(5, awayText, new Error('SNS or the table is away', { cause: error }));
  }
}

function reserve(book: ChannelBook, wanted: { id: string; address: string; askedAt: number }): ChannelBook {
  const known = book.channels.find(({ address }) => address === wanted.address);
  if (known?.state === 'active') {
    throw errors.channelExists();
  }
  if (!known && book.channels.length >= mostChannels) {
    throw errors.tooManyChannels();
  }
  const asked = book.asked.filter((at) => at > wanted.askedAt - hour);
  if (asked.length >= askedPerHour) {
    throw errors.tooManyConfirmations((Math.min(...asked) + hour - wanted.askedAt) / 1000);
  }
  const { id, address, askedAt } = wanted;
  const added: Channel[] = known ? [] : [{ id, address, state: 'pending', createdAt: new Date(askedAt).toISOString() }];
  return { ...book, channels: [...book.channels, ...added], asked: [...asked, askedAt] };
}

// What was not carried out leaves no channel behind. It counts as asked only where the asking itself was at fault.
async function undo(scope: Scope, personId: string, channel: Channel, askedAt: number, error: unknown): Promise<void> {
  try {
    const left: Channel[] = [];
    await changeBook(scope, personId, (book) => {
      left.splice(0, left.length, ...book.channels.filter((one) => one.id === channel.id && !one.subscriptionArn));
      return {
        ...book,
        channels: book.channels.filter((one) => !left.includes(one)),
        asked: isRefusal(error) ? book.asked : book.asked.filter((at) => at !== askedAt),
      };
    });
    await Promise.all(left.flatMap(({ topicArn }) => (topicArn === undefined ? [] : scope.topics.remove(topicArn))));
  } catch (cause) {
    scope.logger.warn(
      { err: cause, channelId: channel.id },
      'what is left of a failed subscription could not be removed',
    );
  }
}

function isRefusal(error: unknown): boolean {
  return isAppError(error) && error.status < 500;
}

function toUnavailable(error: unknown): never {
  throw isAppError(error) ? error : unavailable(5, awayText, error);
}
