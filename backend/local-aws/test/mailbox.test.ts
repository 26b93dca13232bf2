import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { createClients } from './contexts.ts';
import { startForTest, type TestAws } from './start-for-test.ts';
import { present } from './suite.ts';

describe('the mailbox', () => {
  let aws: TestAws;
  let sns: ReturnType<typeof createClients>['sns'];

  const publishSms = (PhoneNumber: string, Message: string) => sns.send(new PublishCommand({ PhoneNumber, Message }));
  const page = async (query = '') => (await fetch(`${aws.mailboxUrl}/mailbox${query}`)).text();

  async function subscribe(email: string) {
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: `for-${email.split('@')[0]}` }));
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: email }));
    const [mail] = await aws.mailTo(email);
    return { TopicArn, confirm: present(/http\S+/.exec(mail?.text ?? ''))[0] };
  }

  async function subscriptionState(TopicArn: string | undefined) {
    const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    return Subscriptions?.map(({ SubscriptionArn }) => (SubscriptionArn?.startsWith('arn:') ? 'confirmed' : 'pending'));
  }

  beforeAll(async () => {
    aws = await startForTest();
    ({ sns } = createClients(aws));
  });

  afterAll(() => aws.stop());

  it('escapes what it shows', async () => {
    await publishSms('+491701111111', '<img src=x onerror=alert(1)> "quoted" & more');
    const text = await page();
    expect(text).not.toContain('<img');
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt; &quot;quoted&quot; &amp; more');
    expect(await page(`?${new URLSearchParams({ to: '"><script>' }).toString()}`)).not.toContain('<script>');
  });

  it('makes links of web addresses and of nothing else', async () => {
    await publishSms(
      '+491702222222',
      'See https://example.com/a?b=1&c=2. Not javascript:alert(1) nor http://"onclick=x',
    );
    const text = await page();
    expect(text).toContain('<a href="https://example.com/a?b=1&amp;c=2"');
    expect(text).not.toContain('href="javascript');
    expect(text).not.toMatch(/<a [^>]*onclick/);
  });

  it('lets nothing load or run', async () => {
    const { headers } = await fetch(`${aws.mailboxUrl}/mailbox`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    const [, style = ''] = /<style>([^]*)<\/style>/.exec(await page()) ?? [];
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('answers JSON, newest first, for one recipient', async () => {
    await publishSms('+491703333333', 'first');
    await publishSms('+491704444444', 'other');
    await publishSms('+491703333333', 'second');
    const messages = await aws.mailTo('+491703333333');
    expect(messages.map(({ text }) => text)).toEqual(['second', 'first']);
    expect(messages[0]).toMatchObject({ kind: 'sms', to: '+491703333333', subject: '' });
    expect(Date.parse(messages[0]?.at ?? '')).toBeGreaterThan(Date.now() - 60_000);
  });

  it('confirms a subscription by its link, once it is followed', async () => {
    const { TopicArn, confirm } = await subscribe('cy@example.com');
    expect(await subscriptionState(TopicArn)).toEqual(['pending']);
    expect((await fetch(confirm)).status).toBe(200);
    expect(await subscriptionState(TopicArn)).toEqual(['confirmed']);
    expect((await fetch(confirm.replace(/token=..../, 'token=0000'))).status).toBe(400);
  });

  it('asks before it unsubscribes, because mail scanners follow links', async () => {
    const { TopicArn, confirm } = await subscribe('dee@example.com');
    await fetch(confirm);
    await sns.send(new PublishCommand({ TopicArn, Message: 'news' }));
    const [mail] = await aws.mailTo('dee@example.com');
    const link = present(/http\S+unsubscribe\S+/.exec(mail?.text ?? ''))[0];
    expect(await (await fetch(link)).text()).toContain('<form method="post"');
    expect(await subscriptionState(TopicArn)).toEqual(['confirmed']);
    expect((await fetch(link, { method: 'POST' })).status).toBe(200);
    expect(await subscriptionState(TopicArn)).toEqual([]);
    expect((await fetch(link, { method: 'POST' })).status).toBe(200);
  });

  it('does not answer under a foreign name', async () => {
    const status = await new Promise((resolve) => {
      request(`${aws.mailboxUrl}/mailbox.json`, { headers: { host: 'evil.example' } }, (res) => {
        res.resume();
        resolve(res.statusCode);
      }).end();
    });
    expect(status).toBe(421);
  });

  it('knows no other page', async () => {
    expect((await fetch(`${aws.mailboxUrl}/mailbox/other`)).status).toBe(404);
    expect((await fetch(`${aws.mailboxUrl}/mailbox`, { method: 'PUT' })).status).toBe(405);
  });
});
