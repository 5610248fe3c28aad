import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge } from '#lib/consent/scan/judge.ts';
import type { WalkSeenOf } from '#lib/consent/scan/observation.ts';
import { walkHere, walkPhaseHere } from '../support/scan-walk.ts';
import { noServices } from '../support/scans.ts';
import { type ConsentSite, configIn, fullPage, startConsentSite } from './support/consent-site.ts';

describe('a scan of a real page in a real browser', () => {
  let site: ConsentSite;
  beforeAll(async () => {
    site = await startConsentSite();
  });
  afterAll(() => site?.close());

  const scan = async (path: string): Promise<WalkSeenOf> =>
    walkHere({
      url: site.at('shop', path),
      installation: site.at('holdfast'),
      caps: { quietMs: 200, bannerMs: 5_000 },
    });
  const services = configIn('en').services;
  const lines = (walk: WalkSeenOf) =>
    judge(walk, { ...noServices, services, installationHost: 'holdfast.localhost' }).findings.map(
      ({ code, subject, phases }) => `${code} ${subject} ${phases.join('+')}`,
    );

  it('finds nothing on a page that keeps to its banner, and leaves no choice behind', async () => {
    site.put('/clean', fullPage(site));
    const walk = await scan('/clean');
    expect(lines(walk)).toEqual([]);
    expect(site.recorded).toEqual([]);
    const [before, rejected, accepted, withdrawn] = walk.phases;
    expect(before).toMatchObject({
      status: 200,
      end: 'whole',
      banner: { kind: 'holdfast', equal: true },
      choice: null,
    });
    expect(rejected).toMatchObject({ acted: true, choice: { method: 'reject_all', granted: [] } });
    expect(accepted?.hosts.map(({ host }) => host)).toEqual(
      expect.arrayContaining(['stats.localhost', 'pixel.localhost']),
    );
    expect(accepted?.cookies.map(({ name }) => name)).toEqual(expect.arrayContaining(['_fa', '_fp']));
    expect(accepted?.entries).toEqual(
      expect.arrayContaining([expect.objectContaining({ area: 'localStorage', name: '_fa_store' })]),
    );
    expect(withdrawn).toMatchObject({ acted: true, choice: { method: 'withdraw' } });
    expect(withdrawn?.cookies.map(({ name }) => name)).toEqual(['hf_consent']);
  });

  it('finds what a careless page does without consent, and what it leaves behind', async () => {
    const careless = `<script>document.cookie='_ga=1; path=/'; localStorage.setItem('basket', '1');
        document.addEventListener('holdfast:consent', () => { document.cookie='leftover=1; path=/'; });</script>
      <img alt="" data-category="necessary" src="${site.at('cdn', '/unlisted.gif')}"><iframe title="f" data-category="necessary" src="${site.at('frames', '/early')}"></iframe>`;
    const tag = `<script src="${site.at('holdfast', '/consent.js')}" data-storefront="shop" data-allow="cdn.localhost" async></script>`;
    site.put('/careless', { body: `<main><h1>Shop</h1>${careless}</main>`, tag });
    const found = lines(await scan('/careless'));
    expect(found).toEqual(
      expect.arrayContaining([
        'loads_without_consent Fake Video before+rejected+withdrawn',
        'unlisted_host cdn.localhost before+rejected+accepted+withdrawn',
      ]),
    );
    expect(found.find((line) => line.startsWith('sets_without_consent Google Analytics'))).toContain('before');
    expect(found.find((line) => line.startsWith('unknown_entry'))).toContain('before+rejected+withdrawn');
  });

  it('judges the banner of somebody else: one without a way to say no', async () => {
    const banner = `<div id="cookie-bar"><p>We use cookies.</p><button onclick="document.cookie='ok=1';this.parentElement.remove()">Got it</button></div>`;
    site.put('/wall', { body: `<main><h1>Shop</h1></main>${banner}`, tag: '' });
    const found = lines(await scan('/wall'));
    expect(found).toEqual(
      expect.arrayContaining(['no_reject  before', 'no_withdrawal  withdrawn', 'other_banner  before']),
    );
  });

  it('says so when a page has no banner at all, or does not come', async () => {
    site.put('/bare', { body: `<main><h1>Shop</h1><img alt="" src="${site.at('pixel', '/p.gif')}"></main>`, tag: '' });
    const walked = { installation: site.at('holdfast'), caps: { bannerMs: 300 } };
    const bare = await walkPhaseHere('before', { ...walked, url: site.at('shop', '/bare') });
    const found = lines({ browser: '', phases: [bare] });
    expect(found).toEqual(expect.arrayContaining(['loads_without_consent Fake Pixel before', 'no_banner  before']));
    const gone = await walkHere({ ...walked, url: 'http://nowhere.localhost:9/' });
    expect(gone.phases).toMatchObject([{ phase: 'before', end: 'unreachable' }]);
  });
});
