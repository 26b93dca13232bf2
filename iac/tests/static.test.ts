import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findTerraform } from './emulated-aws/find-tools.ts';
import { copyConfiguration, root } from './terraform.ts';
import type { Configuration } from './terraform.ts';

const tool = await findTerraform();
const roots = ['bootstrap', 'environments/dev', 'environments/prod'];
// Most is over in five seconds; a machine with other things to do may take its time.
const slow = 240_000;

// The composition of all modules is tested by plans of the environments instead, the bootstrap has its own test.
const modules = (await readdir(join(root, 'iac/modules'))).filter((name) => name !== 'tintype');
const tested = ['bootstrap', ...modules.map((name) => `modules/${name}`)];

if ('missing' in tool) {
  it.skip(`everything here (left out: ${tool.missing})`, () => undefined);
} else {
  describe('the configuration', () => {
    let configuration: Configuration;
    beforeAll(async () => {
      configuration = await copyConfiguration(tool.found);
    });
    afterAll(() => configuration.remove());

    it('is formatted', async () => {
      expect(await configuration.terraform('.', ['fmt', '-check', '-recursive', '-diff'])).toEqual({
        code: 0,
        output: '',
      });
    });

    it.each(roots)(
      'is valid: %s',
      async (place) => {
        await configuration.succeed(place, ['init', '-backend=false', '-input=false']);
        const { output } = await configuration.terraform(place, ['validate', '-json']);
        const { diagnostics } = JSON.parse(output) as { diagnostics: { summary: string; detail: string }[] };
        // Warnings too: they are of what the next version of the provider refuses.
        expect(diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`)).toEqual([]);
      },
      slow,
    );

    it('makes no bucket but a private one', async () => {
      const files = (await readdir(configuration.folder, { recursive: true })).filter((file) => file.endsWith('.tf'));
      const texts = await Promise.all(files.map((file) => readFile(join(configuration.folder, file), 'utf8')));
      expect(files.filter((_, index) => texts[index]?.includes('resource "aws_s3_bucket"'))).toEqual([
        'modules/private-bucket/main.tf',
      ]);
    });

    it.each(tested)(
      'does what its tests say: %s',
      async (place) => {
        await configuration.succeed(place, ['init', '-backend=false', '-input=false']);
        expect(await configuration.succeed(place, ['test'])).toMatch(/^Success! [1-9]\d* passed, 0 failed\.$/m);
      },
      slow,
    );
  });
}
