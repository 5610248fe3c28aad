import { brotliCompressSync, gzipSync } from 'node:zlib';
import { consentScript } from '#lib/consent/generated/consent-script.ts';
import { freshPage, startConsentSite } from '../e2e/support/consent-site.ts';
import { launchBrowser } from '../support/browser.ts';
import { quantile, report, rounded } from './report.ts';

/** What the banner costs a page: its size, and how long a visitor's first page takes to show it, everything on one machine. */
const visits = 20;

report('consent script', {
  plainBytes: Buffer.byteLength(consentScript),
  gzipBytes: gzipSync(consentScript, { level: 9 }).byteLength,
  brotliBytes: brotliCompressSync(consentScript).byteLength,
});

const site = await startConsentSite();
const browser = await launchBrowser();
try {
  for (const placed of ['sync', 'async']) {
    const src = site.at('holdfast', '/consent.js');
    const tag = `<script src="${src}" data-storefront="shop" ${placed === 'async' ? 'async' : ''}></script>`;
    site.put('/', { tag, body: '<main><h1>Shop</h1><p>Goods.</p></main>' });
    const shownMs: number[] = [];
    const paintMs: number[] = [];
    let shift = 0;
    for (let visit = 0; visit < visits; visit += 1) {
      const { context, page } = await freshPage(browser);
      await page.addInitScript(() => {
        const held = window as unknown as { shownMs: number; shift: number };
        held.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) held.shift += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        new MutationObserver((_, observer) => {
          if (!document.querySelector('[data-holdfast]')) return;
          observer.disconnect();
          requestAnimationFrame(() => {
            held.shownMs = performance.now();
          });
        }).observe(document, { childList: true, subtree: true });
      });
      await page.goto(site.at('shop', '/'));
      await page.waitForFunction(() => 'shownMs' in window);
      const figures = await page.evaluate(() => {
        const { shownMs, shift } = window as unknown as { shownMs: number; shift: number };
        return { shownMs, shift, paintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0 };
      });
      shownMs.push(figures.shownMs);
      paintMs.push(figures.paintMs);
      shift = Math.max(shift, figures.shift);
      await context.close();
    }
    const sorted = (values: number[]) => Float64Array.from(values).sort();
    report('time to the banner, first visit', {
      tag: placed,
      visits,
      bannerP50Ms: rounded(quantile(sorted(shownMs), 0.5)),
      bannerP95Ms: rounded(quantile(sorted(shownMs), 0.95)),
      firstPaintP50Ms: rounded(quantile(sorted(paintMs), 0.5)),
      layoutShiftMax: shift,
    });
  }
} finally {
  await browser.close();
  await site.close();
}
