import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe } from '@jest/globals';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const executable = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

/** Runs only where there is a Chromium: `make test` says in one line when there is none. */
export const describeInBrowser: typeof describe =
  executable === undefined ? (describe.skip as typeof describe) : describe;

export const viewports = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1440, height: 900 },
} as const;

/** Starts the browser; the flags keep it from looking for its maker's servers. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** Collects what goes wrong on a page, for a test to expect none: uncaught errors and breaches of the content policy. */
export function watchFaults(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) {
      faults.push(message.text());
    }
  });
}

/** Presses Tab until something with this name has the focus. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate<string>(
      `(({ activeElement: e }) => (e.getAttribute('aria-label') ?? e.labels?.[0]?.textContent ?? e.textContent).trim())(document)`,
    );
    if (name.test(label)) {
      return;
    }
  }
  throw new Error(`Tab leads to nothing named ${String(name)}`);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Violations of WCAG 2.2 AA that axe finds on the page as it is, in light and in dark. */
export async function findBarriers(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Colours fade from one scheme to the other; what is half-way has no contrast to measure.
    await page.waitForTimeout(300);
    // Run in the page's own world, not as a script of the page: the content policy stays as strict as it is.
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      const { axe: runner } = globalThis as unknown as {
        axe: { run(options: object): Promise<{ violations: Violation[] }> };
      };
      interface Violation {
        readonly id: string;
        readonly nodes: readonly { readonly html: string }[];
      }
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
      const result = await runner.run({ runOnly: { type: 'tag', values: tags } });
      return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`);
    });
    found.push(...violations.map((violation) => `${colorScheme} ${new URL(page.url()).pathname} ${violation}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}
