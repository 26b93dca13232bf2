import type { PersonCard } from '../graph.gateway.ts';
import type { Mail, QueuedMail } from './mail.entity.ts';
import { presentName } from './name.presenter.ts';

/** Writes the mail about what somebody did. It names people and pages; captions and comments stay in the app. */
export function presentMail(mail: QueuedMail, actor: PersonCard, publicUrl: string): Mail {
  const name = presentName(actor);
  const who = name === `@${actor.handle}` ? name : `${name} (@${actor.handle})`;
  const { subject, sentence, page, reason } = wordings[mail.kind]({
    name,
    who,
    handle: actor.handle,
    post: `/posts/${mail.postId}`,
    profile: `/@${actor.handle}`,
  });
  const text = [
    'Hello,',
    `${sentence}\n${publicUrl}${page}`,
    `${reason}\nChange what is mailed to you: ${publicUrl}/settings`,
    'Tintype',
  ].join('\n\n');
  return { subject, text };
}

interface Words {
  readonly name: string;
  readonly who: string;
  readonly handle: string;
  readonly post: string;
  readonly profile: string;
}

interface Wording {
  readonly subject: string;
  readonly sentence: string;
  readonly page: string;
  readonly reason: string;
}

const wordings: Readonly<Record<QueuedMail['kind'], (words: Words) => Wording>> = {
  post_published: ({ name, who, handle, post }) => ({
    subject: `${name} shared something new`,
    sentence: `${who} shared something new. Have a look:`,
    page: post,
    reason: `You get this mail because you follow @${handle}.`,
  }),
  followed: ({ name, who, profile }) => ({
    subject: `${name} follows you now`,
    sentence: `${who} follows you now. See who it is:`,
    page: profile,
    reason: 'You get this mail because somebody began to follow you.',
  }),
  post_liked: ({ name, who, post }) => ({
    subject: `${name} likes your post`,
    sentence: `${who} likes your post:`,
    page: post,
    reason: 'You get this mail because the post is yours.',
  }),
  comment_added: ({ name, who, post }) => ({
    subject: `${name} commented on your post`,
    sentence: `${who} commented on your post:`,
    page: post,
    reason: 'You get this mail because the post is yours.',
  }),
};
