import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { startTurnstileStub, type TurnstileStub } from '../support/turnstile-stub.ts';
import { serveWidget, solveBy, tellWidget, type WidgetBehaviour } from './support/turnstile-widget.ts';

let browser: Browser;
let server: ServerProcess;
let stub: TurnstileStub;
const complaints: string[] = [];
const open: BrowserContext[] = [];
let people = 0;

beforeAll(async () => {
  stub = await startTurnstileStub();
  [browser, server] = await Promise.all([
    launchBrowser(),
    startServer({
      env: {
        HOLDFAST_TRUSTED_PROXY_HOPS: '1',
        TURNSTILE_SITE_KEY: 'site-key',
        TURNSTILE_SECRET_KEY: stub.secretKey,
        TURNSTILE_VERIFY_URL: stub.url,
      },
    }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await stub?.close();
});

beforeEach(() => stub.misbehave(null));
afterEach(async () => {
  for (const context of open.splice(0)) await context.close();
  expect(complaints.splice(0), 'errors in the browser').toEqual([]);
});

const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } } as const;

async function newPage(
  behaviour: WidgetBehaviour,
  { size = 'desktop', javaScriptEnabled = true }: { size?: keyof typeof sizes; javaScriptEnabled?: boolean } = {},
): Promise<Page> {
  people += 1;
  const context = await browser.newContext({
    ...{ baseURL: server.url, viewport: sizes[size], javaScriptEnabled },
    extraHTTPHeaders: { 'x-forwarded-for': `203.0.113.${people}` },
  });
  open.push(context);
  await serveWidget(context, behaviour);
  if (javaScriptEnabled) await solveBy(context, stub);
  const page = await context.newPage();
  page.on('console', (message) => {
    // What is blocked for the test is no fault of the page.
    if (message.type() === 'error' && !message.text().includes('ERR_BLOCKED_BY_CLIENT'))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return page;
}

const send = (page: Page) => page.getByRole('button', { name: 'Continue with e-mail' });
const alert = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text });
function requestsToCloudflare(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith('https://challenges.cloudflare.com')) asked.push(page.url());
  });
  return asked;
}

const email = () => `human${people}@example.com`;

describe.each(['desktop', 'phone'] as const)('a check that something blocks, on a %s', (size) => {
  test('is told of, with what helps; nothing typed is lost, and it can be tried again', async () => {
    const page = await newPage('blocked', { size });
    await page.goto('/sign-in');
    const notice = alert(page, 'The check for bots could not be loaded');
    await notice.waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
    expect(scrollWidth).toBe(clientWidth);

    // A press of the button is answered, whatever blocks the check.
    await page.getByLabel('E-mail address').fill(email());
    await send(page).press('Enter');
    await alert(page, 'has not run in your browser').waitFor();
    await expect.poll(() => page.getByLabel('E-mail address').inputValue()).toBe(email());
    await notice.waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);

    await serveWidget(page.context(), 'solves');
    await page.getByRole('button', { name: 'Try the check again' }).press('Enter');
    await notice.waitFor({ state: 'detached' });
    // The button that had the focus is gone; whoever does not see goes on where it was.
    const group = page.getByRole('group', { name: 'Check for bots' });
    await expect.poll(() => group.evaluate((element) => element === document.activeElement)).toBe(true);
    await send(page).click();
    await page.waitForURL('**/sign-in/check');
  });
});

test('a check that is solved unseen lets sign-in and registration through', async () => {
  const page = await newPage('solves');
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email());
  await send(page).click();
  await page.waitForURL('**/sign-in/check');
  expect(stub.requests.at(-1)).toMatchObject({ remoteip: `203.0.113.${people}` });
  expect(stub.requests.at(-1)?.response).toContain('token-login-');
  await page.goto('/sign-up');
  await page.getByLabel('E-mail address').fill(`new-${email()}`);
  await page.getByRole('button', { name: 'Create account with e-mail' }).click();
  await page.waitForURL('**/sign-in/check');
  expect(stub.requests.at(-1)?.response).toContain('token-register-');
});

test('a press of the button waits for a check that is under way, and says so', async () => {
  const page = await newPage('waits');
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email());
  await send(page).click();
  const status = page.getByRole('group', { name: 'Check for bots' }).getByRole('status');
  await expect.poll(() => status.textContent()).toContain('it is checked that a person sends this form');
  await tellWidget(page, 'before-interactive-callback');
  await status.filter({ hasText: 'Answer the check below' }).waitFor();
  const group = page.getByRole('group', { name: 'Check for bots' });
  await expect.poll(() => group.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await accessibilityProblems(page)).toEqual([]);
  await tellWidget(page, 'solved');
  await page.waitForURL('**/sign-in/check');
});

test('each end that a check can come to is told of, and another try that works takes the message away', async () => {
  const page = await newPage('waits');
  await page.goto('/sign-in');
  for (const [callback, code, title] of [
    ['error-callback', '300030', 'did not come to an end'],
    ['error-callback', '200500', 'could not be loaded'],
    ['error-callback', '110200', 'is not set up right'],
    ['error-callback', '200100', 'does not fit the time of this device'],
    ['timeout-callback', undefined, 'waited too long'],
    ['unsupported-callback', undefined, 'This browser cannot run'],
  ] as const) {
    await tellWidget(page, callback, code);
    await alert(page, title).waitFor();
  }
  expect(await accessibilityProblems(page)).toEqual([]);
  await tellWidget(page, 'solved');
  await alert(page, 'check for bots').waitFor({ state: 'detached' });
  // A token that ran out before the form was sent is asked for anew.
  await tellWidget(page, 'expired-callback');
  await page.getByLabel('E-mail address').fill(email());
  await page.evaluate(() => document.querySelector('input[name="turnstileToken"]')?.setAttribute('value', ''));
  await send(page).click();
  await tellWidget(page, 'solved');
  await page.waitForURL('**/sign-in/check');
});

test('the form for rights is sent whatever blocks the check, and nobody is troubled with it', async () => {
  const page = await newPage('blocked');
  await page.goto(server.ownerLink ?? '');
  await page.getByLabel('E-mail address').fill('owner@example.com');
  await page.getByLabel('Your name').fill('Olga Owner');
  await page.getByRole('button', { name: 'Create account and go on' }).click();
  await page.getByLabel('Organisation name').fill('Acme');
  await page.getByRole('button', { name: 'Create organisation' }).click();
  await page.waitForURL('**/acme');

  for (const behaviour of ['blocked', 'solves'] as const) {
    const visitor = await newPage(behaviour);
    const asked = requestsToCloudflare(visitor);
    await visitor.goto('/privacy/acme', { waitUntil: 'networkidle' });
    expect(asked, 'while nothing is filled in').toEqual([]);
    await visitor.getByRole('radio').first().check();
    await expect.poll(() => asked.length).toBe(1);
    await visitor.getByLabel('Your e-mail address').fill(email());
    expect(await alert(visitor, 'check for bots').count()).toBe(0);
    await visitor.getByRole('button', { name: 'Send the request' }).click();
    await visitor.waitForURL('**/privacy/acme/confirm**');
    expect(stub.requests.filter(({ response }) => response?.includes('token-request-'))).toHaveLength(
      behaviour === 'solves' ? 1 : 0,
    );
  }
});

test('while the verifier is down people hear to come again, and can once it is back', async () => {
  const page = await newPage('solves');
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email());
  stub.misbehave('no json');
  await send(page).click();
  await alert(page, 'does not answer right now').waitFor();
  await expect.poll(() => page.getByLabel('E-mail address').inputValue()).toBe(email());
  stub.misbehave(null);
  await send(page).click();
  await page.waitForURL('**/sign-in/check');
});

test('without JavaScript the page says what it needs, and a press of the button is answered', async () => {
  const page = await newPage('blocked', { javaScriptEnabled: false });
  await page.goto('/sign-in');
  // Text searches pass such elements by.
  await page.locator('noscript p').first().waitFor();
  expect(await page.locator('noscript p').first().textContent()).toBe('This form needs JavaScript');
  await page.getByLabel('E-mail address').fill(email());
  await send(page).click();
  await page.getByText('has not run in your browser').waitFor();
});

test('no page asks Cloudflare for anything but those with a guarded form', async () => {
  const page = await newPage('solves');
  const asked = requestsToCloudflare(page);
  for (const path of ['/sign-in/check', '/sign-in/verify?token=x', '/sign-out', '/docs', '/verify']) {
    await page.goto(path);
  }
  expect(asked).toEqual([]);
  await page.goto('/sign-up');
  await expect.poll(() => asked.length).toBe(1);
});
