import type { Scope } from '../scope.ts';
import { changeChannel } from './change-book.command.ts';
import type { Channel } from './channel.entity.ts';

// Right after subscribing, SNS may not know of it everywhere yet.
const settlingMilliseconds = 60_000;

/**
 * A person's channels as SNS has them now: confirmed since, or gone because the receiver unsubscribed or never
 * confirmed. With `mayBeRecent` what was confirmed a moment ago is not asked about again.
 */
export async function refreshChannels(
  scope: Pick<Scope, 'channels' | 'topics' | 'recentStates'>,
  personId: string,
  options: { mayBeRecent: boolean },
): Promise<readonly Channel[]> {
  const { channels } = await scope.channels.load(personId);
  const refreshed = await Promise.all(channels.map((channel) => refresh(scope, personId, channel, options)));
  return refreshed.filter((channel) => channel !== undefined);
}

async function refresh(
  scope: Pick<Scope, 'channels' | 'topics' | 'recentStates'>,
  personId: string,
  channel: Channel,
  options: { mayBeRecent: boolean },
): Promise<Channel | undefined> {
  const arn = channel.subscriptionArn;
  if (arn === undefined) {
    return channel;
  }
  if (options.mayBeRecent && scope.recentStates.isActive(arn)) {
    return { ...channel, state: 'active' };
  }
  const state = await scope.topics.stateOf(arn);
  scope.recentStates.forget(arn);
  if (state === 'gone') {
    if (Date.now() - Date.parse(channel.createdAt) < settlingMilliseconds && channel.state === 'pending') {
      return channel;
    }
    await changeChannel(scope, personId, channel.id, () => undefined);
    return undefined;
  }
  if (state === 'active') {
    scope.recentStates.setActive(arn);
  }
  if (state !== channel.state) {
    await changeChannel(scope, personId, channel.id, (stored) => ({ ...stored, state }));
  }
  return { ...channel, state };
}
