import {
  DeleteObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canBeRun } from './testing/running.suite.ts';
import { startSmallCloud } from './testing/start-small-cloud.ts';
import type { RunningCloud } from './testing/start-small-cloud.ts';
import { findPython, findTerraform } from '../tests/emulated-aws/find-tools.ts';

const [terraform, python] = await Promise.all([findTerraform(), findPython()]);
const bucket = 'tintype-dev-pages';
const minutes = 60_000;

/** Whether some words come in this order, each behind the one before. */
function isInOrder(text: string, words: readonly string[]): boolean {
  let place = 0;
  return words.every((word) => {
    place = text.indexOf(word, place) + word.length;
    return place >= word.length;
  });
}

if ('missing' in terraform) {
  it(`is left out: ${terraform.missing}`, () => undefined);
} else if ('missing' in python) {
  it(`is left out: ${python.missing}`, () => undefined);
} else {
  describe('make deploy, on an emulated AWS', () => {
    let cloud: RunningCloud;
    beforeAll(async () => {
      cloud = await startSmallCloud(python.found, terraform.found);
    }, minutes);
    afterAll(() => cloud.stop());

    it(
      'makes nothing when the answer is no',
      async () => {
        const { code, text } = await cloud.verb('deploy', {}, 'n\n');
        expect(text).toContain('Make them? [y/N]');
        expect(text).toContain('Nothing was changed.');
        expect(code).toBe(1);
        expect((await cloud.clients.files.send(new ListBucketsCommand())).Buckets ?? []).toEqual([]);
        expect(await cloud.checkout.askedOfEngine()).toEqual([]);
      },
      2 * minutes,
    );

    it(
      'says before it that nothing is deployed',
      async () => {
        const { code, text } = await cloud.verb('status');
        expect(text).toContain('Nothing is deployed as dev in account 123456789012, eu-central-1.');
        expect(code).toBe(1);
      },
      minutes,
    );

    it(
      'goes from nothing to pages, one step after the other',
      async () => {
        const { code, text } = await cloud.deploy();
        expect({ code, text: code === 0 ? '' : text }).toEqual({ code: 0, text: '' });
        const order =
          'bootstrap: apply|move its state|push posts|plan ok|apply, first part|task broker-users|task posts-migrate| apply ok|signing key|services know each other|wait for the services|pages ok|CloudFront forgets|Deployed ';
        expect({ text, isInOrder: isInOrder(text, order.split('|')) }).toEqual({ text, isInOrder: true });
        expect(text).toContain('Left out, and so not proven: smoke.');
        expect(cloud.standIn.ran.map((arn) => arn.split('/').at(-1))).toEqual([
          'tintype-dev-broker-users:1',
          'tintype-dev-posts-migrate:1',
        ]);
      },
      8 * minutes,
    );

    it('pushed an image of each service, and kept the password off the command line', async () => {
      const asked = await cloud.checkout.askedOfEngine();
      const pushed = asked.filter((line) => line.startsWith('push'));
      expect(pushed.map((line) => /tintype\/(\w+):/.exec(line)?.[1])).toEqual([
        'auth',
        'media',
        'notifications',
        'posts',
      ]);
      expect(asked.find((line) => line.startsWith('login'))).toMatch(
        /^login --username AWS --password-stdin 123456789012\.dkr\.ecr\.eu-central-1\.amazonaws\.com < \d+ characters$/,
      );
    });

    it('keeps the states of the bootstrap and of the environment in one bucket', async () => {
      const Bucket = 'tintype-terraform-123456789012-eu-central-1';
      const { Contents: states = [] } = await cloud.clients.files.send(new ListObjectsV2Command({ Bucket }));
      expect(states.map(({ Key: key }) => key)).toEqual([
        'bootstrap/terraform.tfstate',
        'environments/dev/terraform.tfstate',
      ]);
    });

    it.each([
      ['index.html', 'text/html; charset=utf-8', 'no-cache'],
      ['main-ABCDEFG1.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
      ['assets/inter-latin-ABCDEFG1.woff2', 'font/woff2', 'public, max-age=31536000, immutable'],
      ['ngsw.json', 'application/json', 'no-cache'],
      ['favicon.svg', 'image/svg+xml', 'no-cache'],
      ['api/openapi.json', 'application/json', 'no-cache'],
      ['api/docs/index.html', 'text/html; charset=utf-8', 'no-cache'],
      ['api/docs/swagger-ui-bundle.js', 'text/javascript; charset=utf-8', 'no-cache'],
    ])('uploads %s as %s, %s', async (Key, type, kept) => {
      const { ContentType, CacheControl } = await cloud.clients.files.send(
        new HeadObjectCommand({ Bucket: bucket, Key }),
      );
      expect({ ContentType, CacheControl }).toEqual({ ContentType: type, CacheControl: kept });
    });

    it('gives the edge the key that signs addresses of photos', () => {
      expect([...cloud.standIn.keys]).toEqual([['current', 'the-first-signing-key-of-thirty-two']]);
    });

    describe('again, with new pages and a new key', () => {
      const old = { Bucket: bucket, Key: 'main-OLDOLD11.js' };
      let text = '';
      beforeAll(async () => {
        const { files, secrets } = cloud.clients;
        // Replaced by a deployment of three weeks ago, and of now.
        await files.send(new PutObjectCommand({ ...old, Body: 'x' }));
        const longAgo = new Date(Date.now() - 21 * 24 * 60 * minutes).toISOString();
        await files.send(
          new PutObjectTaggingCommand({ ...old, Tagging: { TagSet: [{ Key: 'replaced-on', Value: longAgo }] } }),
        );
        await secrets.send(
          new PutSecretValueCommand({
            SecretId: 'tintype-dev/media-signing-key',
            SecretString: 'the-second-signing-key-of-thirty-two',
          }),
        );
        await cloud.checkout.remove('ui/dist/browser/main-ABCDEFG1.js');
        await cloud.checkout.write('ui/dist/browser/main-NEWNEW11.js', 'start()');
        const said = await cloud.deploy();
        expect(said.code).toBe(0);
        text = said.text;
      }, 6 * minutes);

      it('builds no image twice, and changes nothing with Terraform', () => {
        expect(text).not.toContain('Build with');
        expect(text).toContain('Terraform has nothing to change');
      });

      it('keeps files that open tabs may still ask for, and removes those of long ago', async () => {
        const { Contents: files = [] } = await cloud.clients.files.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: 'main-' }),
        );
        expect(files.map(({ Key: key }) => key)).toEqual(['main-ABCDEFG1.js', 'main-NEWNEW11.js']);
        const { TagSet: tags } = await cloud.clients.files.send(
          new GetObjectTaggingCommand({ Bucket: bucket, Key: 'main-ABCDEFG1.js' }),
        );
        expect(tags?.map(({ Key: key }) => key)).toEqual(['replaced-on']);
      });

      it('keeps the key before, for addresses that are about', () => {
        expect(Object.fromEntries(cloud.standIn.keys)).toEqual({
          current: 'the-second-signing-key-of-thirty-two',
          previous: 'the-first-signing-key-of-thirty-two',
        });
      });
    });

    it(
      'stops at a migration that fails, says what it wrote, and starts no new version',
      async () => {
        await cloud.checkout.commit('a change');
        cloud.standIn.ending = (container) => ({ exitCode: container === 'posts-migrate' ? 1 : 0 });
        await cloud.log(
          '/tintype-dev/posts',
          'task/posts-migrate/tintype-dev-posts-migrate:2',
          'column "x" does not exist',
        );
        const { code, text } = await cloud.deploy();
        cloud.standIn.ending = () => ({ exitCode: 0 });
        expect(code).toBe(1);
        expect(text).toContain('The task posts-migrate ended with 1');
        expect(text).toContain('column "x" does not exist');
        expect(text).not.toContain('wait for the services');
        expect(await cloud.runningRevision()).toBe('tintype-dev-posts:1');
      },
      6 * minutes,
    );

    it(
      'goes on from there, and tells which service does not come up',
      async () => {
        cloud.standIn.rollout = 'FAILED';
        const { code, text } = await cloud.deploy();
        cloud.standIn.rollout = 'COMPLETED';
        expect(code).toBe(1);
        expect(text).toContain('tintype-dev-posts could not start its new version');
        expect(text).toContain('tasks failed to start');
        expect(await cloud.runningRevision()).toBe('tintype-dev-posts:2');
      },
      6 * minutes,
    );

    it(
      'does not wait for somebody else who deploys, and says who',
      async () => {
        const info = {
          ID: 'a-lock',
          Operation: 'OperationTypeApply',
          Who: 'ada@laptop',
          Version: '1.11.4',
          Created: '2026-01-31T08:00:00Z',
          Info: '',
          Path: '',
        };
        const lock = {
          Bucket: 'tintype-terraform-123456789012-eu-central-1',
          Key: 'environments/dev/terraform.tfstate.tflock',
        };
        await cloud.clients.files.send(new PutObjectCommand({ ...lock, Body: JSON.stringify(info) }));
        const { code, text } = await cloud.deploy();
        expect(code).toBe(1);
        expect(text).toContain('Somebody is changing this environment just now: ada@laptop, since 2026-01-31');
        expect(text).toContain('force-unlock a-lock');
        await cloud.clients.files.send(new DeleteObjectCommand(lock));
      },
      3 * minutes,
    );

    describe('and what comes after it', () => canBeRun(() => cloud));
  });
}
