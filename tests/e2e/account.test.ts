import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listLocalMail } from '#lib/platform/mail/local-mailbox.ts';
import { accessibilityProblems } from '../support/accessibility.ts';
import { ageSessions } from '../support/age-sessions.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { newVisitor, setUpFirstOwner, type Visitor } from './support/console.ts';

describe('the own account in a browser', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ada: Visitor;
  let bob: Visitor;
  /** The code that was typed last: the next one is of a newer mail. */
  let typed = '';

  beforeAll(async () => {
    server = await startServer();
    browser = await launchBrowser();
    [ada, bob] = [await newVisitor(browser), await newVisitor(browser)];
    await setUpFirstOwner(ada.page, server, 'Acme');
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  function codeFor(email: string): string {
    const mail = listLocalMail(server.dataDir).find(({ to }) => to === email);
    return /(?<![\w-])\d{6}(?![\w-])/.exec(mail?.text ?? '')?.[0] ?? '';
  }

  async function typeCode(page: Page, email: string): Promise<void> {
    await page.waitForURL('**/sign-in/check');
    await expect.poll(() => ['', typed].includes(codeFor(email))).toBe(false);
    typed = codeFor(email);
    await page.getByLabel('Code').fill(typed);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  async function fits(page: Page): Promise<void> {
    for (const width of [1440, 390, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await accessibilityProblems(page), String(width)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, String(width)).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1280, height: 860 });
  }

  it('is reached from every page, and fits every screen in both themes', async () => {
    const { page, complaints } = ada;
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Account', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
    await page.getByText('only owner', { exact: true }).waitFor();
    await fits(page);
    expect(complaints.found).toEqual([]);
  });

  it('leads to where one is signed in, outside of any organisation', async () => {
    const { page, complaints } = ada;
    await page.getByRole('link', { name: 'On 1 device' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sessions' }).waitFor();
    await page.getByRole('list', { name: 'Your sessions' }).getByText('This device').waitFor();
    await fits(page);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
    expect(complaints.found).toEqual([]);
  });

  it('says to an only owner what has to be done first', async () => {
    const { page } = ada;
    await page.getByText('Not yet: you are the only owner of Acme.').waitFor();
    await page.getByLabel('Your name').fill('Ada King');
    await page.getByRole('button', { name: 'Save name' }).click();
    await page.getByText('Name saved.').waitFor();
  });

  it('asks a session of an hour to sign in again, and comes back to the page', async () => {
    const { page, complaints } = ada;
    await ageSessions(server.dataDir, new Date());
    await page.goto(`${server.url}/account`);
    await page.getByRole('link', { name: 'Confirm that it is you to export' }).click();
    await page.getByRole('heading', { level: 1, name: 'Confirm that it is you' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    const email = page.getByLabel('E-mail address');
    expect([await email.inputValue(), await email.getAttribute('readonly')]).toEqual(['ada@example.com', '']);
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await typeCode(page, 'ada@example.com');
    await page.waitForURL('**/account');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export my data' }).click(),
    ]);
    const file = JSON.parse(readFileSync(await download.path(), 'utf8')) as {
      account: { email: string; name: string };
    };
    expect(file.account).toMatchObject({ email: 'ada@example.com', name: 'Ada King' });
    expect(complaints.found).toEqual([]);
  });

  it('shows and ends the sessions of who is in no organisation', async () => {
    const other = await newVisitor(browser);
    for (const { page } of [other, bob]) {
      await page.goto(`${server.url}/sign-in`);
      await page.getByLabel('E-mail address').fill('bob@example.com');
      await page.getByRole('button', { name: 'Continue with e-mail' }).click();
      await typeCode(page, 'bob@example.com');
      await page.waitForURL('**/organizations/new');
    }
    await bob.page.goto(`${server.url}/account`);
    await bob.page.getByRole('link', { name: 'On 2 devices' }).click();
    await bob.page.getByRole('button', { name: /^End session/ }).click();
    await bob.page.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click();
    await bob.page.getByRole('button', { name: /^End session/ }).waitFor({ state: 'detached' });
    await bob.page.getByText('Session ended.').waitFor();
    await other.page.goto(`${server.url}/account`);
    await other.page.waitForURL('**/sign-in?**');
    expect([...bob.complaints.found, ...other.complaints.found]).toEqual([]);
    await other.context.close();
  });

  it('is erased once its address was typed; nothing signs in with it any more', async () => {
    const { page, complaints } = bob;
    await page.goto(`${server.url}/organizations/new`);
    await page.getByRole('link', { name: 'bob@example.com' }).click();
    await page.getByRole('button', { name: 'Erase my account' }).click();
    const dialog = page.getByRole('alertdialog');
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole('textbox').fill('bob@example.com');
    await dialog.getByRole('button', { name: 'Erase my account' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your account is erased' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.goto(`${server.url}/account`);
    await page.waitForURL('**/sign-in?next=%2Faccount');
    expect(listLocalMail(server.dataDir).filter(({ to }) => to === 'bob@example.com')).toEqual([]);
    expect(complaints.found).toEqual([]);
  });
});
