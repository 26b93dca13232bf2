import { DeleteTopicCommand, paginateListTopics } from '@aws-sdk/client-sns';
import type { Clients } from '../clients.ts';

/**
 * Deletes the topics that notifications made for people's addresses, which Terraform knows nothing of: they would keep the
 * addresses and count against the account's quota. Answers how many that were.
 */
export async function deleteMailTopics(
  clients: Clients,
  prefix: string,
  tell: (text: string) => void,
): Promise<number> {
  const ours: string[] = [];
  for await (const { Topics: topics = [] } of paginateListTopics({ client: clients.topics }, {})) {
    const arns = topics.map(({ TopicArn: arn = '' }) => arn);
    ours.push(...arns.filter((arn) => arn.split(':').at(-1)?.startsWith(`${prefix}-`)));
  }
  for (const [index, TopicArn] of ours.entries()) {
    await clients.topics.send(new DeleteTopicCommand({ TopicArn }));
    tell(`${index + 1} of ${ours.length}`);
  }
  return ours.length;
}
