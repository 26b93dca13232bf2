import { DescribeScalableTargetsCommand } from '@aws-sdk/client-application-auto-scaling';
import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { CreateTopicCommand, ListTopicsCommand } from '@aws-sdk/client-sns';
import { describe, expect, it } from '@jest/globals';
import type { RunningCloud } from './start-small-cloud.ts';

const minutes = 60_000;
const table = 'tintype-dev-media';

/** What can be done with an environment that is deployed; the last of it takes it down. */
export function canBeRun(cloud: () => RunningCloud): void {
  const range = async (): Promise<string> => {
    const { ScalableTargets: targets = [] } = await cloud().clients.scaling.send(
      new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }),
    );
    return `${targets[0]?.MinCapacity} to ${targets[0]?.MaxCapacity}`;
  };

  it(
    'make status shows tasks, range, version and deployment on one screen',
    async () => {
      const { code, text } = await cloud().verb('status');
      expect(code).toBe(0);
      expect(text).toMatch(/posts +2 of 2 +2 to 4 +[0-9a-f]{12} +completed/);
      expect(text).toMatch(/Newest images\n +[0-9a-f]{12} .*runs/);
      expect(text.split('\n').length).toBeLessThan(30);
    },
    minutes,
  );

  describe('make logs', () => {
    it(
      'makes JSON lines readable, and leaves others as they are',
      async () => {
        const line = { level: 50, time: Date.now(), service: 'posts', msg: 'it failed', requestId: 'r-1' };
        await cloud().log('/tintype-dev/posts', 'posts/one', JSON.stringify(line));
        await cloud().log('/tintype-dev/posts', 'posts/two', 'Segmentation fault');
        const { code, text } = await cloud().verb('logs', { SERVICE: 'posts', FOLLOW: '0' });
        expect(code).toBe(0);
        expect(text).toMatch(/\d\d:\d\d:\d\d\.\d{3} error posts +it failed/);
        expect(text).toContain('\nSegmentation fault\n');
      },
      minutes,
    );

    it.each([
      [{ SERVICE: 'chat' }, 'There is no "chat".\nSay SERVICE= with one of posts'],
      [{ SINCE: 'yesterday' }, 'SINCE=yesterday is no time.'],
    ])(
      'refuses %j',
      async (words, said) => {
        const { code, text } = await cloud().verb('logs', words);
        expect(text).toContain(said);
        expect(code).toBe(1);
      },
      minutes,
    );
  });

  describe('make scale', () => {
    it.each([
      [{ MIN: '1' }, 'MIN=1 is too few'],
      [{ MIN: '4' }, 'MAX=4 leaves no room above MIN=4'],
      [{ MAX: 'many' }, 'MAX=many is not a number'],
      [{}, 'Neither MIN nor MAX is set'],
    ])(
      'refuses %j',
      async (words, said) => {
        const { code, text } = await cloud().verb('scale', { SERVICE: 'posts', YES: '1', ...words });
        expect(text).toContain(said);
        expect(code).toBe(1);
        expect(await range()).toBe('2 to 4');
      },
      minutes,
    );

    it(
      'changes the range, and says what will put it back',
      async () => {
        const { code, text } = await cloud().verb('scale', { SERVICE: 'posts', MIN: '3', MAX: '9' }, 'y\n');
        expect(code).toBe(0);
        expect(text).toContain('posts: 2 to 4 tasks now, 3 to 9 from here on.');
        expect(text).toContain('The next deployment puts back what iac/environments/dev/main.tf says');
        expect(await range()).toBe('3 to 9');
      },
      minutes,
    );
  });

  describe('make backup and make restore', () => {
    const item = (pk: string, value: string) => ({ pk: { S: pk }, value: { S: value } });
    const read = async (pk: string): Promise<string | undefined> =>
      (await cloud().clients.dynamo.send(new GetItemCommand({ TableName: table, Key: { pk: { S: pk } } }))).Item?.[
        'value'
      ]?.S;

    it(
      'puts back what was lost, and leaves what has changed since',
      async () => {
        const { dynamo: tables } = cloud().clients;
        for (const pk of ['lost', 'changed']) {
          await tables.send(new PutItemCommand({ TableName: table, Item: item(pk, 'before') }));
        }
        const made = await cloud().verb('backup', { YES: '1' });
        expect(made.code).toBe(0);
        const label = /Label (\S+):/.exec(made.text)?.[1] ?? '';
        expect(made.text).toContain(`${table}-backup-${label}`);
        await tables.send(new DeleteItemCommand({ TableName: table, Key: { pk: { S: 'lost' } } }));
        await tables.send(new PutItemCommand({ TableName: table, Item: item('changed', 'after') }));

        const refused = await cloud().verb('restore', { FROM: label, STORE: table, YES: '1' }, 'prod\n');
        expect(refused.text).toContain('That is not "dev". Nothing was changed.');
        const restored = await cloud().verb('restore', { FROM: label, STORE: table }, 'dev\n');
        expect(restored.code).toBe(0);
        expect(await read('lost')).toBeUndefined();
        const copy = /COPY=(\S+)/.exec(restored.text)?.[1] ?? '';
        const back = await cloud().verb('restore', { COPY: copy, CONFIRM: 'dev' });
        expect(back.text).toContain('1 items put back, 1 were there.');
        expect([await read('lost'), await read('changed')]).toEqual(['before', 'after']);
      },
      3 * minutes,
    );

    it.each([
      [{ STORE: table }, 'FROM is not set.'],
      [{ STORE: table, FROM: '2026-01-31T08:00:00' }, 'is no moment of the past.\nSay it with its zone'],
      [{ FROM: 'x' }, 'STORE is not set.'],
      [{ SWITCH: 'tintype-dev-posts' }, 'was not restored by make restore.'],
    ])(
      'refuses %j',
      async (words, said) => {
        const { code, text } = await cloud().verb('restore', { CONFIRM: 'dev', ...words });
        expect(text).toContain(said);
        expect(code).toBe(1);
      },
      minutes,
    );
  });

  describe('make destroy', () => {
    it(
      'refuses prod, whatever is typed',
      async () => {
        const { code, text } = await cloud().verb('destroy', { ENV: 'prod', CONFIRM: 'prod', YES: '1' });
        expect(text).toContain('prod keeps its data: nothing was destroyed.');
        expect(code).toBe(1);
      },
      minutes,
    );

    it(
      'wants the name: YES=1 is not enough',
      async () => {
        const { code, text } = await cloud().verb('destroy', { YES: '1' }, 'yes\n');
        expect(text).toContain('That is not "dev". Nothing was changed.');
        expect(code).toBe(1);
        expect(await range()).toBe('3 to 9');
      },
      3 * minutes,
    );

    it(
      'takes everything down, filled buckets and the bootstrap too',
      async () => {
        const { topics } = cloud().clients;
        for (const Name of [
          'tintype-dev-mail-0190',
          'tintype-dev-mail-0191',
          'tintype-prod-mail-0190',
          'somebody-elses',
        ]) {
          await topics.send(new CreateTopicCommand({ Name }));
        }
        const { code, text } = await cloud().verb('destroy', { BOOTSTRAP: '1', CONFIRM: 'dev' });
        expect({ code, text: code === 0 ? '' : text }).toEqual({ code: 0, text: '' });
        expect(text).toMatch(/empty tintype-dev-pages ok +\d\d+ versions/);
        expect((await cloud().clients.files.send(new ListBucketsCommand())).Buckets ?? []).toEqual([]);
        const { Topics: left = [] } = await topics.send(new ListTopicsCommand());
        expect(left.map(({ TopicArn: arn }) => arn?.split(':').at(-1))).toEqual([
          'tintype-prod-mail-0190',
          'somebody-elses',
        ]);
      },
      6 * minutes,
    );
  });
}
