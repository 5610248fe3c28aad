import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';
import { startOidcProvider, type TestProvider } from '../support/oidc-provider.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';

let browser: Browser;
let server: ServerProcess;
let provider: TestProvider;
const complaints: string[] = [];
const open: BrowserContext[] = [];
let people = 0;

beforeAll(async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  provider = await startOidcProvider(`${url}/api/auth/callback/google`);
  [browser, server] = await Promise.all([
    launchBrowser(),
    startServer({
      env: {
        PORT: String(port),
        // Each test's browser has an address of its own, so that they do not spend one another's limits.
        HOLDFAST_TRUSTED_PROXY_HOPS: '1',
        GOOGLE_CLIENT_ID: provider.clientId,
        GOOGLE_CLIENT_SECRET: provider.clientSecret,
        GOOGLE_ISSUER: provider.issuer,
      },
    }),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await provider?.close();
});

afterEach(async () => {
  for (const context of open.splice(0)) await context.close();
  expect(complaints.splice(0), 'errors in the browser').toEqual([]);
});

/** A browser of its own, with nothing in it. */
async function newBrowser(options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  people += 1;
  const context = await browser.newContext({
    baseURL: server.url,
    extraHTTPHeaders: { 'x-forwarded-for': `203.0.113.${people}` },
    ...options,
  });
  open.push(context);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return page;
}

async function expectAccessible(page: Page): Promise<void> {
  expect(await accessibilityProblems(page)).toEqual([]);
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

async function askForMail(page: Page, email: string, at = '/sign-in'): Promise<void> {
  await page.goto(at);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Continue with e-mail' }).click();
  await page.waitForURL('**/sign-in/check');
}

/** The newest mail to the address, as the local mailbox shows it. */
async function mailTo(email: string): Promise<{ link: string; code: string }> {
  const page = await newBrowser();
  const mail = page.getByRole('link', { name: email }).first();
  await expect
    .poll(async () => {
      await page.goto('/dev/mailbox');
      return mail.count();
    })
    .toBe(1);
  await mail.click();
  const article = page.getByRole('article');
  const link = (await article.getByRole('link').first().getAttribute('href')) ?? '';
  const text = (await article.textContent()) ?? '';
  return { link, code: /(?<!\d)\d{6}(?!\d)/.exec(text.replaceAll(link, ''))?.[0] ?? '' };
}

async function signIn(page: Page, email: string): Promise<void> {
  await askForMail(page, email);
  const { link } = await mailTo(email);
  await page.goto(link);
  await page.getByRole('button', { name: /sign in/i }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

async function createOrganization(page: Page, name: string): Promise<void> {
  await page.goto('/organizations/new');
  await page.getByLabel('Organisation name').fill(name);
  await page.getByRole('button', { name: 'Create organisation' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/organizations'));
}

test('the printed link makes the first owner, who goes on to a first organisation', async () => {
  const page = await newBrowser();
  await page.goto(server.ownerLink ?? '');
  await expectAccessible(page);
  await page.getByLabel('E-mail address').fill('owner@example.com');
  await page.getByLabel('Your name').fill('Olga Owner');
  await page.getByRole('button', { name: 'Create account and go on' }).click();
  await page.waitForURL('**/organizations/new');
  await expectAccessible(page);
  await page.getByLabel('Organisation name').fill('Acme');
  await page.getByRole('button', { name: 'Create organisation' }).click();
  await page.waitForURL('**/acme');

  const late = await newBrowser();
  await late.goto(server.ownerLink ?? '');
  await expect.poll(() => heading(late).textContent()).toBe('This link does not work any more');
});

test('a mail signs in: the link asks, the button acts, and the console of before is there', async () => {
  const page = await newBrowser();
  await page.goto('/acme/members');
  await page.waitForURL('**/sign-in?next=*');
  await expectAccessible(page);
  await page.getByLabel('E-mail address').fill('not an address');
  await page.getByLabel('E-mail address').evaluate((input) => input.closest('form')?.setAttribute('novalidate', ''));
  await page.getByRole('button', { name: 'Continue with e-mail' }).click();
  await page.getByText('Give one e-mail address').waitFor();
  await page.getByLabel('E-mail address').fill('owner@example.com');
  await page.getByRole('button', { name: 'Continue with e-mail' }).click();
  await page.waitForURL('**/sign-in/check');
  await expect.poll(() => page.getByRole('main').textContent()).toContain('owner@example.com');
  await expectAccessible(page);

  const { link } = await mailTo('owner@example.com');
  await page.goto(link);
  await page.reload();
  await expect.poll(() => heading(page).textContent()).toBe('Is this you?');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/acme/members');

  await page.goto('/sign-out');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  await page.goto('/acme/members');
  await page.waitForURL('**/sign-in?next=*');
  await page.goto(link);
  await expect.poll(() => heading(page).textContent()).toBe('This link does not work any more');
  await expectAccessible(page);
});

test('a link in another browser asks for the code, which signs in there', async () => {
  const desk = await newBrowser();
  await askForMail(desk, 'owner@example.com');
  const { link, code } = await mailTo('owner@example.com');
  const phone = await newBrowser();
  await phone.goto(link);
  await expect.poll(() => heading(phone).textContent()).toBe('Asked for in another browser');
  await expectAccessible(phone);
  await phone.getByLabel('Six-digit code').fill(code === '000000' ? '000001' : '000000');
  await phone.getByRole('button', { name: 'Sign in' }).click();
  await phone.getByText('This link or code is not valid any more').waitFor();
  await phone.getByLabel('Six-digit code').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await phone.getByRole('button', { name: 'Sign in' }).click();
  await phone.waitForURL('**/acme');
});

test('signing in works without JavaScript', async () => {
  const page = await newBrowser({ javaScriptEnabled: false });
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill('plain@example.com');
  await page.getByRole('button', { name: 'Continue with e-mail' }).click();
  await page.waitForURL('**/sign-in/check');
  const { link } = await mailTo('plain@example.com');
  await page.goto(link);
  await page.getByRole('button', { name: 'Create account and sign in' }).click();
  await page.waitForURL('**/organizations/new');
});

test('an invitation brings somebody in; removing them ends their access with the next page', async () => {
  const owner = await newBrowser();
  await signIn(owner, 'owner@example.com');
  await owner.goto('/acme/members');
  await owner.getByLabel('E-mail address').fill('guest@example.com');
  await owner.getByRole('button', { name: 'Send invitation' }).click();
  await owner.getByText('guest@example.com').first().waitFor();

  const { link } = await mailTo('guest@example.com');
  const guest = await newBrowser();
  await guest.goto(link);
  await expect.poll(() => heading(guest).textContent()).toBe('Join Acme');
  await expectAccessible(guest);
  await guest.getByLabel('Your name').fill('Gustav Guest');
  await guest.getByRole('button', { name: 'Create account and join' }).click();
  await guest.waitForURL('**/acme');

  await owner.reload();
  await owner.getByRole('button', { name: 'Remove Gustav Guest' }).click();
  await owner.getByRole('button', { name: 'Remove member' }).click();
  await owner.getByText('Gustav Guest').first().waitFor({ state: 'detached' });
  await guest.goto('/acme/contacts');
  await guest.waitForURL('**/sign-in?next=*');
});

test('an invitation for another address says so, and can be taken up after signing out', async () => {
  const owner = await newBrowser();
  await signIn(owner, 'owner@example.com');
  await owner.goto('/acme/members');
  await owner.getByLabel('E-mail address').fill('second@example.com');
  await owner.getByRole('button', { name: 'Send invitation' }).click();
  await owner.getByText('second@example.com').first().waitFor();
  const { link } = await mailTo('second@example.com');
  await owner.goto(link);
  await owner.getByText('The invitation is for another address').waitFor();
  await expectAccessible(owner);
  await owner.getByRole('button', { name: 'Sign out' }).click();
  await owner.getByRole('button', { name: 'Create account and join' }).waitFor();
});

test('a page of another organisation asks before the session moves there', async () => {
  const page = await newBrowser();
  await signIn(page, 'owner@example.com');
  await createOrganization(page, 'Globex');
  await page.goto('/acme/members?cursor=');
  await page.waitForURL('**/switch/acme?to=*');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Switch to Acme' }).click();
  await page.waitForURL('**/acme/members**');
  await page.goto('/organizations');
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Globex/ }).click();
  await page.waitForURL('**/globex');

  const stranger = await newBrowser();
  await signIn(stranger, 'stranger@example.com');
  for (const path of ['/acme', '/never-was', '/switch/acme', '/switch/never-was']) {
    const response = await stranger.goto(path);
    expect(response?.status(), path).toBe(404);
  }
  complaints.length = 0;
});

test('Google signs in somebody new, and asks the holder of an account to connect it first', async () => {
  provider.signInAs({ sub: 'new', email: 'new@example.com', emailVerified: true, name: 'Nora New' });
  const page = await newBrowser();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Continue with Google' }).click();
  await page.waitForURL('**/organizations/new');
  await expect.poll(() => page.getByRole('main').textContent()).toContain('new@example.com');

  provider.signInAs({ sub: 'owner', email: 'owner@example.com', emailVerified: true });
  const owner = await newBrowser();
  await owner.goto('/sign-in');
  await owner.getByRole('button', { name: 'Continue with Google' }).click();
  await owner.getByRole('heading', { name: 'Google is not connected yet' }).waitFor();
  await expectAccessible(owner);
  await owner.getByRole('link', { name: 'Sign in by mail' }).click();
  await owner.getByLabel('E-mail address').fill('owner@example.com');
  await owner.getByRole('button', { name: 'Continue with e-mail' }).click();
  await owner.waitForURL('**/sign-in/check');
  await owner.goto((await mailTo('owner@example.com')).link);
  await owner.getByRole('button', { name: 'Sign in' }).click();
  await owner.getByRole('button', { name: 'Connect Google' }).click();
  await owner.waitForURL('**/sign-in/google/confirm');
  await owner.getByRole('heading', { name: 'Connect this Google account?' }).waitFor();
  await expectAccessible(owner);
  await owner.getByRole('button', { name: 'Connect Google' }).click();
  await owner.waitForURL('**/account');
  await owner.getByRole('list', { name: 'Connected accounts' }).waitFor();
  await expectAccessible(owner);
  const elsewhere = await newBrowser();
  await elsewhere.goto('/sign-in');
  await elsewhere.getByRole('button', { name: 'Continue with Google' }).click();
  await elsewhere.waitForURL((url) => /^\/(acme|globex)$/.test(url.pathname));
});

test('the local mailbox shows mail as text and is accessible', async () => {
  const page = await newBrowser();
  await page.goto('/dev/mailbox');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'owner@example.com' }).first().click();
  await page.getByRole('article').waitFor();
  await expectAccessible(page);
});
