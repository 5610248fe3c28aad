import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe, { type RunOnly } from 'axe-core';
import type { Page } from 'playwright';
import { beforeAll, describe, expect } from 'vitest';
import { consentLanguages } from '#lib/consent/categories.ts';
import { accessibilityRules } from '../support/accessibility.ts';
import { projectRoot } from '../support/data-folder.ts';
import { configIn, fullPage, untilTold, withGpc } from './support/consent-site.ts';
import { consentTest } from './support/consent-visitor.ts';

const widths = { desktop: 1440, phone: 390, narrow: 320 } as const;
const colourRules: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
const pictures = join(projectRoot, 'tests/.artifacts/consent-banner');

const it = consentTest({ reducedMotion: 'reduce' });

beforeAll(() => void mkdirSync(pictures, { recursive: true }));

async function problems(page: Page, rules: RunOnly | string[] = accessibilityRules): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (runOnly) => (window as unknown as { axe: typeof axe }).axe.run({ runOnly }),
    rules,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}: ${nodes[0]?.failureSummary}`);
}

describe('what visitors meet', () => {
  it.for([
    ['light', accessibilityRules, widths],
    // Between the schemes nothing differs but colours.
    ['dark', colourRules, { desktop: 1440, narrow: 320 }],
  ] as const)(
    'has no barrier on any layer, at any width, in %s',
    async ([colorScheme, rules, looked], { context, page, button, visit }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const [name, width] of Object.entries(looked)) {
        await page.setViewportSize({ width, height: 800 });
        await context.clearCookies();
        await visit();
        const layers: Readonly<Record<string, () => Promise<void>>> = {
          banner: async () => undefined,
          settings: async () => {
            await button('choose').click();
            await page.locator('summary').first().click();
          },
          frame: () => button('reject').click(),
          staying: async () => {
            await button('reopen').click();
            await button('accept').click();
          },
          reopened: () => button('reopen').click(),
        };
        for (const [layer, open] of Object.entries(layers)) {
          await open();
          await page.screenshot({ path: join(pictures, `${layer}-${name}-${colorScheme}.png`) });
          expect(await problems(page, rules), `${layer} ${name}`).toEqual([]);
        }
      }
    },
  );

  it('says so where the browser has said no, without a barrier, and asks no more', async ({
    site,
    context,
    page,
    banner,
    button,
    visit,
    recorded,
  }) => {
    await withGpc(context);
    await visit();
    expect(await page.getByRole('status').innerText()).toContain('Global Privacy Control');
    await page.screenshot({ path: join(pictures, 'gpc.png') });
    expect(await problems(page)).toEqual([]);
    await page.reload();
    await page.locator('.stay').waitFor();
    expect(await banner.count()).toBe(0);
    site.config = configIn('en', { gpc: ['marketing'], policy: 'c'.repeat(64) });
    await visit();
    expect(await banner.innerText()).toContain('Global Privacy Control');
    await button('accept').click();
    await recorded(3);
    expect(site.recorded.map(({ method }) => method)).toEqual(['gpc', 'gpc', 'accept_all']);
  });

  it('fits in every language, with yes and no of one size and one look', async ({
    site,
    page,
    banner,
    button,
    visit,
  }) => {
    const look = (act: string) =>
      button(act).evaluate((element) => {
        const { color, backgroundColor, fontSize, fontWeight, borderColor } = getComputedStyle(element);
        return [color, backgroundColor, fontSize, fontWeight, borderColor];
      });
    for (const language of consentLanguages) {
      site.config = configIn(language);
      await visit();
      for (const width of [1440, 320]) {
        await page.setViewportSize({ width, height: 640 });
        const [no, yes] = [await button('reject').boundingBox(), await button('accept').boundingBox()];
        expect([no?.width, no?.height], language).toEqual([yes?.width, yes?.height]);
        expect((yes?.y ?? 0) + (yes?.height ?? 0), `${language} at ${width}`).toBeLessThan(640);
        expect(await look('reject')).toEqual(await look('accept'));
        expect(await overflowing(page), `${language} at ${width}`).toEqual([]);
        // The page beside it can be used.
        expect((await banner.boundingBox())?.height, `${language} at ${width}`).toBeLessThanOrEqual(640 * 0.8);
      }
      await button('choose').click();
      for (const width of [320, 1440]) {
        await page.setViewportSize({ width, height: 640 });
        expect(await overflowing(page), `${language} settings at ${width}`).toEqual([]);
      }
    }
  });

  /** Elements of the banner that are wider than their place. */
  function overflowing(page: Page): Promise<string[]> {
    return page.evaluate(() => {
      const root = document.querySelector('[data-holdfast]')?.shadowRoot;
      return [...(root?.querySelectorAll('*') ?? [])]
        .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
        .map((element) => `${element.tagName} ${element.textContent?.slice(0, 40)}`);
    });
  }

  it('moves nothing of the page', async ({ context, page, button, visit }) => {
    await context.addInitScript(() => {
      const held = window as unknown as { shift: number };
      held.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) held.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await visit();
    await page.evaluate(() => new Promise((resume) => requestAnimationFrame(() => requestAnimationFrame(resume))));
    await button('reject').click();
    await page.locator('.stay').waitFor();
    await page.evaluate(() => new Promise((resume) => requestAnimationFrame(() => requestAnimationFrame(resume))));
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBe(0);
  });

  it('can be used by keyboard alone, and gives the focus back', async ({ site, page, button, visit, recorded }) => {
    await visit();
    const focused = () =>
      page.evaluate(() => {
        const outer = document.activeElement;
        const inner = outer?.shadowRoot?.activeElement ?? outer;
        return (inner instanceof HTMLElement ? inner.dataset.act : null) ?? inner?.className ?? inner?.tagName;
      });
    expect(await focused(), 'the page keeps its focus').toBe('');
    const met: unknown[] = [];
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press('Tab');
      met.push(await focused());
    }
    expect(met).toEqual(['x corner', '', '', 'reject', 'accept', 'choose']);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Cookie settings' });
    await dialog.waitFor();
    for (let step = 0; step < 24; step += 1) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(
        () => document.activeElement?.hasAttribute('data-holdfast') || document.activeElement === document.body,
      );
      expect(inside, 'the focus stays in the dialog').toBe(true);
    }
    await page.getByRole('switch', { name: 'Functional' }).focus();
    await page.keyboard.press('Space');
    await button('save').press('Enter');
    await recorded(1);
    expect(site.recorded[0]?.choices).toEqual({ functional: true, analytics: false, marketing: false });
    expect(await focused()).toBe('reopen');
  });

  it('opens from any element of the page, and tells the page what was chosen', async ({
    site,
    page,
    button,
    visit,
    recorded,
  }) => {
    site.put('/own', {
      ...fullPage(site),
      body: '<main><h1>Shop</h1><button data-consent="open">Cookies</button></main>',
    });
    await visit('/own');
    await page.getByRole('button', { name: 'Cookies' }).click();
    await page.getByRole('dialog').waitFor();
    await button('accept').click();
    expect(await page.evaluate(() => (window as unknown as { events: string[] }).events)).toEqual(['accept_all']);
    expect(await page.locator('.stay').count(), 'the page has a link of its own').toBe(0);
    const choices = () =>
      page.evaluate(
        () => (window as unknown as { holdfast: { consent: { choices: object } } }).holdfast.consent.choices,
      );
    expect(await choices()).toEqual({ necessary: true, functional: true, analytics: true, marketing: true });
    await recorded(1);
    await untilTold(page);
    await page.getByRole('button', { name: 'Cookies' }).click();
    expect(await page.getByRole('link', { name: 'Your consent and its proof' }).getAttribute('href')).toBe(
      site.at('holdfast', '/consent/shop#visitor-1'),
    );
  });
});
