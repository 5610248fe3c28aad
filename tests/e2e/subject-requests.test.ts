import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listLocalMail } from '#lib/platform/mail/local-mailbox.ts';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { newVisitor, setUpFirstOwner, type Visitor } from './support/console.ts';

const widths = [1440, 390, 320];
const email = 'grace@example.org';

describe('somebody asks about their data', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ada: Visitor;
  let grace: Visitor;
  let answerLink = '';

  beforeAll(async () => {
    server = await startServer();
    browser = await launchBrowser();
    ada = await newVisitor(browser);
    grace = await newVisitor(browser, 390);
    await setUpFirstOwner(ada.page, server, 'Acme');
    await makeContact(ada.page);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const mail = (subject: string, after = 0) =>
    eventually(`mail: ${subject}`, () => {
      const found = listLocalMail(server.dataDir).filter((one) => one.to === email && one.subject.includes(subject));
      return found.length > after ? found[0] : null;
    });
  const codeOf = (text: string) => /^\d{6}$/m.exec(text)?.[0] ?? '';

  async function makeContact(page: Page): Promise<void> {
    await page.goto(`${server.url}/acme/contacts/new`);
    await page.getByLabel('First name').fill('Grace');
    await page.getByLabel('E-mail').first().fill(email);
    await page.getByRole('button', { name: 'Add contact' }).click();
    await page.getByRole('heading', { level: 1, name: 'Grace' }).waitFor();
  }

  async function soundAtEveryWidth(page: Page): Promise<void> {
    const before = page.viewportSize();
    for (const width of widths) {
      await page.setViewportSize({ width, height: 860 });
      expect(await accessibilityProblems(page), String(width)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, String(width)).toBeLessThanOrEqual(0);
    }
    if (before) await page.setViewportSize(before);
  }

  it('by the public form, and confirms it by the code from the mailbox', async () => {
    const { page } = grace;
    await page.goto(`${server.url}/privacy/acme`);
    await page.getByRole('heading', { level: 1, name: 'Your data, your rights' }).waitFor();
    await soundAtEveryWidth(page);
    await page.getByRole('radio', { name: 'See my data' }).check();
    await page.getByLabel('Your e-mail address').fill(email);
    await page.getByLabel(/^Your name/).fill('Grace <b>Hopper</b>');
    await page.getByLabel(/^Anything that helps/).fill('What do you keep?');
    await page.getByRole('button', { name: 'Send the request' }).click();
    await page.getByRole('heading', { level: 1, name: 'Check your mail' }).waitFor();
    await soundAtEveryWidth(page);
    await page.getByLabel('Six-digit code').fill('000000');
    await page.getByRole('button', { name: 'Confirm the request' }).click();
    await page.getByText('This code is not right').first().waitFor();
    const { text } = await mail('Confirm');
    await page.getByLabel('Six-digit code').fill(codeOf(text));
    await page.getByRole('button', { name: 'Confirm the request' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your request is on its way' }).waitFor();
    await soundAtEveryWidth(page);
  });

  it('works without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.url}/privacy/acme`);
    await page.getByRole('radio', { name: 'Delete my data' }).check();
    await page.getByLabel('Your e-mail address').fill('plain@example.org');
    await page.getByRole('button', { name: 'Send the request' }).click();
    await page.getByRole('heading', { level: 1, name: 'Check your mail' }).waitFor();
    const { text } = await eventually('the code', () =>
      listLocalMail(server.dataDir).find((one) => one.to === 'plain@example.org'),
    );
    await page.getByLabel('Six-digit code').fill(codeOf(text));
    await page.getByRole('button', { name: 'Confirm the request' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your request is on its way' }).waitFor();
    await context.close();
  });

  it('and the owner sees it due, says whom it is about, and fulfils it', async () => {
    const { page } = ada;
    await page.goto(`${server.url}/acme/requests`);
    await page
      .getByText(/^Due in \d+ days$/)
      .filter({ visible: true })
      .first()
      .waitFor();
    await soundAtEveryWidth(page);
    await page.getByRole('link', { name: /^Access/ }).click();
    await page.getByText('What do you keep?').waitFor();
    await page.getByText('Grace <b>Hopper</b>').waitFor();
    await soundAtEveryWidth(page);
    await page.getByRole('button', { name: 'This one' }).click();
    await page.getByRole('button', { name: 'Somebody else' }).waitFor();
    await page.getByRole('button', { name: 'Fulfil' }).click();
    const dialog = page.locator('[role=dialog]:not([data-type])');
    await dialog.getByRole('button', { name: 'Fulfil and answer' }).click();
    await dialog.getByText('Say it in place of [purpose]').waitFor();
    await dialog.getByLabel('Answer').fill('Here is all that we keep.');
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Fulfil and answer' }).click();
    await page.getByRole('heading', { name: 'The answer', exact: true }).waitFor();
    const { text } = await mail('The answer');
    answerLink = /http\S+\/answer\/\S+/.exec(text)?.[0] ?? '';
    expect(answerLink).toContain('/privacy/acme/answer/');
  });

  it('and the person opens the answer by another code, and takes the archive along', async () => {
    const { page } = grace;
    const answer = await page.goto(answerLink);
    expect(answer?.headers()).toMatchObject({
      'referrer-policy': 'same-origin',
      'x-robots-tag': expect.stringContaining('noindex'),
      'cache-control': expect.stringContaining('no-store'),
    });
    expect(await answer?.text()).not.toContain('Here is all that we keep.');
    await soundAtEveryWidth(page);
    await page.getByRole('button', { name: 'Send me a code' }).click();
    const { text } = await mail('Your code to open');
    await page.getByLabel('Six-digit code').fill(codeOf(text));
    await page.getByRole('button', { name: 'Open the answer' }).click();
    await page.getByText('Here is all that we keep.').waitFor();
    await soundAtEveryWidth(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download your data' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.zip$/);
    expect(await download.failure()).toBeNull();
    await ada.page.reload();
    await ada.page.getByText(/Opened once, its archive fetched once/).waitFor();
    await ada.page.getByText('Archive fetched', { exact: true }).waitFor();
  });

  it('finds nothing where there is no such organisation', async () => {
    const { page } = await newVisitor(browser);
    const answer = await page.goto(`${server.url}/privacy/never-was`);
    expect(answer?.status()).toBe(404);
    expect((await page.goto(`${server.url}/privacy/acme/answer/made-up`))?.status()).toBe(404);
  });

  it('without an error on any page', () => {
    expect(ada.complaints.found).toEqual([]);
    expect(grace.complaints.found).toEqual([]);
  });
});
