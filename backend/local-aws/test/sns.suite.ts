import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSMSAttributesCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListTopicsCommand,
  PublishCommand,
  SetSMSAttributesCommand,
  SetSubscriptionAttributesCommand,
  paginateListSubscriptions,
  paginateListSubscriptionsByTopic,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import type { SnsTestContext } from './contexts.ts';
import { assertRefused, assertRefusedWith, present, type Suite } from './suite.ts';

async function createTopic({ client }: SnsTestContext): Promise<string> {
  const { TopicArn } = await client.send(new CreateTopicCommand({ Name: `topic-${randomUUID()}` }));
  return present(TopicArn);
}

const newEmail = () => `bob.${randomUUID().slice(0, 8)}@example.com`;

async function subscribe({ client }: SnsTestContext, TopicArn: string, Endpoint: string): Promise<string> {
  const Protocol = Endpoint.includes('@') ? 'email' : 'sms';
  const { SubscriptionArn } = await client.send(
    new SubscribeCommand({ TopicArn, Protocol, Endpoint, ReturnSubscriptionArn: true }),
  );
  return present(SubscriptionArn);
}

/** What somebody got, where anything is delivered at all. */
async function received({ sentTo }: SnsTestContext, to: string): Promise<{ subject: string; text: string }[]> {
  assert.ok(sentTo, 'nothing is ever delivered');
  return sentTo(to);
}

async function confirmByMail(context: SnsTestContext, TopicArn: string, email: string): Promise<void> {
  const [mail] = await received(context, email);
  const link = present(/http\S+confirm\S+/.exec(mail?.text ?? ''), 'a link')[0];
  const Token = present(new URL(link).searchParams.get('token'));
  await context.client.send(new ConfirmSubscriptionCommand({ TopicArn, Token }));
}

const publish = ({ client }: SnsTestContext, TopicArn: string, Message: string, Subject?: string) =>
  client.send(new PublishCommand({ TopicArn, Message, ...(Subject === undefined ? {} : { Subject }) }));

async function attributesOf({ client }: SnsTestContext, SubscriptionArn: string) {
  const { Attributes } = await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  return present(Attributes);
}

/** Topics, subscriptions and messages. */
export const snsSuite: Suite<SnsTestContext> = [
  {
    name: 'CreateTopic answers the same ARN twice',
    run: async ({ client }) => {
      const Name = `topic-${randomUUID()}`;
      const first = await client.send(new CreateTopicCommand({ Name }));
      const second = await client.send(new CreateTopicCommand({ Name }));
      assert.match(first.TopicArn ?? '', new RegExp(`^arn:aws:sns:us-east-1:\\d{12}:${Name}$`));
      assert.equal(first.TopicArn, second.TopicArn);
    },
  },
  {
    name: 'CreateTopic refuses names that cannot be topics',
    run: ({ client }) =>
      assertRefused(client.send(new CreateTopicCommand({ Name: 'no topic!' })), 'InvalidParameterException'),
  },
  {
    name: 'ListTopics and DeleteTopic',
    run: async (context) => {
      const TopicArn = await createTopic(context);
      const arns = async () =>
        (await context.client.send(new ListTopicsCommand({}))).Topics?.map((topic) => topic.TopicArn);
      assert.ok((await arns())?.includes(TopicArn));
      await context.client.send(new DeleteTopicCommand({ TopicArn }));
      await context.client.send(new DeleteTopicCommand({ TopicArn }));
      assert.ok(!(await arns())?.includes(TopicArn));
      await assertRefused(context.client.send(new GetTopicAttributesCommand({ TopicArn })), 'NotFoundException');
    },
  },
  {
    name: 'an e-mail subscription is pending until it is confirmed',
    run: async (context) => {
      const TopicArn = await createTopic(context);
      const email = newEmail();
      const shown = await context.client.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: email }));
      assert.equal(shown.SubscriptionArn, 'pending confirmation');
      const arn = await subscribe(context, TopicArn, email);
      assert.equal((await attributesOf(context, arn))['PendingConfirmation'], 'true');
      await publish(context, TopicArn, 'too early');
      await confirmByMail(context, TopicArn, email);
      assert.equal((await attributesOf(context, arn))['PendingConfirmation'], 'false');
      assert.ok((await received(context, email)).every(({ text }) => !text.includes('too early')));
    },
  },
  {
    name: 'Publish delivers to a confirmed address, with a link to unsubscribe',
    run: async (context) => {
      const TopicArn = await createTopic(context);
      const email = newEmail();
      const arn = await subscribe(context, TopicArn, email);
      await confirmByMail(context, TopicArn, email);
      assert.ok((await publish(context, TopicArn, 'Look: ü', 'News')).MessageId);
      const [mail] = await received(context, email);
      assert.equal(mail?.subject, 'News');
      assert.match(mail.text, /^Look: ü\n/);
      assert.ok(mail.text.includes(`subscription=${encodeURIComponent(arn)}`));
    },
  },
  {
    name: 'a phone number is subscribed at once',
    run: async (context) => {
      const TopicArn = await createTopic(context);
      const number = `+4917${String(Date.now()).slice(-8)}`;
      const arn = await subscribe(context, TopicArn, number);
      assert.equal((await attributesOf(context, arn))['PendingConfirmation'], 'false');
      await publish(context, TopicArn, 'a text');
      assert.equal((await received(context, number))[0]?.text, 'a text');
    },
  },
  {
    name: 'Unsubscribe ends the deliveries',
    run: async (context) => {
      const TopicArn = await createTopic(context);
      const number = `+4916${String(Date.now()).slice(-8)}`;
      const SubscriptionArn = await subscribe(context, TopicArn, number);
      await context.client.send(new UnsubscribeCommand({ SubscriptionArn }));
      await publish(context, TopicArn, 'nobody reads this');
      assert.equal((await received(context, number)).length, 0);
      await assertRefused(
        context.client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn })),
        'NotFoundException',
      );
    },
  },
  {
    name: 'ConfirmSubscription refuses an unknown token',
    run: async (context) => {
      const TopicArn = await createTopic(context);
      await assertRefused(
        context.client.send(new ConfirmSubscriptionCommand({ TopicArn, Token: 'ab'.repeat(32) })),
        'InvalidParameterException',
      );
    },
  },
  ...[
    ['email', 'nobody'],
    ['email', 'a@b'],
    ['sms', 'not-a-number'],
    ['carrier-pigeon', 'coo'],
  ].map(([Protocol, Endpoint]) => ({
    name: `Subscribe refuses ${Protocol} ${Endpoint}`,
    run: async (context: SnsTestContext) => {
      const TopicArn = await createTopic(context);
      const call = context.client.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }));
      await assertRefused(call, 'InvalidParameterException');
    },
  })),
  {
    name: 'Subscribe to a topic that is not there',
    run: (context) =>
      assertRefused(
        subscribe(context, `arn:aws:sns:us-east-1:000000000000:${randomUUID()}`, newEmail()),
        'NotFoundException',
      ),
  },
  {
    name: 'the same address is subscribed once',
    run: async (context) => {
      const TopicArn = await createTopic(context);
      const email = newEmail();
      assert.equal(await subscribe(context, TopicArn, email), await subscribe(context, TopicArn, email));
    },
  },
  {
    name: 'listings go through all pages and hide what is pending',
    run: async (context) => {
      const TopicArn = await createTopic(context);
      await Promise.all(Array.from({ length: 105 }, () => subscribe(context, TopicArn, newEmail())));
      const seen: (string | undefined)[] = [];
      for await (const page of paginateListSubscriptionsByTopic({ client: context.client }, { TopicArn })) {
        assert.ok((page.Subscriptions?.length ?? 0) <= 100);
        assert.ok(page.Subscriptions?.every(({ SubscriptionArn }) => SubscriptionArn === 'PendingConfirmation'));
        seen.push(...(page.Subscriptions ?? []).map(({ Endpoint }) => Endpoint));
      }
      assert.equal(new Set(seen).size, 105);
      let all = 0;
      for await (const page of paginateListSubscriptions({ client: context.client }, {})) {
        all += page.Subscriptions?.filter((subscription) => subscription.TopicArn === TopicArn).length ?? 0;
      }
      assert.equal(all, 105);
    },
  },
  {
    name: 'GetTopicAttributes counts subscriptions',
    run: async (context) => {
      const TopicArn = await createTopic(context);
      await subscribe(context, TopicArn, newEmail());
      await subscribe(context, TopicArn, '+491701234567');
      const { Attributes } = await context.client.send(new GetTopicAttributesCommand({ TopicArn }));
      assert.deepEqual([Attributes?.['SubscriptionsPending'], Attributes?.['SubscriptionsConfirmed']], ['1', '1']);
    },
  },
  {
    name: 'Publish to a topic that is not there',
    run: (context) =>
      assertRefused(publish(context, 'arn:aws:sns:us-east-1:000000000000:nothing', 'x'), 'NotFoundException'),
  },
  {
    name: 'Publish refuses empty and too long messages',
    run: async (context) => {
      const TopicArn = await createTopic(context);
      await assertRefusedWith(publish(context, TopicArn, ''), 'InvalidParameterException', /Empty message/);
      const long = publish(context, TopicArn, 'x'.repeat(262_145));
      await assertRefusedWith(long, 'InvalidParameterException', /Message too long/);
      await publish(context, TopicArn, 'x'.repeat(262_144));
    },
  },
  ...['x'.repeat(101), 'two\nlines', 'Grüße', '', ' space first'].map((subject) => ({
    name: `Publish refuses the subject ${JSON.stringify(subject.slice(0, 12))}`,
    run: async (context: SnsTestContext) => {
      const TopicArn = await createTopic(context);
      await assertRefused(publish(context, TopicArn, 'x', subject), 'InvalidParameterException');
    },
  })),
  {
    name: 'Publish sends each protocol its part of a structured message',
    run: async (context) => {
      const TopicArn = await createTopic(context);
      const number = `+4915${String(Date.now()).slice(-8)}`;
      await subscribe(context, TopicArn, number);
      const structured = (Message: string) =>
        context.client.send(new PublishCommand({ TopicArn, Message, MessageStructure: 'json' }));
      await structured(JSON.stringify({ default: 'd', sms: 'short', email: 'long' }));
      assert.equal((await received(context, number))[0]?.text, 'short');
      await assertRefused(structured(JSON.stringify({ sms: 'no default' })), 'InvalidParameterException');
      await assertRefused(structured('no json'), 'InvalidParameterException');
    },
  },
  {
    name: 'Publish sends a text message to a number',
    run: async (context) => {
      const PhoneNumber = `+4914${String(Date.now()).slice(-8)}`;
      await context.client.send(new PublishCommand({ PhoneNumber, Message: 'hello' }));
      assert.equal((await received(context, PhoneNumber))[0]?.text, 'hello');
      await assertRefused(
        context.client.send(new PublishCommand({ PhoneNumber: '12', Message: 'hello' })),
        'InvalidParameterException',
      );
    },
  },
  {
    name: 'SetSMSAttributes and GetSMSAttributes',
    run: async ({ client }) => {
      await client.send(new SetSMSAttributesCommand({ attributes: { DefaultSMSType: 'Transactional' } }));
      const { attributes } = await client.send(new GetSMSAttributesCommand({ attributes: ['DefaultSMSType'] }));
      assert.deepEqual(attributes, { DefaultSMSType: 'Transactional' });
      await assertRefused(
        client.send(new SetSMSAttributesCommand({ attributes: { DefaultSMSType: 'Chatty' } })),
        'InvalidParameterException',
      );
    },
  },
  {
    name: 'filter policies are refused rather than ignored',
    run: async (context) => {
      const TopicArn = await createTopic(context);
      const SubscriptionArn = await subscribe(context, TopicArn, '+491701234567');
      const set = new SetSubscriptionAttributesCommand({
        SubscriptionArn,
        AttributeName: 'FilterPolicy',
        AttributeValue: '{"kind":["a"]}',
      });
      await assertRefused(context.client.send(set), 'InvalidAction');
      const subscribed = new SubscribeCommand({
        TopicArn,
        Protocol: 'email',
        Endpoint: newEmail(),
        Attributes: { FilterPolicy: '{"kind":["a"]}' },
      });
      await assertRefused(context.client.send(subscribed), 'InvalidParameterException');
    },
  },
];
