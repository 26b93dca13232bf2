import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { promisify } from 'node:util';
import { root } from './engine.ts';
import type { Installation } from './installation.ts';

/** The story of ui/e2e, as it is, told to the containers. It leaves itself out where there is no Chromium. */
export function describeStory(app: () => Installation): void {
  it('works in a browser, on a phone and on a desktop', async () => {
    const jest = join(root, 'node_modules/jest/bin/jest.js');
    const args = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest];
    const env = { ...process.env, TINTYPE_URL: app().url };
    const only = ['--selectProjects', 'browser', '--testPathPatterns', 'story.test'];
    const told = await promisify(execFile)(process.execPath, [...args, ...only], { cwd: root, env }).catch(
      (error: unknown) => error as { stderr: string },
    );
    expect(told.stderr).toMatch(/^Tests: +(\d+ skipped, )?\d+ (passed|total)/m);
    expect(told.stderr).not.toMatch(/✕|failed/);
  }, 300_000);
}
