import type { Scope } from '../scope.ts';

/** Removes everything about a person who left: topics with their addresses, history, mails on their way. */
export async function forgetPerson(scope: Scope, personId: string): Promise<void> {
  const { channels } = await scope.channels.load(personId);
  for (const { topicArn } of channels) {
    if (topicArn !== undefined) {
      await scope.topics.remove(topicArn);
    }
  }
  await scope.partitions.remove(personId);
}
