import type { Subscription } from './subscriptions.ts';

/** The addresses behind the links of SNS mail. */
export interface Links {
  confirm: (subscription: Subscription) => string;
  unsubscribe: (subscription: Subscription) => string;
}

/** Links into the mailbox, which answers them as sns.amazonaws.com would. */
export function createLinks(publicUrl: () => string): Links {
  const link = (action: string, parameters: Record<string, string>) =>
    `${publicUrl().replace(/\/$/, '')}/mailbox/sns/${action}?${new URLSearchParams(parameters).toString()}`;
  return {
    confirm: ({ topicArn, token }) => link('confirm', { topic: topicArn, token }),
    unsubscribe: ({ arn }) => link('unsubscribe', { subscription: arn }),
  };
}

/** The mail that asks whether somebody really subscribed. */
export function confirmationLetter(links: Links, subscription: Subscription): { subject: string; text: string } {
  return {
    subject: 'AWS Notification - Subscription Confirmation',
    text: [
      `You have chosen to subscribe to the topic:\n${subscription.topicArn}`,
      `To confirm this subscription, click or visit the link below (if this was in error no action is necessary):\n${links.confirm(subscription)}`,
    ].join('\n\n'),
  };
}

/** A published message as the mail that a subscriber gets. */
export function notificationLetter(
  links: Links,
  subscription: Subscription,
  message: { subject: string | undefined; text: string },
): { subject: string; text: string } {
  return {
    subject: message.subject ?? 'AWS Notification Message',
    text: `${message.text}\n\n--\nIf you wish to stop receiving notifications from this topic, please click or visit the link below to unsubscribe:\n${links.unsubscribe(subscription)}`,
  };
}
