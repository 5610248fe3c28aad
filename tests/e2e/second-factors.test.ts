import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listLocalMail } from '#lib/platform/mail/local-mailbox.ts';
import { accessibilityProblems } from '../support/accessibility.ts';
import { ageSessions } from '../support/age-sessions.ts';
import { launchBrowser } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { newVisitor, setUpFirstOwner, type Visitor } from './support/console.ts';

describe('second factors in a browser', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ada: Visitor;
  let grace: Visitor;
  let site: string;
  let secret = '';
  let recoveryCode = '';

  beforeAll(async () => {
    const port = await freePort();
    // Browsers let a name have passkeys, and no address.
    site = `http://localhost:${port}`;
    server = await startServer({ env: { PORT: String(port), HOLDFAST_URL: site } });
    browser = await launchBrowser();
    ada = await newVisitor(browser);
    await addVirtualAuthenticator(ada.page);
    await setUpFirstOwner(ada.page, server, 'Acme');
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** An authenticator inside the browser that verifies its person (CDP, domain WebAuthn). */
  async function addVirtualAuthenticator(page: Page): Promise<void> {
    const client = await page.context().newCDPSession(page);
    await client.send('WebAuthn.enable');
    await client.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
  }

  function codeNow(): string {
    return new TOTP({ secret, digits: 6, period: 30 }).generate();
  }

  async function fits(page: Page): Promise<void> {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 860 });
      expect(await accessibilityProblems(page), String(width)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, String(width)).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1280, height: 860 });
  }

  it('tells an owner by when one is needed, and adds a passkey with its recovery codes', async () => {
    const { page, complaints } = ada;
    await page.getByRole('link', { name: 'Add one now' }).click();
    await page.getByRole('heading', { level: 1, name: 'Second factors' }).waitFor();
    await fits(page);
    await page.getByLabel('Name of the new passkey').fill('Laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
    await codes.nth(9).waitFor();
    recoveryCode = (await codes.first().textContent()) ?? '';
    await page.getByRole('list', { name: 'Your passkeys' }).getByText('Laptop', { exact: true }).waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    await fits(page);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(complaints.found).toEqual([]);
  });

  it('signs in with the passkey alone', async () => {
    const { page, complaints } = ada;
    await page.context().clearCookies();
    await page.goto(`${site}/sign-in`);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('heading', { level: 1, name: 'Acme' }).waitFor();
    expect(complaints.found).toEqual([]);
  });

  it('asks for it before a key is made, in place, and goes on by itself', async () => {
    const { page, complaints } = ada;
    await ageSessions(server.dataDir, new Date());
    await page.goto(`${site}/acme/api-keys`);
    await page.getByRole('button', { name: 'Create API key' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Import');
    await page.getByRole('radio', { name: /everything a key can do/i }).check();
    await page.getByRole('button', { name: 'Create key' }).click();
    await page
      .getByRole('dialog', { name: 'Confirm that it is you' })
      .getByRole('button', { name: 'Use a passkey' })
      .click();
    await page.getByLabel('Secret key', { exact: true }).waitFor();
    expect(complaints.found).toEqual([]);
  });

  it('adds an authenticator app', async () => {
    const { page, complaints } = ada;
    await page.goto(`${site}/account/security`);
    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    const qrCode = page.getByRole('img', { name: 'QR code for your authenticator app' });
    await page.emulateMedia({ colorScheme: 'dark' });
    // Cameras read dark on light alone.
    await expect.poll(() => qrCode.evaluate((svg) => getComputedStyle(svg).backgroundColor)).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ colorScheme: 'light' });
    secret = ((await page.locator('code').first().textContent()) ?? '').replaceAll(' ', '');
    await page.getByLabel('Code from your authenticator app').fill(codeNow());
    await page.getByRole('button', { name: 'Add the authenticator app' }).click();
    await page.getByText('In use since').waitFor();
    expect(complaints.found).toEqual([]);
  });

  it('asks for a second step after the mail, and takes a recovery code', async () => {
    const { page, complaints } = await newVisitor(browser);
    await page.goto(`${site}/sign-in`);
    await page.getByLabel('E-mail address').fill('ada@example.com');
    await page.getByRole('button', { name: 'Continue with e-mail' }).click();
    await page.waitForURL('**/sign-in/check');
    const mail = listLocalMail(server.dataDir).find(({ subject }) => subject.includes('sign-in link'));
    await page.getByLabel('Code').fill(/(?<![\w-])\d{6}(?![\w-])/.exec(mail?.text ?? '')?.[0] ?? '');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'One more step' }).waitFor();
    await fits(page);
    await page.getByLabel('Code from your authenticator app').fill('000000');
    await page.getByRole('button', { name: 'Sign in', exact: true }).first().click();
    await page.getByText('This code or passkey was not accepted.').waitFor();
    await page.getByText('Lost it? Use a recovery code').click();
    await page.getByLabel('Recovery code').fill(recoveryCode);
    await page.locator('details').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Acme' }).waitFor();
    expect(complaints.found).toEqual([]);
  });

  it('takes a change back from the mail that told of it, once the button is pressed', async () => {
    const { page, complaints } = await newVisitor(browser);
    const mail = listLocalMail(server.dataDir).find(({ subject }) => subject.includes('authenticator app was added'));
    await page.goto(/http\S+not-me\S+/.exec(mail?.text ?? '')?.[0] ?? '');
    await page.getByRole('heading', { level: 1, name: 'Was this not you?' }).waitFor();
    await fits(page);
    await page.getByRole('button', { name: 'This was not me' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your account is safe' }).waitFor();
    await ada.page.goto(`${site}/account/security`);
    await ada.page.waitForURL('**/sign-in?**');
    expect(complaints.found).toEqual([]);
  });

  it('shows the recovery codes that come with an authenticator app as first factor, by keyboard alone', async () => {
    grace = await newVisitor(browser);
    const { page, complaints } = grace;
    await page.goto(`${site}/sign-in`);
    await page.getByLabel('E-mail address').fill('grace@example.com');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sign-in/check');
    const mail = listLocalMail(server.dataDir).find(({ to }) => to.includes('grace@example.com'));
    await page.getByLabel('Code').fill(/(?<![\w-])\d{6}(?![\w-])/.exec(mail?.text ?? '')?.[0] ?? '');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/organizations/new**');
    await page.goto(`${site}/account/security`);
    await page.getByRole('button', { name: 'Set up an authenticator app' }).press('Enter');
    const told = page.getByText('Scan this with your authenticator app');
    await expect.poll(() => told.evaluate((element) => element === document.activeElement)).toBe(true);
    secret = ((await page.locator('code').first().textContent()) ?? '').replaceAll(' ', '');
    await page.keyboard.press('Tab');
    await page.keyboard.type(codeNow());
    await page.keyboard.press('Enter');
    await page.getByText('In use since').waitFor();
    await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').nth(9).waitFor();
    await page.getByText('Authenticator app added.').waitFor();
    expect(complaints.found).toEqual([]);
  });

  it('replaces an authenticator app by another, which counts from its first code on', async () => {
    const { page, complaints } = grace;
    await page.reload();
    await page.getByRole('button', { name: 'Replace by another app' }).click();
    await page.getByText('The app in use counts until you have typed a code of the new one.').waitFor();
    await fits(page);
    const before = secret;
    secret = ((await page.locator('code').first().textContent()) ?? '').replaceAll(' ', '');
    expect(secret).not.toBe(before);
    await page.getByLabel('Code from your authenticator app').fill(codeNow());
    await page.getByRole('button', { name: 'Replace the authenticator app' }).click();
    await page.getByRole('button', { name: 'Replace by another app' }).waitFor();
    const told = () =>
      listLocalMail(server.dataDir).some(({ subject }) => subject.includes('app of your account was replaced'));
    await expect.poll(told).toBe(true);
    expect(complaints.found).toEqual([]);
  });

  it('adds an authenticator app and makes new codes without JavaScript', async () => {
    await grace.page.getByRole('button', { name: 'Remove' }).click();
    await grace.page.getByRole('button', { name: 'Remove authenticator app' }).click();
    await grace.page.getByRole('button', { name: 'Set up an authenticator app' }).waitFor();
    const storageState = await grace.context.storageState();
    const page = await browser.newPage({ javaScriptEnabled: false, storageState });
    await page.goto(`${site}/account/security`);
    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    secret = ((await page.locator('code').first().textContent()) ?? '').replaceAll(' ', '');
    await page.getByLabel('Code from your authenticator app').fill(codeNow());
    await page.getByRole('button', { name: 'Add the authenticator app' }).click();
    const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
    await codes.nth(9).waitFor();
    const first = (await codes.first().textContent()) ?? '';
    await page.getByRole('button', { name: 'Make new codes' }).click();
    await page.getByText(first).waitFor({ state: 'detached' });
    await codes.nth(9).waitFor();
    expect(grace.complaints.found).toEqual([]);
  });
});
