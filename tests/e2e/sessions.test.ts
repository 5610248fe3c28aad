import { rmSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listLocalMail } from '#lib/platform/mail/local-mailbox.ts';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { type RemoteMachine, remoteMachine } from '../support/remote-command.ts';
import { type ServerProcess, startServer, temporaryDataDir } from '../support/server-process.ts';
import { listenForComplaints, type Visitor } from './support/console.ts';
import { enter, type SignedInOrganization, signedInOrganization } from './support/signed-in.ts';

const telephone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';

let browser: Browser;
let server: ServerProcess;
let org: SignedInOrganization;
const dataDir = temporaryDataDir();

beforeAll(async () => {
  org = await signedInOrganization(dataDir, 'Gallery', 'enterprise');
  [browser, server] = await Promise.all([launchBrowser(), startServer({ dataDir })]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function newBrowser(options: { readonly userAgent?: string; readonly width?: number } = {}): Promise<Visitor> {
  const { width = 1280, ...more } = options;
  const context = await browser.newContext({ viewport: { width, height: 860 }, ...more });
  const page = await context.newPage();
  return { context, page, complaints: listenForComplaints(page) };
}

/** A browser of somebody who is signed in, on a page of the console. */
async function visit(renewal: string, path: string, width = 1280): Promise<Visitor> {
  const visitor = await newBrowser({ width });
  await enter(visitor.context, server.url, renewal);
  await visitor.page.goto(`${server.url}/${org.slug}${path}`);
  return visitor;
}

/** A browser in which the person signs in by the mail that they are sent, until its overview is there. */
async function signIn(email: string, userAgent?: string): Promise<Visitor> {
  const visitor = await newBrowser(userAgent === undefined ? {} : { userAgent });
  const { page } = visitor;
  const links = () => listLocalMail(dataDir).filter(({ to, subject }) => to === email && /sign-in link/.test(subject));
  const before = links().length;
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Continue with e-mail' }).click();
  await page.waitForURL('**/sign-in/check');
  const [mail] = await eventually('a mail', () => (links().length > before ? links() : null));
  await page.getByLabel('Code').fill(/(?<![\w-])\d{6}(?![\w-])/.exec(mail?.text ?? '')?.[0] ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Gallery' }).waitFor();
  return visitor;
}

/** `holdfast login` on a machine of its own, whose browser is this one. */
async function signInOnCommandLine(inBrowser: Page): Promise<RemoteMachine> {
  const machine = remoteMachine({
    browser: async (url) => {
      await inBrowser.goto(url);
      await inBrowser.getByRole('button', { name: 'Allow', exact: true }).click();
      await inBrowser.getByRole('heading', { level: 1, name: 'You are signed in' }).waitFor();
    },
  });
  expect(await machine.run(['login', '--url', server.url])).toMatchObject({ exitCode: 0 });
  expect(await machine.json(['whoami'])).toMatchObject({ organization: { slug: org.slug } });
  return machine;
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const mine = (page: Page) => page.getByRole('list', { name: 'Your sessions' }).getByRole('listitem');
const confirm = (page: Page, name: string) => page.getByRole('alertdialog').getByRole('button', { name }).click();

async function endOne(page: Page, row: Locator): Promise<void> {
  await row.getByRole('button', { name: /^End session/ }).click();
  await confirm(page, 'End session');
  // What lies behind the dialog cannot be found by its role.
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await row.waitFor({ state: 'detached' });
}

/** Asks for the overview, and is shown it. */
async function isLetIn({ page }: Visitor): Promise<void> {
  await page.goto(`${server.url}/${org.slug}`);
  await heading(page, 'Gallery').waitFor();
}

/** Asks for the overview, and is asked to sign in. */
async function isSignedOut({ page }: Visitor): Promise<void> {
  await page.goto(`${server.url}/${org.slug}`);
  await page.waitForURL('**/sign-in?**');
}

test('two browsers and a command line stand in the list, and are ended one by one', async () => {
  const first = await visit(org.owner, '/sessions');
  const second = await signIn(org.ownerEmail, telephone);
  const elsewhere = await newBrowser();
  await enter(elsewhere.context, server.url, org.owner);
  const machine = await signInOnCommandLine(elsewhere.page);
  await elsewhere.context.close();

  await first.page.reload();
  const rows = mine(first.page);
  const program = rows.filter({ has: first.page.getByRole('heading', { name: 'Holdfast command line' }) });
  const phone = rows.filter({ has: first.page.getByRole('heading', { name: 'Safari on iPhone' }) });
  await program.waitFor();
  await phone.waitFor();
  await rows.filter({ hasText: 'This device' }).waitFor();
  await expect.poll(() => rows.count()).toBe(3);
  expect(await accessibilityProblems(first.page)).toEqual([]);

  await endOne(first.page, program);
  const told = await machine.run(['whoami']);
  expect(told.exitCode).not.toBe(0);
  expect(told.stderr).toContain('has ended. Sign in with `holdfast login`');
  await isLetIn(second);

  await endOne(first.page, phone);
  await isSignedOut(second);
  await expect.poll(() => rows.count()).toBe(1);
  await isLetIn(first);
  expect([...first.complaints.found, ...second.complaints.found]).toEqual([]);
  await first.context.close();
  await second.context.close();
});

test('an owner sees where a member is signed in and ends it; the member’s browsers are asked to sign in', async () => {
  const desk = await visit(org.viewer, '');
  await heading(desk.page, 'Gallery').waitFor();
  const phone = await signIn(org.viewerEmail, telephone);
  const { page, context, complaints } = await visit(org.owner, '/members', 360);
  await heading(page, 'Members').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  const other = page.getByRole('list', { name: 'Members' }).getByRole('listitem').filter({ hasText: org.viewerEmail });
  await other.getByRole('link', { name: /^Sessions/ }).click();
  await heading(page, /^Sessions of/).waitFor();
  const rows = page.getByRole('list', { name: /^Sessions of/ }).getByRole('listitem');
  await expect.poll(() => rows.count()).toBe(2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await accessibilityProblems(page)).toEqual([]);

  await endOne(page, rows.filter({ hasText: 'Safari on iPhone' }));
  await isSignedOut(phone);
  await isLetIn(desk);

  await page.getByRole('button', { name: 'End all' }).click();
  await confirm(page, 'End all sessions');
  await page.getByRole('heading', { name: 'Signed in nowhere' }).waitFor();
  await isSignedOut(desk);
  expect(complaints.found).toEqual([]);
  for (const each of [desk.context, phone.context, context]) await each.close();
});

test('whoever signs out everywhere is signed out here, in the other browser and on the command line', async () => {
  const here = await signIn(org.viewerEmail);
  const there = await signIn(org.viewerEmail, telephone);
  const machine = await signInOnCommandLine(there.page);
  await here.page.goto(`${server.url}/${org.slug}/sessions`);
  await here.page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await confirm(here.page, 'Sign out everywhere');
  await here.page.waitForURL('**/sign-in**');
  await isSignedOut(here);
  await isSignedOut(there);
  expect(await machine.run(['whoami'])).not.toMatchObject({ exitCode: 0 });
  expect(here.complaints.found).toEqual([]);
  await here.context.close();
  await there.context.close();
});

test('an owner ends every session of the organisation, and is signed out too', async () => {
  const owner = await visit(org.owner, '/members');
  const viewer = await signIn(org.viewerEmail);
  await owner.page.getByRole('button', { name: 'End every session' }).click();
  await owner.page.getByRole('alertdialog').getByRole('textbox').fill(org.slug);
  expect(await accessibilityProblems(owner.page)).toEqual([]);
  await confirm(owner.page, 'End every session');
  await owner.page.waitForURL('**/sign-in**');
  await isSignedOut(owner);
  await isSignedOut(viewer);
  expect(owner.complaints.found).toEqual([]);
  await owner.context.close();
  await viewer.context.close();
});
