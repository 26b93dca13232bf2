import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { waitFor } from '@tintype/testing';
import { describeInBrowser, findBarriers, launchBrowser, viewports, watchFaults } from './browser.ts';
import { cameraPhotos } from './camera-photos.ts';
import { openStoryStack } from './story-stack.ts';
import type { StoryStack } from './story-stack.ts';

const password = 'a darkroom 1';
const run = randomBytes(3).toString('hex');

/**
 * The story that everything stands on: a newcomer signs up, confirms, shares photos and an album; a second person
 * follows, and finds the post at home, among the notifications, and as a mail sent through SNS.
 */
describeInBrowser.each(Object.entries(viewports))('the story on a %s', (device, viewport) => {
  let stack: StoryStack;
  // Nobody else's name, also where others have told this story before.
  const handleOf = (name: string): string => `${name}_${device}_${run}`;
  const emailOf = (name: string): string => `${handleOf(name)}@example.com`;
  let browser: Browser;
  const faults: string[] = [];
  const people: Record<string, { context: BrowserContext; page: Page }> = {};

  beforeAll(async () => {
    [stack, browser] = await Promise.all([openStoryStack(), launchBrowser()]);
    for (const name of ['ada', 'bea']) {
      const context = await browser.newContext({ viewport, hasTouch: device === 'phone', baseURL: stack.url });
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      people[name] = { context, page };
      watchFaults(page, faults);
    }
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.close();
  });

  const pageOf = (name: string): Page => {
    const person = people[name];
    if (!person) {
      throw new Error(`nobody is called ${name}`);
    }
    return person.page;
  };
  const barriersOf = async (page: Page): Promise<void> => expect(await findBarriers(page)).toEqual([]);
  const codeFor = async (to: string): Promise<string> => {
    const [mail] = await stack.mailbox({ to });
    return /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? '';
  };

  const signUp = async (name: string, fullName: string): Promise<void> => {
    const page = pageOf(name);
    const email = emailOf(name);
    await page.goto('/sign-up');
    await page.getByLabel('Name').fill(fullName);
    await page.getByLabel('Handle').fill(handleOf(name));
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await barriersOf(page);
    await page.getByRole('button', { name: 'Make an account' }).click();
    await page.waitForURL('**/confirm**');
    await barriersOf(page);
    await page.getByLabel('Code').fill(await codeFor(email));
    await page.getByRole('button', { name: 'Confirm' }).click();
    // The form either signs in by itself or asks once more.
    await page.waitForURL((url) => !url.pathname.startsWith('/confirm'));
    if (new URL(page.url()).pathname === '/sign-in') {
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
    }
    await page.waitForURL((url) => url.pathname === '/');
  };

  it('signs two people up, with the codes from the mailbox', async () => {
    await signUp('ada', 'Ada Larsen');
    await signUp('bea', 'Bea Okoro');
    await barriersOf(pageOf('ada'));
  }, 120_000);

  it('subscribes the second one to mails, confirmed from the mailbox', async () => {
    const page = pageOf('bea');
    await page.goto('/settings');
    await page.getByLabel('Add an address').fill(emailOf('bea'));
    await page.getByRole('button', { name: 'Add the address' }).click();
    await waitFor(
      async () => /confirm/.test((await stack.mailbox({ to: emailOf('bea') }))[0]?.text ?? ''),
      'the mail that asks to confirm',
    );
    await barriersOf(page);
    const link =
      /https?:\/\/\S+confirm\S+/.exec((await stack.mailbox({ to: emailOf('bea') }))[0]?.text ?? '')?.[0] ?? '';
    const mailTab = await people['bea']?.context.newPage();
    await mailTab?.goto(link);
    await mailTab?.close();
  }, 60_000);

  it('lets the second one follow the first from her profile', async () => {
    const page = pageOf('bea');
    await page.goto(`/@${handleOf('ada')}`);
    await page.getByRole('button', { name: /^Follow/ }).click();
    await page.getByRole('button', { name: /^Following|^Unfollow/ }).waitFor();
    await barriersOf(page);
  }, 60_000);

  it('uploads real photos, describes them, and publishes a post', async () => {
    const page = pageOf('ada');
    await page.goto('/share');
    await page
      .locator('input[type=file][multiple]:not([webkitdirectory])')
      .setInputFiles([...(await cameraPhotos('secret-in-exif'))]);
    await waitFor(async () => (await page.locator('[data-state=ready]').count()) === 2, 'both uploads', 30_000);
    await page.getByLabel('Describe it for people who cannot see it').first().fill('A mountain in the evening');
    await page.getByLabel('Caption').fill('Two evenings in the hills');
    await barriersOf(page);
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.waitForURL('**/posts/*');
    await page.getByText('Two evenings in the hills').first().waitFor();
    await barriersOf(page);
  }, 120_000);

  it('brings it to the follower: at home, among the notifications, by mail with a link that opens it', async () => {
    const page = pageOf('bea');
    await page.goto('/');
    await page.getByText('Two evenings in the hills').first().waitFor();
    await barriersOf(page);
    await page.goto('/notifications');
    await page.getByText('Ada Larsen').first().waitFor();
    await barriersOf(page);
    const mailOf = async () =>
      (await stack.mailbox({ to: emailOf('bea') })).find((mail) => mail.text.includes('/posts/'));
    await waitFor(async () => (await mailOf())?.subject.includes('Ada') ?? false, 'the mail about the post', 10_000);
    const mail = await mailOf();
    expect(mail?.text).not.toContain('Two evenings');
    await page.goto(/https?:\/\/\S+\/posts\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '');
    await page.getByText('Two evenings in the hills').first().waitFor();
  }, 60_000);

  it('shows the pictures upright, in sizes that fit, with nothing of the camera left in them', async () => {
    const page = pageOf('bea');
    const picture = page.locator('picture img').first();
    const read = () =>
      picture.evaluate((img: { naturalWidth: number; naturalHeight: number; currentSrc: string }) => ({
        src: img.currentSrc,
        width: img.naturalWidth,
        height: img.naturalHeight,
      }));
    await waitFor(async () => (await read()).width > 0, 'the picture');
    const shown = await read();
    expect(shown.height).toBeGreaterThan(shown.width);
    const bytes = Buffer.from(await (await fetch(shown.src)).arrayBuffer()).toString('latin1');
    expect(bytes).not.toMatch(/Exif|GPS|secret-in-exif|Test Camera/);
  }, 60_000);

  it('likes and comments, and the author is told while she looks', async () => {
    const author = pageOf('ada');
    await author.goto('/');
    const page = pageOf('bea');
    await page.getByRole('button', { name: /^Like/ }).first().click();
    const comment = page.getByLabel('Your comment').first();
    await comment.fill('I was on that hill!');
    await comment.press('Enter');
    await page.getByText('I was on that hill!').first().waitFor();
    await author.goto('/notifications');
    await author.getByText('Bea Okoro').first().waitFor();
  }, 60_000);

  it('makes an album that the follower finds on the profile', async () => {
    const page = pageOf('ada');
    await page.goto('/albums');
    await page.getByRole('button', { name: 'New album' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Title').fill('Hills');
    await dialog.getByRole('button', { name: 'Make album' }).click();
    await page.waitForURL('**/albums/*');
    await barriersOf(page);
    const other = pageOf('bea');
    await other.goto(`/@${handleOf('ada')}/albums`);
    await barriersOf(other);
    await other.goto(`/@${handleOf('ada')}`);
    await barriersOf(other);
  }, 60_000);

  it('ends nowhere: discover, settings, and an address that leads to nothing', async () => {
    const page = pageOf('bea');
    for (const path of ['/discover', '/settings', '/no/such/page', '/posts/0197f3a0-0000-7000-8000-00000000dead']) {
      await page.goto(path);
      await page.getByRole('main').waitFor();
      await page.waitForLoadState('networkidle');
      await barriersOf(page);
    }
  }, 60_000);

  it('never threw, and never broke the content policy', () => {
    expect(faults).toEqual([]);
  });
});
