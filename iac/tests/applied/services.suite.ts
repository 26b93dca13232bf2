import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { drawPhoto, signUpPerson, waitFor } from '@tintype/testing';
import type { Mail, TestPerson } from '@tintype/testing';
import { hasRabbitmq } from '@tintype/testing/rabbitmq';
import type { Cloud } from '../cloud.ts';
import { createClients, present } from './clients.ts';
import { runServices } from './run-services.ts';
import type { RunningServices } from './run-services.ts';

// The emulated Cognito mails nothing and takes any code.
const code: Mail = { at: '', kind: 'email', to: '', subject: '', text: '123456' };
const mailbox = () => Promise.resolve([code]);

const [describeHere, title] = hasRabbitmq
  ? [describe, 'the services, run with what was applied']
  : [describe.skip, 'the services, run with what was applied (left out: rabbitmq-server is not installed)'];

/** The services themselves against the tables, buckets, accounts and secrets that Terraform made. */
export function serves(cloud: () => Cloud): void {
  describeHere(title, () => {
    let services: RunningServices;
    let author: TestPerson;
    let follower: TestPerson;
    let photo: { id: string };
    const call: RunningServices['call'] = (path, request) => services.call(path, request);

    beforeAll(async () => {
      services = await runServices(cloud());
    }, 120_000);
    afterAll(async () => {
      await services?.stop();
    });

    it('people sign up, confirm and sign in', async () => {
      author = await signUpPerson(call, mailbox);
      follower = await signUpPerson(call, mailbox);
      expect((await call(`/api/people/${author.handle}`, { as: follower })).body).toMatchObject({
        handle: author.handle,
      });
      expect((await call(`/api/people/${author.handle}/follow`, { as: follower, method: 'PUT' })).status).toBe(200);
    }, 60_000);

    it('an uploaded photo lies in the bucket and comes back as it was', async () => {
      const form = new FormData();
      form.append('image', new Blob([new Uint8Array(await drawPhoto({ width: 640, height: 480 }))]), 'a.jpg');
      const answer = await call('/api/photos', { as: author, body: form });
      expect([answer.status, answer.text.slice(0, 300)]).toEqual([201, expect.any(String)]);
      photo = answer.body as { id: string };
      const { buckets } = createClients(cloud().aws);
      const { photo_bucket: Bucket } = cloud().outputs['stores'] as { photo_bucket: string };
      const { Contents = [] } = await buckets.send(new ListObjectsV2Command({ Bucket }));
      const keys = Contents.map(({ Key }) => present(Key)).filter((key) => key.includes(photo.id));
      expect(keys.length).toBeGreaterThanOrEqual(2);
      // As the role of media allows it, and nowhere else.
      expect(keys.filter((key) => !/^(photos|originals)\//.test(key))).toEqual([]);
      const stored = await buckets.send(new GetObjectCommand({ Bucket, Key: keys[0] }));
      expect(stored.ContentLength).toBeGreaterThan(0);
    }, 60_000);

    it('a post reaches the follower: feed, notification, and the photo at its signed address', async () => {
      const json = { photos: [{ id: photo.id }], caption: 'From the cloud', visibility: 'public' };
      const posted = await call('/api/posts', { as: author, json, headers: { 'Idempotency-Key': 'from-the-cloud' } });
      expect([posted.status, posted.text.slice(0, 300)]).toEqual([201, expect.any(String)]);
      const { id } = posted.body as { id: string };
      const feed = async (): Promise<string[]> =>
        (await call('/api/feed', { as: follower })).body.items.map((item: { id: string }) => item.id);
      await waitFor(async () => (await feed()).includes(id), 'the post in the feed', 20_000);
      const told = async () => (await call('/api/notifications', { as: follower })).body.items;
      await waitFor(async () => (await told()).length > 0, 'the notification', 20_000);
      expect((await told())[0]).toMatchObject({ kind: 'post_published', actor: { handle: author.handle } });
      const { body } = await call(`/api/posts/${id}`);
      const [{ url }] = body.photos[0].variants as [{ url: string }];
      const { pathname, search } = new URL(url, 'https://edge.example');
      const bytes = await services.bytes(pathname + search);
      // A real picture of a kind that browsers know: JPEG, WebP or AVIF.
      expect(bytes.subarray(0, 12).toString('latin1')).toMatch(/^\u00ff\u00d8\u00ff|^RIFF....WEBP|^....ftypavif/s);
      expect((await call(`${pathname}${search.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))}`)).status).toBe(404);
    }, 60_000);

    it('an address for mails becomes a topic of its own, named as the role allows, and goes with the address', async () => {
      const { topics } = createClients(cloud().aws);
      const prefix = `tintype-${cloud().environment}-`;
      const topicsOfPeople = async () => {
        const { Topics = [] } = await topics.send(new ListTopicsCommand());
        return Topics.filter(({ TopicArn = '' }) => TopicArn.includes(`:${prefix}mail-`)).length;
      };
      const added = await call('/api/notifications/channels', {
        as: follower,
        json: { kind: 'email', address: follower.email },
        headers: { 'Idempotency-Key': 'mails-to-me' },
      });
      expect([added.status, added.text.slice(0, 300)]).toEqual([201, expect.any(String)]);
      expect(await topicsOfPeople()).toBe(1);
      const { id } = added.body as { id: string };
      const path = `/api/notifications/channels/${id}`;
      expect((await call(path, { as: follower, method: 'DELETE' })).status).toBe(204);
      expect(await topicsOfPeople()).toBe(0);
    }, 60_000);

    it('whoever signs out is out, everywhere', async () => {
      const { status } = await call('/api/auth/sign-out', { method: 'POST', headers: { cookie: follower.cookie } });
      expect(status).toBe(204);
      await waitFor(
        async () => (await call('/api/feed', { as: follower })).status === 401,
        'posts to refuse the token',
        10_000,
      );
    }, 30_000);
  });
}
