import type { Page } from 'playwright';
import { visibleText } from '../../../platform/visible-text.ts';
import type { SeenBannerOf } from '../observation.ts';
import { controlsIn, type SeenControl } from './controls-in.ts';
import { bannerWords, type ControlRole } from './words.ts';

/** Banners of others often stand in frames. */
const framesMax = 12;
/** A page that does not answer is not waited for: the phase goes on without its banner. */
const answerMs = 2_000;
const pollMs = 200;

/** The banner's buttons, in whatever frame they stand; null when nothing looks like a banner. */
export async function findBanner(page: Page): Promise<SeenBannerOf | null> {
  for (const frame of page.frames().slice(0, framesMax)) {
    const found = await within(frame.evaluate(controlsIn, { words: bannerWords, click: null }), answerMs);
    const accept = found?.controls.find(({ role }) => role === 'accept') ?? null;
    const reject = found?.controls.find(({ role }) => role === 'reject') ?? null;
    if (!found || (accept === null && reject === null)) continue;
    return {
      kind: found.ours ? 'holdfast' : 'other',
      accept: present(accept),
      reject: present(reject),
      equal: accept !== null && reject !== null && alike(accept, reject),
    };
  }
  return null;
}

/** The same, once there is one; null after `waitMs` without. */
export async function waitForBanner(page: Page, waitMs: number): Promise<SeenBannerOf | null> {
  const until = performance.now() + waitMs;
  for (;;) {
    const found = await findBanner(page);
    if (found !== null || performance.now() >= until) return found;
    await new Promise((resume) => setTimeout(resume, pollMs));
  }
}

/** Presses the first button of this kind. @returns whether there was one. */
export async function press(page: Page, role: ControlRole): Promise<boolean> {
  for (const frame of page.frames().slice(0, framesMax)) {
    const found = await within(frame.evaluate(controlsIn, { words: bannerWords, click: role }), answerMs);
    if (found?.clicked) return true;
  }
  return false;
}

/** Takes consent back in the ways that a visitor has. @returns whether there was one. */
export async function withdraw(page: Page, quiet: () => Promise<void>): Promise<boolean> {
  const direct = await within(page.evaluate(withdrawByScript), answerMs);
  if (direct === true || (await press(page, 'withdraw'))) return true;
  if (!(await press(page, 'choose'))) return false;
  await quiet();
  return (await press(page, 'withdraw')) || (await press(page, 'reject'));
}

/** Runs in the page. */
function withdrawByScript(): boolean {
  const { holdfast } = window as { readonly holdfast?: { readonly consent?: { readonly withdraw?: () => void } } };
  if (typeof holdfast?.consent?.withdraw !== 'function') return false;
  holdfast.consent.withdraw();
  return true;
}

/** At most so different in size, and both filled or both not: EDPB cookie banner task force (2023), paragraphs 16 to 18. */
const sizeRatioMax = 1.6;

function alike(one: SeenControl, other: SeenControl): boolean {
  const ratio = (one.width * one.height) / Math.max(1, other.width * other.height);
  return one.filled === other.filled && ratio <= sizeRatioMax && ratio >= 1 / sizeRatioMax;
}

function present(control: SeenControl | null): SeenBannerOf['accept'] {
  if (control === null) return null;
  const size = (value: number) => Math.min(100_000, Math.max(0, Math.round(value)));
  const { text, width, height, filled } = control;
  return { text: visibleText(text, 100), width: size(width), height: size(height), filled };
}

/** What comes of it in time, else null. Never throws: a page that goes on elsewhere takes its answer with it. */
export function within<T>(work: Promise<T>, waitMs: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), waitMs);
  });
  return Promise.race([work.catch(() => null), late]).finally(() => clearTimeout(timer));
}
