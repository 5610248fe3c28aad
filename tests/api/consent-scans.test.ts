import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { downloadScan } from '#lib/consent/scan/download-scan.ts';
import { listScans } from '#lib/consent/scan/list-scans.ts';
import { readScan } from '#lib/consent/scan/read-scan.ts';
import { requestScan } from '#lib/consent/scan/request-scan.ts';
import { runScan } from '#lib/consent/scan/run-scan.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { readReceipt } from '#lib/ledger/read-receipt.ts';
import { isoAfter } from '#lib/platform/clock.ts';
import { sha256 } from '#lib/platform/crypto/digest.ts';
import { newId } from '#lib/platform/ids.ts';
import { deleteStorefront } from '#lib/storefronts/delete-storefront.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { askingStorefront } from '../support/consents.ts';
import { scanBrowser } from '../support/scan-walk.ts';
import { scanIn } from '../support/scans.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let globex: TestOrganization;
let shop: { readonly id: string; readonly slug: string };
let tools: string;
let site: Server;

beforeAll(async () => {
  rt = await createTestRuntime();
  [acme, globex] = [await createTestOrganization('Acme'), await createTestOrganization('Globex')];
  shop = await askingStorefront(acme);
  tools = mkdtempSync(join(tmpdir(), 'holdfast-tools-'));
  site = createServer(({ url }, answer) => {
    if (url === '/never') return;
    answer
      .setHeader('content-type', 'text/html')
      .end("<!doctype html><title>Shop</title><script>document.cookie='_ga=1'</script>");
  }).listen(0, '127.0.0.1');
});
afterAll(async () => {
  await rt.close();
  site.closeAllConnections();
  site.close();
  rmSync(tools, { recursive: true, force: true });
});
beforeEach(async () => {
  rt.clock.advance(86_400);
  Object.assign(rt.env, { CHROMIUM_PATH: process.execPath, HOLDFAST_ENV: 'local' });
  for (const org of [acme, globex]) await inDatabase(org, 'DELETE FROM ConsentScan');
});

async function inDatabase(org: TestOrganization, sql: string): Promise<void> {
  const lease = await rt.tenancy.acquire(org.orgId);
  try {
    await lease.db.write((tx) => tx.run(sql));
  } finally {
    lease.release();
  }
}

const page = (path = '/') => `http://127.0.0.1:${(site.address() as AddressInfo).port}${path}`;
const ask = (url?: string, storefront = shop.id, principal = acme.owner) =>
  call(requestScan, principal, { storefront, url }, { request: { door: 'cli' } });

/** Once it has come to its end. */
async function ended(id: string) {
  await expect
    .poll(async () => {
      rt.clock.advance(2);
      return (await call(readScan, acme.owner, { id })).state;
    })
    .toMatch(/done|failed/);
  return call(readScan, acme.owner, { id });
}

async function domain(org: TestOrganization, host: string, isVerified: boolean): Promise<void> {
  const at = rt.clock.now().toISOString();
  await rt.tenancy.control.write((tx) =>
    tx.run(
      `INSERT INTO StorefrontDomain (id, host, orgId, storefrontId, token, createdAt, verifiedAt, verifiedHost)
       VALUES (?, ?, ?, ?, 't', ?, ?, ?)`,
      [newId('dom'), host, org.orgId, shop.id, at, isVerified ? at : null, isVerified ? host : null],
    ),
  );
}

describe('a scan', () => {
  it('leaves a report whose digest is in the ledger, and downloads it byte for byte', async () => {
    Object.assign(rt.env, { CHROMIUM_PATH: scanBrowser(tools) });
    const { id, state } = await ask(page('/shop?ref=1#top'));
    expect(state).toBe('queued');
    const scan = await ended(id);
    expect(scan).toMatchObject({ state: 'done', error: null, url: page('/shop?ref=1'), previous: null });
    expect(scan.counts?.violation).toBe(2);
    expect(scan.report?.findings.map(({ code }) => code)).toEqual(['sets_without_consent', 'no_banner']);
    const file = await call(downloadScan, acme.owner, { id });
    const bytes = Buffer.from(await new Response(file.stream).arrayBuffer());
    expect(bytes.byteLength).toBe(file.bytes);
    expect(JSON.parse(bytes.toString())).toEqual(scan.report);
    expect(sha256(bytes).toString('hex')).toBe(scan.sha256);
    const { data } = await call(listReceipts, acme.owner, { subject: id });
    expect(data.map(({ action }) => action).sort()).toEqual([
      ...['consentScan.finished', 'consentScan.requested', 'consentScan.started'],
    ]);
    const seq = data.find(({ action }) => action === 'consentScan.finished')?.seq ?? 0;
    const { opening } = await call(readReceipt, acme.owner, { seq });
    expect(JSON.parse(opening?.detail ?? '{}')).toMatchObject({ sha256: scan.sha256, violation: 2 });
    // What comes later knows what it can be compared with.
    const later = await scanIn(acme, { storefrontId: shop.id, url: scan.url });
    expect((await call(readScan, acme.owner, { id: later })).previous).toBe(id);
  });

  it('fails with a reason when the browser does not start, and lets the next one be asked for', async () => {
    const { id } = await ask(page());
    const scan = await ended(id);
    expect(scan).toMatchObject({ state: 'failed', error: 'The browser broke off twice.', report: null });
    await refused(call(downloadScan, acme.owner, { id }), 'conflict');
    expect((await ask(page())).state).toBe('queued');
  });

  it('ends with its storefront, and nothing of it is left', async () => {
    Object.assign(rt.env, { CHROMIUM_PATH: scanBrowser(tools) });
    const { id: storefront } = await askingStorefront(acme);
    const { id } = await ask(page('/never'), storefront);
    await expect.poll(() => rt.scanner.knows(id)).toBe(true);
    await call(deleteStorefront, acme.owner, { id: storefront });
    await expect
      .poll(() => {
        rt.clock.advance(2);
        return rt.scanner.knows(id);
      })
      .toBe(false);
    await refused(call(readScan, acme.owner, { id }), 'not_found');
  });

  it('that nobody has ended within an hour has failed, whoever looks', async () => {
    const id = await scanIn(acme, { state: 'running', report: null, finishedAt: null });
    const listed = async (state: string) => (await call(listScans, acme.owner, { state })).data.map((scan) => scan.id);
    expect(await listed('running')).toEqual([id]);
    rt.clock.advance(3_601);
    expect(await listed('running')).toEqual([]);
    expect(await listed('failed')).toEqual([id]);
    const told = { state: 'failed', error: 'It was lost. Scan again.' };
    expect(await call(readScan, acme.owner, { id })).toMatchObject(told);
    // Where its job comes after all, it says the same.
    expect(await call(runScan, acme.owner, { id })).toEqual({ done: true });
    expect(await call(readScan, acme.owner, { id })).toMatchObject(told);
    const { data } = await call(listReceipts, acme.owner, { subject: id });
    expect(data.map(({ action }) => action)).toEqual(['consentScan.failed']);
  });

  it('is refused in words that say what to install where there is no browser', async () => {
    Object.assign(rt.env, { CHROMIUM_PATH: join(tools, 'none') });
    expect((await refused(ask(page()), 'conflict')).publicMessage).toContain('CHROMIUM_PATH');
    expect((await call(listScans, acme.owner)).data).toEqual([]);
  });
});

describe('who may scan what', () => {
  const problem = async (url: string) => (await refused(ask(url), 'invalid_input')).problems[0];

  it('pages of the organisation’s verified domains, and none of anybody else’s', async () => {
    Object.assign(rt.env, { HOLDFAST_ENV: 'production', CHROMIUM_SANDBOX: 'off' });
    await domain(acme, 'shop.acme.example', true);
    await domain(acme, 'unproven.acme.example', false);
    await domain(globex, 'shop.globex.example', true);
    for (const url of [
      ...['https://shop.globex.example/', 'https://unproven.acme.example/', 'https://news.example/'],
      ...['https://sub.shop.acme.example/', 'http://shop.acme.example/', 'https://shop.acme.example:8443/'],
      ...['https://169.254.169.254/', 'https://127.0.0.1/', 'http://localhost/', page(), 'file:///etc/passwd'],
      ...[
        'https://me:you@shop.acme.example/',
        'javascript:alert(1)',
        'not an address',
        'https://shop.acme.example@news.example/',
      ],
    ]) {
      expect(await problem(url), url).toMatchObject({ path: 'url' });
    }
    expect((await ask('https://SHOP.acme.example/a?b#c')).url).toBe('https://shop.acme.example/a?b');
  });

  it('of our own pages the storefront alone', async () => {
    for (const path of ['/', '/acme/contacts', `/s/${shop.slug}-other`, `/s/${shop.slug}/../../acme`]) {
      expect(await problem(`${rt.origin}${path}`), path).toMatchObject({ path: 'url' });
    }
    expect((await ask()).url).toBe('https://shop.acme.example/');
    await inDatabase(acme, 'DELETE FROM ConsentScan');
    const plain = await askingStorefront(acme);
    expect((await ask(undefined, plain.id)).url).toBe(`${rt.origin}/s/${plain.slug}`);
  });

  it('no storefront of another organisation, and none that is not published', async () => {
    await refused(ask(undefined, shop.id, globex.owner), 'not_found');
    const hidden = await askingStorefront(acme);
    await inDatabase(acme, `UPDATE Storefront SET state = 'unpublished' WHERE id = '${hidden.id}'`);
    await refused(ask(undefined, hidden.id), 'conflict');
  });

  it('nobody who may only look; they read what was found', async () => {
    const viewer = await createTestMember(acme.orgId, 'viewer');
    await refused(ask(page(), shop.id, viewer), 'forbidden');
    await refused(
      call(requestScan, keyPrincipal(acme.orgId, ['storefronts:read']), { storefront: shop.id }),
      'forbidden',
    );
    const id = await scanIn(acme);
    expect((await call(readScan, viewer, { id })).state).toBe('done');
    expect((await call(listScans, viewer)).data.map((entry) => entry.id)).toEqual([id]);
    await refused(call(readScan, globex.owner, { id }), 'not_found');
    await refused(call(downloadScan, globex.owner, { id }), 'not_found');
  });
});

describe('how often', () => {
  it('one at a time in an organisation; others go on', async () => {
    await scanIn(acme, { state: 'running', report: null, finishedAt: null });
    expect((await refused(ask(page()), 'conflict')).publicMessage).toContain('under way');
    const other = await askingStorefront(globex);
    expect((await ask(page(), other.id, globex.owner)).state).toBe('queued');
    // One that lost its job keeps nobody from asking.
    await inDatabase(acme, `UPDATE ConsentScan SET createdAt = '${isoAfter(rt.clock.now(), -3_700)}'`);
    expect((await ask(page())).state).toBe('queued');
  });

  it('24 within a day', async () => {
    for (let made = 0; made < 24; made += 1) await scanIn(acme, { storefrontId: shop.id });
    expect((await refused(ask(page()), 'conflict')).publicMessage).toContain('24');
    rt.clock.advance(86_401);
    expect((await ask(page())).state).toBe('queued');
  });
});
