import { createCaller, startTestStack } from '@tintype/testing';
import type { Mail, TestStack } from '@tintype/testing';

/** What the story needs of an installation. */
export type StoryStack = Pick<TestStack, 'url' | 'mailbox' | 'close'>;

/** The installation at TINTYPE_URL, which stays as it is afterwards, or one of its own. */
export async function openStoryStack(): Promise<StoryStack> {
  const url = process.env['TINTYPE_URL'];
  if (url === undefined) {
    return startTestStack();
  }
  const { json } = createCaller(url);
  return {
    url,
    mailbox: async ({ to } = {}) => {
      const { body } = await json('/mailbox.json');
      return (body as Mail[]).filter((mail) => to === undefined || mail.to === to);
    },
    close: async () => undefined,
  };
}
