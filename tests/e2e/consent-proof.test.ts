import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConsents } from '#lib/consent/open-consents.ts';
import { proveConsent } from '#lib/consent/prove-consent.ts';
import { readConsentStatistics } from '#lib/consent/read-statistics.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { launchBrowser } from '../support/browser.ts';
import { anonymous, call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { type AskingStorefront, askingStorefront, visitorRequest } from '../support/consents.ts';
import { standaloneVerifier } from '../support/holdfast-verify.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { type ConsentSite, configIn, freshPage, startConsentSite } from './support/consent-site.ts';

describe('a page of another origin that carries the tag of a real installation', () => {
  let rt: TestRuntime;
  let server: OwnServer;
  let org: TestOrganization;
  let shop: AskingStorefront;
  let site: ConsentSite;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    rt = await createTestRuntime();
    server = await startOwnServer(rt);
    org = await createTestOrganization('Acme');
    const services = configIn('en').services.map((each) => ({
      ...each,
      hosts: [...each.hosts],
      cookies: [...each.cookies],
    }));
    shop = await askingStorefront(org, { services });
    site = await startConsentSite();
    browser = await launchBrowser();
    ({ context, page } = await freshPage(browser, { locale: 'de-AT' }));
    const tag = `<script src="http://127.0.0.1:${server.port}/consent.js" data-storefront="${shop.slug}" data-language="de"></script>`;
    const head = `<script type="text/plain" data-category="analytics" src="${site.at('stats', '/a.js')}"></script>`;
    site.put('/', { tag, head: `<script>window.ran=[]</script>${head}`, body: '<main><h1>Shop</h1></main>' });
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await server?.close();
    await rt?.close();
  });

  /** What the browser's cookie says, once the server has been told. */
  async function told(): Promise<{ readonly consentId: string; readonly url: string }> {
    const read = async () => {
      const cookie = (await context.cookies(site.at('shop'))).find(({ name }) => name === 'hf_consent');
      return JSON.parse(decodeURIComponent(cookie?.value ?? '%5B%5D')) as unknown[];
    };
    await expect.poll(async () => (await read())[7], { timeout: 10_000 }).toBe(0);
    const [, , , , , consentId, url] = await read();
    return { consentId: String(consentId), url: String(url) };
  }

  const recorded = async (consentId: string) =>
    (await call(openConsents, anonymous, { storefront: shop.slug, consentId }, { request: visitorRequest() })).choices;

  it('asks in the visitor’s language, records each choice with its proof, and runs what was allowed', async () => {
    await page.goto(site.at('shop', '/'));
    await page.getByRole('button', { name: 'Alle ablehnen' }).click();
    const { consentId, url } = await told();
    expect(url).toBe(`${rt.origin}/consent/${shop.slug}#${consentId}`);
    expect(await recorded(consentId)).toMatchObject([{ method: 'reject_all', language: 'de' }]);
    expect(site.foreign).toEqual([]);

    rt.clock.advance(5);
    await page.getByRole('button', { name: 'Cookie-Einstellungen' }).click();
    await page.getByRole('switch', { name: 'Statistik' }).check();
    await page.getByRole('button', { name: 'Auswahl speichern' }).click();
    await expect.poll(() => site.foreign).toEqual(['stats/a.js']);
    expect((await told()).consentId).toBe(consentId);
    expect((await recorded(consentId))[0]).toMatchObject({
      method: 'custom',
      choices: { functional: false, analytics: true, marketing: false },
    });

    rt.clock.advance(5);
    await page.getByRole('button', { name: 'Einwilligung widerrufen' }).click();
    await page.waitForFunction(() => (window as unknown as { ran?: string[] }).ran?.length === 0);
    expect((await told()).consentId).toBe(consentId);
    expect((await recorded(consentId)).map(({ method }) => method)).toEqual(['withdraw', 'custom', 'reject_all']);

    const { verifyExport } = await standaloneVerifier();
    for (const { id } of await recorded(consentId)) {
      const key = { storefront: shop.slug, consentId, id };
      const { text } = await call(proveConsent, anonymous, key, { request: visitorRequest() });
      expect(await verifyExport([Buffer.from(text, 'utf8')])).toMatchObject({ ok: true, receipts: 1 });
    }
    expect(await call(verifyOwnLedger, org.owner)).toMatchObject({ ok: true });
  });

  it('records once what a visitor chose who left before the answer, under the id that they are told on the next page', async () => {
    await context.clearCookies();
    let lost = '';
    await page.route(
      '**/api/v1/consents',
      async (route) => {
        lost = await (await route.fetch()).text();
        await route.abort();
      },
      { times: 1 },
    );
    await page.goto(site.at('shop', '/'));
    await page.getByRole('button', { name: 'Alle annehmen' }).click();
    await expect.poll(() => lost).toContain('consentId');
    await page.reload();
    const { consentId } = await told();
    expect(JSON.parse(lost)).toMatchObject({ consentId });
    expect(await recorded(consentId)).toMatchObject([{ method: 'accept_all', id: JSON.parse(lost).id }]);
    const { total } = await call(readConsentStatistics, org.owner, { storefront: shop.id });
    expect(total.accept_all).toBe(1);
  });
});
