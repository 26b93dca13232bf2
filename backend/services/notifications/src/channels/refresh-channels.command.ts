import type { Scope } from '../scope.ts';
import { changeChannel } from './change-book.command.ts';
import type { Channel } from './channel.entity.ts';

// Right after subscribing, SNS may not know of it everywhere yet.
const settlingMilliseconds = 60_000;

/**
 * A person's channels as SNS has them now: confirmed since, or gone because the receiver unsubscribed or never
 * confirmed. `isPatient` asks SNS again about what was pending a moment ago; without it an answer may be a second old.
 */
export async function refreshChannels(
  scope: Pick<Scope, 'channels' | 'topics' | 'recentStates'>,
  personId: string,
  options: { isPatient: boolean },
): Promise<readonly Channel[]> {
  const { channels } = await scope.channels.load(personId);
  const refreshed = await Promise.all(channels.map((channel) => refresh(scope, personId, channel, options)));
  return refreshed.filter((channel) => channel !== undefined);
}

async function refresh(
  scope: Pick<Scope, 'channels' | 'topics' | 'recentStates'>,
  personId: string,
  channel: Channel,
  options: { isPatient: boolean },
): Promise<Channel | undefined> {
  const arn = channel.subscriptionArn;
  const recent = arn === undefined ? 'pending' : scope.recentStates.get(arn);
  if (arn === undefined || recent === 'active' || (recent === 'pending' && !options.isPatient)) {
    return channel;
  }
  const state = await scope.topics.stateOf(arn);
  if (state === 'gone') {
    if (Date.now() - Date.parse(channel.createdAt) < settlingMilliseconds && channel.state === 'pending') {
      return channel;
    }
    scope.recentStates.forget(arn);
    await changeChannel(scope, personId, channel.id, () => undefined);
    return undefined;
  }
  scope.recentStates.set(arn, state);
  if (state !== channel.state) {
    await changeChannel(scope, personId, channel.id, (stored) => ({ ...stored, state }));
  }
  return { ...channel, state };
}
