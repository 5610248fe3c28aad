import axe, { type RunOnly } from 'axe-core';
import type { Page } from 'playwright';

const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Between the themes nothing differs but colours. */
const colourRules: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
const runOnlyIn = { light: everyRule, dark: colourRules } as const;

/** What axe finds on the page as it stands, in both themes, by WCAG 2.2 AA: nothing, one hopes. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // The theme follows the browser's wish a moment later, and colours take a moment to change: measured before that,
    // a page has the ink of one theme on the paper of the other.
    await page.waitForFunction((theme) => document.documentElement.classList.contains(theme), colorScheme);
    // What changes with the theme or the width begins to move in the next frame, not at once.
    await page.evaluate(
      () => new Promise<void>((resume) => requestAnimationFrame(() => requestAnimationFrame(() => resume()))),
    );
    await page.evaluate(() =>
      Promise.allSettled(
        document
          .getAnimations()
          .filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
          .map((animation) => animation.finished),
      ).then(() => undefined),
    );
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
    const { violations } = await page.evaluate(
      (runOnly) => (window as unknown as { axe: typeof axe }).axe.run({ runOnly }),
      runOnlyIn[colorScheme],
    );
    found.push(...violations.map(({ id, nodes }) => `${colorScheme}: ${id}: ${nodes[0]?.html}`));
  }
  return found;
}
