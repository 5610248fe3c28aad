import axe, { type RunOnly } from 'axe-core';
import type { Page } from 'playwright';

/** WCAG 2.2 AA and what axe holds to be good practice. */
export const accessibilityRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Between the themes nothing differs but colours. */
const colourRules: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
const runOnlyIn = { light: accessibilityRules, dark: colourRules } as const;

/**
 * What axe finds on the page as it stands, in both themes, by WCAG 2.2 AA: nothing, one hopes.
 * @param themed whether the page says its theme by a class; pages of storefronts follow the browser by style alone.
 */
export async function accessibilityProblems(page: Page, { themed = true } = {}): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // The theme follows the browser's wish a moment later, and colours take a moment to change: measured before that,
    // a page has the ink of one theme on the paper of the other.
    if (themed) await page.waitForFunction((theme) => document.documentElement.classList.contains(theme), colorScheme);
    // After a navigation in the page the title follows the content.
    await page.waitForFunction(() => document.title !== '');
    await page.evaluate(untilStill);
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
    const { violations } = await page.evaluate(
      (runOnly) => (window as unknown as { axe: typeof axe }).axe.run({ runOnly }),
      runOnlyIn[colorScheme],
    );
    found.push(...violations.map(({ id, nodes }) => `${colorScheme}: ${id}: ${nodes[0]?.html}`));
  }
  return found;
}

/**
 * In the page: what changes with the theme or the width begins to move in the next frame, not at once, and what inherits a
 * colour that moves may begin when the other has ended. Still is what has not moved for a few frames.
 */
async function untilStill(): Promise<void> {
  for (let still = 0; still < 4; ) {
    await new Promise<void>((resume) => requestAnimationFrame(() => resume()));
    // What moves inside of something closed never ends.
    const moving = document
      .getAnimations()
      .filter(
        ({ effect, playState }) =>
          playState === 'running' &&
          effect?.getComputedTiming().endTime !== Infinity &&
          (effect as KeyframeEffect).target?.checkVisibility() === true,
      );
    await Promise.allSettled(moving.map(({ finished }) => finished));
    still = moving.length === 0 ? still + 1 : 0;
  }
}
