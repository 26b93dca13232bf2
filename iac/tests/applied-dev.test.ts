import { afterAll, describe, expect, it } from '@jest/globals';
import { isUnderstood } from './applied/configuration.suite.ts';
import { createClients } from './applied/clients.ts';
import { findRemains } from './applied/remains.ts';
import { isSafe } from './applied/safety.suite.ts';
import { isScaled } from './applied/scaling.suite.ts';
import { serves } from './applied/services.suite.ts';
import { raiseCloud } from './cloud.ts';
import type { Cloud } from './cloud.ts';
import { findPython, findTerraform } from './emulated-aws/find-tools.ts';

const [terraform, python] = await Promise.all([findTerraform(), findPython()]);

if ('missing' in terraform) {
  it.skip(`everything here (left out: ${terraform.missing})`, () => undefined);
} else if ('missing' in python) {
  it.skip(`everything here (left out: ${python.missing})`, () => undefined);
} else {
  describe('dev, applied to an emulated AWS', () => {
    let raised: Cloud | undefined;
    const cloud = (): Cloud => {
      if (raised === undefined) {
        throw new Error('It was not applied');
      }
      return raised;
    };
    it('can be applied', async () => {
      raised = await raiseCloud('dev', { terraform: terraform.found, python: python.found });
    }, 900_000);
    afterAll(async () => {
      await raised?.remove();
    });

    it('needs nothing more: a second plan is empty', async () => {
      const { code, output } = await cloud().configuration.terraform('environments/dev', [
        'plan',
        '-input=false',
        '-detailed-exitcode',
      ]);
      expect({ code, changes: code === 0 ? '' : output }).toEqual({ code: 0, changes: '' });
    }, 240_000);

    describe('is safe', () => isSafe(cloud));
    describe('scales', () => isScaled(cloud));
    describe('is understood by the services', () => isUnderstood(cloud));
    serves(cloud);

    it('goes and leaves nothing', async () => {
      const place = 'environments/dev';
      // That there is something to find, and that it is found.
      expect((await findRemains(createClients(cloud().aws), 'dev')).length).toBeGreaterThan(100);
      await cloud().configuration.succeed(place, ['destroy', '-input=false', '-auto-approve', '-parallelism=30']);
      expect(await cloud().configuration.succeed(place, ['state', 'list'])).toBe('');
      expect(await findRemains(createClients(cloud().aws), 'dev')).toEqual([]);
    }, 600_000);
  });
}
