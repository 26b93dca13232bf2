import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { drawPhoto, startTestStack, waitFor } from '@tintype/testing';
import type { TestPerson, TestStack } from '@tintype/testing';
import { describeInBrowser, launchBrowser, tabTo, viewports, watchFaults } from './browser.ts';

const POSTS = 6;
const MANY = 200;

/** What the pages promise beyond their content, measured on the built application against the real backend. */
describeInBrowser('the quality of the pages', () => {
  let stack: TestStack;
  let browser: Browser;
  let author: TestPerson;
  let collector: TestPerson;
  let reader: TestPerson;
  /** Where the reader is signed in. */
  let page: Page;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  const foreign: string[] = [];

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startTestStack(), launchBrowser()]);
    author = await stack.createPerson({ name: 'Ada Larsen' });
    collector = await stack.createPerson({ name: 'Cem Aydin' });
    reader = await stack.createPerson({ name: 'Bea Okoro' });
    await stack.fetch(`/api/people/${author.handle}/follow`, { as: reader, method: 'PUT' });
    for (let index = 0; index < POSTS; index += 1) {
      const shape = index % 2 === 0 ? { width: 1200, height: 800 } : { width: 800, height: 1200 };
      const photo = await stack.uploadPhoto(author, await drawPhoto(shape));
      await publish(author, photo.id, `Evening ${index}`);
    }
    page = await openPage();
    await signIn();
    const { id } = await stack.uploadPhoto(collector);
    for (let made = 0; made < MANY; made += 8) {
      await Promise.all(Array.from({ length: 8 }, (_, index) => publish(collector, id, `Frame ${made + index}`)));
    }
  }, 120_000);
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await browser?.close();
    await stack?.close();
  });

  const publish = async (as: TestPerson, photoId: string, caption: string): Promise<void> => {
    const json = { photos: [{ id: photoId }], caption, visibility: 'public' };
    expect(await stack.fetch('/api/posts', { as, json })).toMatchObject({ status: 201 });
  };

  const openPage = async (): Promise<Page> => {
    const context = await browser.newContext({
      viewport: viewports.desktop,
      baseURL: stack.url,
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    contexts.push(context);
    context.setDefaultTimeout(15_000);
    context.on('request', (request) => {
      if (new URL(request.url()).origin !== new URL(stack.url).origin && !/^(blob|data):/.test(request.url())) {
        foreign.push(request.url());
      }
    });
    const opened = await context.newPage();
    watchFaults(opened, faults);
    return opened;
  };

  const signIn = async (): Promise<void> => {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(reader.email);
    await page.getByLabel('Password', { exact: true }).fill(reader.password);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/');
  };

  const openHome = async (): Promise<void> => {
    await page.goto('/', { waitUntil: 'networkidle' });
    await page.locator('tt-post-card').first().waitFor();
  };

  it('sends at most 160 kB of scripts and styles for Home, compressed', async () => {
    const devtools = await page.context().newCDPSession(page);
    const kinds = new Map<string, string>();
    let bytes = 0;
    devtools.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      bytes += /Script|Stylesheet/.test(kinds.get(requestId) ?? '') ? encodedDataLength : 0;
    });
    await devtools.send('Network.enable');
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
    await devtools.send('Network.setBypassServiceWorker', { bypass: true });
    await openHome();
    await devtools.detach();
    expect(bytes).toBeGreaterThan(60_000);
    expect(bytes).toBeLessThanOrEqual(160_000);
  }, 30_000);

  it.each(Object.entries(viewports))(
    'moves nothing while Home and a profile load on a %s',
    async (_device, viewport) => {
      await page.setViewportSize(viewport);
      const shiftOf = async (path: string): Promise<number> => {
        await page.goto(path, { waitUntil: 'networkidle' });
        await page.locator('main img').first().waitFor();
        await page.mouse.wheel(0, 2000);
        await page.waitForTimeout(500);
        return page.evaluate<number>(`new Promise((resolve) => {
        new PerformanceObserver((list) => resolve(
          list.getEntries().filter((e) => !e.hadRecentInput).reduce((sum, e) => sum + e.value, 0),
        )).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(0), 300);
      })`);
      };
      expect(await shiftOf('/')).toBeLessThanOrEqual(0.02);
      expect(await shiftOf(`/@${collector.handle}`)).toBeLessThanOrEqual(0.02);
    },
    30_000,
  );

  it('offers every photo of the feed in sizes, with its shape, the first at once and the rest when near', async () => {
    await openHome();
    const photos = await page.evaluate<readonly Record<string, string | null>[]>(
      `[...document.querySelectorAll('tt-post-card .photos img')].map((img) =>
        Object.fromEntries(['srcset', 'sizes', 'width', 'height', 'loading'].map((name) => [name, img.getAttribute(name)])))`,
    );
    expect(photos).toHaveLength(POSTS);
    for (const [index, photo] of photos.entries()) {
      expect(photo).toEqual({
        srcset: expect.stringMatching(/^\S+ \d+w(, \S+ \d+w)+$/),
        sizes: expect.stringContaining('px'),
        width: expect.stringMatching(/^\d+$/),
        height: expect.stringMatching(/^\d+$/),
        loading: index === 0 ? 'eager' : 'lazy',
      });
    }
    expect(await page.locator('tt-post-card').first().locator('source[type="image/webp"]').count()).toBe(1);
  }, 30_000);

  it('is used with keys alone: signs in, opens a post, likes, comments, and comes back to the same place', async () => {
    page = await openPage();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await tabTo(page, /^E-mail/);
    await page.keyboard.type(reader.email);
    await tabTo(page, /^Password/);
    await page.keyboard.type(reader.password);
    await page.keyboard.press('Enter');
    const cards = page.locator('tt-post-card');
    await cards.first().waitFor();

    for (let card = 0; card < 3; card += 1) {
      await tabTo(page, /^More about this post/);
    }
    await tabTo(page, /^Photo$/);
    const place = await page.evaluate<number>('scrollY');
    expect(place).toBeGreaterThan(300);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/posts/*');
    const like = page.getByRole('button', { name: /^Like/ });
    await like.waitFor();
    await page.keyboard.press('l');
    await page.getByRole('button', { name: /^Like/, pressed: true }).waitFor();
    const address = page.url();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL((url) => url.href !== address);
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(address);
    await page.getByRole('button', { name: /^Like/, pressed: true }).waitFor();

    await tabTo(page, /^Your comment/);
    await page.keyboard.type('By keys alone');
    await page.keyboard.press('Enter');
    await page.locator('tt-comment-row', { hasText: 'By keys alone' }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => url.pathname === '/');
    await cards.first().waitFor();
    await waitFor(async () => Math.abs((await page.evaluate<number>('scrollY')) - place) < 3, 'the same scroll place');
    const third = cards.nth(2);
    await third.getByText('By keys alone').waitFor();
    await third.getByRole('button', { name: /^Like/, pressed: true }).waitFor();
    expect(await page.evaluate<string>(`document.activeElement.getAttribute('aria-label')`)).toBe('Photo');
  }, 45_000);

  it(`shows a profile of ${MANY} posts to its end with fewer than 1500 nodes`, async () => {
    await page.goto(`/@${collector.handle}`);
    await page.locator('tt-post-tile').first().waitFor();
    let most = 0;
    const last = page.locator(`li[aria-posinset="${MANY}"]`);
    for (let tries = 0; tries < 60 && (await last.count()) === 0; tries += 1) {
      await page.evaluate('scrollBy(0, 1800)');
      await page.waitForTimeout(100);
      most = Math.max(most, await page.evaluate<number>(`document.querySelectorAll('*').length`));
    }
    expect(await last.getAttribute('aria-setsize')).toBe(String(MANY));
    await last.locator('img').waitFor();
    expect(most).toBeGreaterThan(200);
    expect(most).toBeLessThan(1500);
  }, 45_000);

  it('remembers the theme, without a flash of the other one', async () => {
    await page.goto('/settings');
    await page.getByText('Dark', { exact: true }).click();
    await page.addInitScript(`
      globalThis.frames_ = [];
      const look = () => {
        if (document.body) frames_.push(getComputedStyle(document.documentElement).colorScheme);
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    `);
    await openHome();
    const frames = await page.evaluate<readonly string[]>('frames_');
    expect(frames.length).toBeGreaterThan(5);
    expect([...new Set(frames)]).toEqual(['dark']);
    expect(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')).toBe('rgb(18, 17, 16)');
  }, 30_000);

  it('opens its shell without a network, and says so', async () => {
    await openHome();
    const countStored = `caches.keys()
      .then((names) => Promise.all(names.filter((name) => name.includes('shell:cache')).map((name) => caches.open(name))))
      .then((all) => Promise.all(all.map((cache) => cache.keys())))
      .then((all) => all.flat().filter(({ url }) => url.endsWith('.js')).length)`;
    const scripts = await page.evaluate<number>(
      `fetch('/ngsw.json').then((answer) => answer.json()).then(({ assetGroups: [shell] }) =>
        shell.urls.filter((url) => url.endsWith('.js')).length)`,
    );
    await waitFor(async () => (await page.evaluate<number>(countStored)) >= scripts, 'the stored shell', 40_000);
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText('You are offline.').waitFor();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Discover' }).waitFor();
    await page.getByText('could not be reached').first().waitFor();
    await page.context().setOffline(false);
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
  }, 60_000);

  it('asked nobody but its own server, and never threw', () => {
    expect(foreign).toEqual([]);
    expect(faults).toEqual([]);
  });
});
