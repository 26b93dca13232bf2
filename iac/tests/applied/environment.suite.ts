import { afterAll, describe, expect, it } from '@jest/globals';
import { raiseCloud } from '../cloud.ts';
import type { Cloud } from '../cloud.ts';
import { findPython, findTerraform } from '../emulated-aws/find-tools.ts';
import type { EnvironmentName } from '../variables.ts';
import { isBounded } from './boundary.suite.ts';
import { createClients } from './clients.ts';
import { isUnderstood } from './configuration.suite.ts';
import { findRemains } from './remains.ts';
import { isSafe } from './safety.suite.ts';
import { isScaled } from './scaling.suite.ts';

const [terraform, python] = await Promise.all([findTerraform(), findPython()]);

/** What holds for every environment: it is applied, asked for what was made, and taken down. `more` comes in between. */
export function describeEnvironment(
  environment: EnvironmentName,
  title: string,
  more: { whileUp?: (cloud: () => Cloud) => void; beforeEnd?: (cloud: Cloud) => Promise<void> },
): void {
  if ('missing' in terraform) {
    it.skip(`everything here (left out: ${terraform.missing})`, () => undefined);
    return;
  }
  if ('missing' in python) {
    it.skip(`everything here (left out: ${python.missing})`, () => undefined);
    return;
  }
  describe(`${title}, applied to an emulated AWS`, () => {
    const place = `environments/${environment}`;
    let raised: Cloud | undefined;
    const cloud = (): Cloud => {
      if (raised === undefined) {
        throw new Error('It was not applied');
      }
      return raised;
    };
    it('can be applied', async () => {
      raised = await raiseCloud(environment, { terraform: terraform.found, python: python.found });
    }, 900_000);
    afterAll(async () => {
      await raised?.remove();
    });

    it('needs nothing more: a second plan is empty', async () => {
      const { code, output } = await cloud().configuration.terraform(place, [
        'plan',
        '-input=false',
        '-detailed-exitcode',
      ]);
      expect({ code, changes: code === 0 ? '' : output }).toEqual({ code: 0, changes: '' });
    }, 240_000);

    describe('is safe', () => isSafe(cloud));
    describe('lets no role beyond its boundary', () => isBounded(cloud));
    describe('scales', () => isScaled(cloud));
    describe('is understood by the services', () => isUnderstood(cloud));
    more.whileUp?.(cloud);

    it('goes and leaves nothing', async () => {
      const clients = createClients(cloud().aws);
      // That there is something to find, and that it is found.
      expect((await findRemains(clients, environment)).length).toBeGreaterThan(100);
      await more.beforeEnd?.(cloud());
      await cloud().configuration.succeed(place, ['destroy', '-input=false', '-auto-approve', '-parallelism=30']);
      expect(await cloud().configuration.succeed(place, ['state', 'list'])).toBe('');
      expect(await findRemains(clients, environment)).toEqual([]);
    }, 1_200_000);
  });
}
