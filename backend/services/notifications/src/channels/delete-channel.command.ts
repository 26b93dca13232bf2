import { unavailable } from '@tintype/errors';
import { errors } from '../errors.ts';
import type { Scope } from '../scope.ts';
import { changeChannel } from './change-book.command.ts';

/** Ends mail to an address; a confirmation that is still open ends with it. */
export async function deleteChannel(scope: Scope, personId: string, channelId: string): Promise<void> {
  const wanted = channelId.toLowerCase();
  const channel = (await scope.channels.load(personId)).channels.find(({ id }) => id === wanted);
  if (!channel) {
    throw errors.channelNotFound();
  }
  if (channel.topicArn !== undefined) {
    try {
      await scope.topics.remove(channel.topicArn);
    } catch (error) {
      throw unavailable(5, 'The address cannot be removed just now. Try again shortly.', error);
    }
  }
  await changeChannel(scope, personId, channel.id, () => undefined);
}
