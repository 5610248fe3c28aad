import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { copyOf, type Damaging, type LedgerCopy, textOf } from '../support/damaged-ledger.ts';
import type { ExportReport } from '../support/holdfast-verify.ts';
import { damages } from '../support/ledger-damage.ts';
import { consistencyOf } from '../support/ledger-export.ts';
import { type RealLedger, realLedger } from '../support/real-ledger.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { newVisitor, type Visitor } from './support/console.ts';

const receipts = 120;
const widths = { desktop: 1440, phone: 390, narrow: 320 } as const;

describe('the page that verifies an export', () => {
  let server: ServerProcess;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;
  let ledger: RealLedger;
  let otherLedger: RealLedger;
  let to: Damaging;

  beforeAll(async () => {
    ledger = await realLedger(receipts);
    otherLedger = await realLedger(receipts, 'org_01J0000000000000000000000Z');
    to = { ledger, copy: await copyOf(ledger), other: await copyOf(otherLedger) };
    server = await startServer();
    browser = await launchBrowser();
    visitor = await newVisitor(browser);
    page = visitor.page;
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await ledger?.remove();
    await otherLedger?.remove();
  });

  const verifyButton = () => page.getByRole('button', { name: 'Verify', exact: true });

  /** Loads the page and waits until it needs the network no more. */
  async function open(): Promise<void> {
    await visitor.context.setOffline(false);
    await page.goto(`${server.url}/verify`, { waitUntil: 'networkidle' });
    await page.getByText('Choose an export first.').waitFor({ state: 'attached' });
  }

  async function give(bytes: Buffer, key: string, name = 'acme.ledger.jsonl'): Promise<void> {
    await page.locator('input[name=export]').setInputFiles({ name, mimeType: 'application/jsonl', buffer: bytes });
    await page.getByLabel('Public key').fill(key);
    await verifyButton().click();
  }

  const result = (title: RegExp) => page.getByRole('heading', { level: 2, name: title });

  it('is there for anybody, accessibly, in both themes, at every width, without a complaint', async () => {
    visitor.complaints.found.length = 0;
    for (const [name, width] of Object.entries(widths)) {
      await page.setViewportSize({ width, height: 900 });
      await open();
      await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe('Verify a ledger');
      expect(await accessibilityProblems(page), name).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `pixels beyond the ${name} screen`).toBeLessThanOrEqual(0);
    }
    expect(visitor.complaints.found).toEqual([]);
  });

  it('verifies a file with its key and saved checkpoints, without a network and without asking for one', async () => {
    await page.setViewportSize({ width: widths.desktop, height: 900 });
    await open();
    await visitor.context.setOffline(true);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page
      .getByLabel('Saved checkpoints')
      .setInputFiles(
        ledger.saved.map(({ name, note }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(note) })),
      );
    await give(textOf(to.copy), ledger.pinned);
    await result(/^Verified: all 120 receipts are as they were written$/).waitFor();
    const text = await page.locator('main').innerText();
    for (const { name, size } of ledger.saved) expect(text).toContain(`${name}, ${size} receipts: agrees`);
    expect(text).toContain(`${receipts - ledger.erased} are what was committed to; ${ledger.erased} erased`);
    expect(text).toContain(to.copy.receipts.at(-1)?.hash ?? '-');
    expect(asked).toEqual([]);
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('goes on without a network: a damaged file, a missing key, a wrong key, a filtered file', async () => {
    await open();
    await visitor.context.setOffline(true);
    const damaged = Buffer.from(
      textOf(to.copy).toString().replace('"seq":57,"subject":"con_', '"seq":57,"subject":"con_x'),
    );
    await give(damaged, ledger.pinned);
    await result(/^Not verified: receipt 57, line 58$/).waitFor();
    await expect.poll(() => page.locator('main').innerText()).toContain('The receipt does not match its own hash.');
    await page.setViewportSize({ width: widths.phone, height: 900 });
    expect(await accessibilityProblems(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);

    await give(textOf(to.copy), '');
    await result(/^Consistent, but not verified$/).waitFor();

    await give(textOf(to.copy), 'no key');
    await page.getByText('This is no public key of a ledger').waitFor();

    await give(textOf(to.copy), to.other.pinned);
    await result(/^Not verified: line 1$/).waitFor();

    const filtered = await copyOf(ledger, { action: 'contact.created' });
    const from = ledger.saved[0];
    const proof = consistencyOf(
      to.copy.receipts.map(({ hash }) => hash),
      from?.size ?? 0,
    );
    await page.getByLabel('Saved checkpoints').setInputFiles([
      { name: 'first.note', mimeType: 'text/plain', buffer: Buffer.from(from?.note ?? '') },
      {
        name: 'proof.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify({ from: from?.size, to: receipts, proof })),
      },
    ]);
    await give(textOf(filtered), ledger.pinned, 'filtered.ledger.jsonl');
    await result(new RegExp(`^Verified: ${filtered.receipts.length} of 120 receipts`)).waitFor();
    await expect.poll(() => page.locator('main').innerText()).toContain('first.note, 36 receipts: agrees');
    await visitor.context.setOffline(false);
  });

  it('serves the very verifier that it runs, as a file to keep', async () => {
    await open();
    const download = page.getByRole('link', { name: 'one file' });
    const answer = await fetch(new URL((await download.getAttribute('href')) ?? '', server.url));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^(?:text|application)\/javascript/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('finds in the browser every damage that the other verifiers find, at the same place', async () => {
    await open();
    const found: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const damage of damages) {
      const { problem } = await inBrowser(page, damage.apply(to));
      found[damage.name] = { problem: problem?.problem, seq: problem?.seq };
      expected[damage.name] = damage.finds(to);
    }
    expect(found).toEqual(expected);
    expect(await inBrowser(page, to.copy)).toMatchObject({ ok: true, pinned: true, receipts });
  });
});

/** What the verifier, loaded as the page loads it, reports of a copy. */
function inBrowser(page: Page, copy: LedgerCopy): Promise<ExportReport> {
  const { pinned: key, saved: checkpoints, orgId: organization } = copy;
  const given = { text: textOf(copy).toString(), key, checkpoints, organization, consistency: [] };
  return page.evaluate(
    ({ text, ...options }) =>
      new Promise<ExportReport>((resolve, reject) => {
        const worker = new Worker('/holdfast-verify.mjs', { type: 'module' });
        worker.onerror = () => reject(new Error('the verifier could not be loaded'));
        worker.onmessage = ({ data }) => {
          if (data.ready) worker.postMessage({ id: 1, verify: { file: new File([text], 'export.jsonl'), ...options } });
          if (data.failure) reject(new Error(data.failure));
          if (!data.report) return;
          worker.terminate();
          resolve(data.report);
        };
      }),
    given,
  );
}
