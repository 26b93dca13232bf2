import type { Scope } from '../scope.ts';
import type { Channel } from './channel.entity.ts';
import { refreshChannels } from './refresh-channels.command.ts';

/** A person's channels; while SNS does not answer, as they were known last. */
export async function listChannels(scope: Scope, personId: string): Promise<readonly Channel[]> {
  try {
    return await refreshChannels(scope, personId, { mayBeRecent: false });
  } catch (error) {
    scope.logger.warn({ err: error }, 'the state of channels could not be asked for');
    return (await scope.channels.load(personId)).channels;
  }
}
