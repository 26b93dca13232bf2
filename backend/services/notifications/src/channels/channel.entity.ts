/** An address to which a person's notifications are mailed once its owner agreed. */
export interface Channel {
  readonly id: string;
  readonly address: string;
  readonly state: 'pending' | 'active';
  readonly createdAt: string;
  /** A topic for this address alone: deleting it also ends a confirmation that nobody has answered yet. */
  readonly topicArn?: string | undefined;
  readonly subscriptionArn?: string | undefined;
}

/** All of a person's channels in one item, so that how many there are and how often one asked can be limited surely. */
export interface ChannelBook {
  readonly version: number;
  readonly channels: readonly Channel[];
  /** When mails that ask for a confirmation were caused, in milliseconds since 1970. */
  readonly asked: readonly number[];
}
