import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { commandLine, deviceGrant, newProof, requestQuery, type Tokens } from '../support/oauth.ts';
import { type ServerProcess, startServer, temporaryDataDir } from '../support/server-process.ts';
import { listenForComplaints } from './support/console.ts';
import { enter, type SignedInOrganization, signedInOrganization } from './support/signed-in.ts';

let browser: Browser;
let server: ServerProcess;
let org: SignedInOrganization;
let program: Server;
const dataDir = temporaryDataDir();
/** What browsers brought the program, newest last. */
const brought: URL[] = [];

beforeAll(async () => {
  org = await signedInOrganization(dataDir, 'Gallery', 'enterprise');
  program = createServer((request, response) => {
    if (request.url?.startsWith('/callback')) brought.push(new URL(request.url, callback()));
    response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><title>Back</title><h1>Back in the program</h1>');
  });
  await new Promise<void>((listening) => program.listen(0, '127.0.0.1', listening));
  [browser, server] = await Promise.all([launchBrowser(), startServer({ dataDir })]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  program.closeAllConnections();
  await new Promise((closed) => program.close(closed));
  rmSync(dataDir, { recursive: true, force: true });
});

const callback = () => `http://127.0.0.1:${(program.address() as AddressInfo).port}/callback`;

async function visit(renewal: string | null, options: { javaScriptEnabled?: boolean; width?: number } = {}) {
  const { width = 1280, ...more } = options;
  const context = await browser.newContext({ viewport: { width, height: 860 }, ...more });
  if (renewal !== null) await enter(context, server.url, renewal);
  const page = await context.newPage();
  return { page, complaints: listenForComplaints(page) };
}

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  return fetch(`${server.url}${path}`, { method: 'POST', body: new URLSearchParams(fields) });
}

const statusOf = async (token: string) =>
  (await fetch(`${server.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status;

const authorizeUrl = (query: string) => `${server.url}/oauth/authorize?${query}`;
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const asks = 'Let Holdfast command line act for you?';

async function tokensFor(proof: ReturnType<typeof newProof>): Promise<Tokens> {
  await expect.poll(() => brought.at(-1)?.searchParams.get('code') ?? null).not.toBeNull();
  const back = brought.pop() as URL;
  expect(back.searchParams.get('state')).toBe('state-1');
  expect(back.searchParams.get('iss')).toBe(server.url);
  const answer = await post('/oauth/token', {
    ...{ grant_type: 'authorization_code', client_id: commandLine, redirect_uri: callback() },
    ...{ code: back.searchParams.get('code') ?? '', code_verifier: proof.verifier },
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Tokens;
}

test('a program is allowed in the browser, acts, is seen under Connected apps, and ended there', async () => {
  const { page, complaints } = await visit(org.owner);
  const proof = newProof();
  await page.goto(authorizeUrl(requestQuery(proof, { redirect_uri: callback() })));
  await heading(page, asks).waitFor();
  await page.getByText('Create, edit, delete and import contacts').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await heading(page, 'Back in the program').waitFor();
  const tokens = await tokensFor(proof);
  expect(await statusOf(tokens.access_token)).toBe(200);

  await page.goto(`${server.url}/${org.slug}/connected-apps`);
  const mine = page.getByRole('list', { name: 'Programs that act for you' });
  await mine.getByRole('heading', { name: 'Holdfast command line' }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await mine.getByRole('button', { name: /End access/ }).click();
  await page.getByRole('dialog').or(page.getByRole('alertdialog')).getByRole('button', { name: 'End access' }).click();
  await page.getByText('No connected apps').waitFor();
  await expect.poll(() => statusOf(tokens.access_token)).toBe(401);
  expect(complaints.found).toEqual([]);
  await page.context().close();
});

test('who does not allow it sends the program away with that, and on a phone all of it fits', async () => {
  const { page, complaints } = await visit(org.viewer, { width: 360 });
  await page.goto(authorizeUrl(requestQuery(newProof(), { redirect_uri: callback() })));
  await heading(page, asks).waitFor();
  await page.getByText('Your role does not hold').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.getByRole('button', { name: 'Do not allow' }).click();
  await expect.poll(() => brought.at(-1)?.searchParams.get('error') ?? null).toBe('access_denied');
  brought.pop();
  expect(complaints.found).toEqual([]);
  await page.context().close();
});

test('without JavaScript a link leads back to the program', async () => {
  const { page } = await visit(org.owner, { javaScriptEnabled: false });
  const proof = newProof();
  await page.goto(authorizeUrl(requestQuery(proof, { redirect_uri: callback() })));
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await page.getByRole('link', { name: /Go on to/ }).click();
  await heading(page, 'Back in the program').waitFor();
  await tokensFor(proof);
  await page.context().close();
});

test('nobody signed in is asked to sign in, and nobody is led to an address that is not registered', async () => {
  const stranger = await visit(null);
  const query = requestQuery(newProof(), { redirect_uri: callback() });
  await stranger.page.goto(authorizeUrl(query));
  await stranger.page.getByLabel('E-mail address').waitFor();
  expect(new URL(stranger.page.url()).pathname).toBe('/sign-in');
  await stranger.page.context().close();

  const { page } = await visit(org.owner);
  await page.goto(authorizeUrl(requestQuery(newProof(), { redirect_uri: `${callback()}/elsewhere` })));
  await heading(page, 'This request cannot be answered').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(new URL(page.url()).origin).toBe(server.url);
  await page.context().close();
});

test('no page of another site shows the question in a frame', async () => {
  const answer = await fetch(authorizeUrl(requestQuery(newProof())), { redirect: 'manual' });
  expect(answer.headers.get('x-frame-options')).toBe('DENY');
  expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

test('a device is connected by the code that its person types', async () => {
  const device = (await (
    await post('/oauth/device_authorization', { client_id: commandLine, scope: 'contacts:read' })
  ).json()) as { readonly device_code: string; readonly user_code: string; readonly verification_uri: string };
  const { page, complaints } = await visit(org.owner);
  await page.goto(device.verification_uri);
  await heading(page, 'Connect a device').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  const code = page.getByLabel('Code on the device');
  await code.fill('BBBB-BBBB');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('No device shows this code').waitFor();
  await code.fill(device.user_code.toLowerCase());
  await page.getByRole('button', { name: 'Go on' }).click();
  await heading(page, asks).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await heading(page, 'The device is connected').waitFor();
  const answer = await post('/oauth/token', {
    ...{ grant_type: deviceGrant, client_id: commandLine, device_code: device.device_code },
  });
  expect(answer.status).toBe(200);
  expect(await statusOf(((await answer.json()) as Tokens).access_token)).toBe(200);
  expect(complaints.found).toEqual([]);
  await page.context().close();
});

test('without JavaScript, too, and its code stands in no address', async () => {
  const device = (await (
    await post('/oauth/device_authorization', { client_id: commandLine, scope: 'contacts:read' })
  ).json()) as { readonly device_code: string; readonly user_code: string; readonly verification_uri: string };
  const { page } = await visit(org.owner, { javaScriptEnabled: false });
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url(), request.headers().referer ?? ''));
  await page.goto(device.verification_uri);
  const code = page.getByLabel('Code on the device');
  await code.fill('BBBB-BBBB');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('No device shows this code').waitFor();
  for (const goBack of [true, false]) {
    await code.fill(device.user_code);
    await page.getByRole('button', { name: 'Go on' }).click();
    await heading(page, asks).waitFor();
    if (goBack) await page.getByRole('link', { name: 'Type another code' }).click();
  }
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await heading(page, 'The device is connected').waitFor();
  const answer = await post('/oauth/token', {
    ...{ grant_type: deviceGrant, client_id: commandLine, device_code: device.device_code },
  });
  expect(answer.status).toBe(200);
  const letters = device.user_code.replace('-', '');
  expect(addresses.filter((address) => address.replaceAll('-', '').includes(letters))).toEqual([]);
  await page.context().close();
});

test('owners register and remove programs, and hear which address cannot be', async () => {
  const { page, complaints } = await visit(org.owner);
  await page.goto(`${server.url}/${org.slug}/connected-apps`);
  await page.getByLabel('Name', { exact: true }).fill('Desk lamp');
  await page.getByLabel('Where codes may go').fill('http://localhost/callback');
  await page.getByRole('checkbox', { name: 'Read contacts' }).check();
  await page.getByRole('button', { name: 'Register program' }).click();
  await page.getByText(/Give http:\/\/127\.0\.0\.1\/path/).waitFor();
  await page.getByLabel('Where codes may go').fill('http://127.0.0.1/callback\ncom.example.lamp:/cb');
  await page.getByRole('button', { name: 'Register program' }).click();
  const programs = page.getByRole('list', { name: 'Registered programs' });
  await programs.getByText('com.example.lamp:/cb').waitFor();
  await programs.getByRole('button', { name: /Remove/ }).click();
  await page
    .getByRole('dialog')
    .or(page.getByRole('alertdialog'))
    .getByRole('button', { name: 'Remove program' })
    .click();
  await page.getByText('No programs yet').waitFor();
  expect(complaints.found).toEqual([]);
  await page.context().close();
});
