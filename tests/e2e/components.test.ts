import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { newVisitor, type Visitor } from './support/console.ts';

/** The components on their gallery page, under the same policy and headers as any page. */
describe('the components', () => {
  let server: ServerProcess;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    server = await startServer();
    browser = await launchBrowser();
    visitor = await newVisitor(browser);
    page = visitor.page;
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  beforeEach(async () => {
    visitor.complaints.found.length = 0;
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.goto(`${server.url}/dev/gallery`, { waitUntil: 'networkidle' });
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });

  it.each([1440, 390, 320])(
    'are accessible in both themes and fit a screen of %i px, without a complaint',
    async (width) => {
      await page.setViewportSize({ width, height: 860 });
      await page.reload({ waitUntil: 'networkidle' });
      expect(await accessibilityProblems(page)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(visitor.complaints.found).toEqual([]);
    },
  );

  it.each([
    ['dialog', 'Open dialog'],
    ['alertdialog', 'Revoke key…'],
    ['dialog', 'Open sheet'],
  ] as const)('open a %s by “%s” accessibly, keep the focus inside, and give it back', async (role, name) => {
    await button(name).press('Enter');
    const popup = page.getByRole(role);
    await popup.waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    for (let step = 0; step < 9; step++) {
      await page.keyboard.press('Tab');
      // The guard at either end of a popup hands the focus back in the next frame.
      await expect.poll(() => popup.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }
    // One Escape for a hint that a focused button shows, one for the popup.
    await page.keyboard.press('Escape');
    if (await popup.isVisible()) await page.keyboard.press('Escape');
    await popup.waitFor({ state: 'detached' });
    await expect.poll(() => button(name).evaluate((element) => element === document.activeElement)).toBe(true);
    expect(visitor.complaints.found).toEqual([]);
  });

  it('put the focus of a dialog on its first field', async () => {
    await button('Open dialog').click();
    const field = page.getByRole('dialog').getByLabel('Name');
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('let nobody past a typed confirmation before the exact name stands there', async () => {
    await button('Revoke key…').click();
    const popup = page.getByRole('alertdialog');
    const confirm = popup.getByRole('button', { name: 'Revoke key' });
    await popup.getByLabel(/Type Reporting to confirm/).fill('reporting');
    await expect.poll(() => confirm.getAttribute('aria-disabled')).toBe('true');
    await confirm.click({ force: true });
    await popup.getByLabel(/Type Reporting to confirm/).press('Enter');
    await expect.poll(() => popup.isVisible()).toBe(true);
    await expect.poll(() => page.getByText('Key revoked').count()).toBe(0);

    await popup.getByLabel(/Type Reporting to confirm/).fill('Reporting');
    await confirm.click();
    await page.getByText('Key revoked').first().waitFor();
    await popup.waitFor({ state: 'detached' });
  });

  it('say why a button cannot be used, to the keyboard and to screen readers', async () => {
    const refused = button('Not allowed');
    await refused.focus();
    const reason = await refused.evaluate(
      (element) => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent,
    );
    expect(reason).toBe('Only owners can do this.');
    await page.getByText('Only owners can do this.').last().waitFor({ state: 'visible' });
  });

  it('keep what was typed after an error, lead to the first wrong field, and tie the message to it', async () => {
    const form = page.locator('form', { has: page.getByRole('button', { name: 'Save', exact: true }) });
    const name = form.getByLabel('Name');
    await name.fill('fail');
    await form.getByLabel('Notes').fill('a long note');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('alert').filter({ hasText: 'The contact was not saved.' }).waitFor();
    await expect.poll(() => form.getByRole('alert').textContent()).toContain('req_');
    await expect.poll(() => name.inputValue()).toBe('fail');
    await expect.poll(() => form.getByLabel('Notes').inputValue()).toBe('a long note');
    await expect.poll(() => name.evaluate((element) => element === document.activeElement)).toBe(true);
    await expect.poll(() => name.getAttribute('aria-invalid')).toBe('true');
    expect(await describedBy(page, name)).toContain('This name is refused.');
    expect(await accessibilityProblems(page)).toEqual([]);

    await name.fill('Grace');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).first().waitFor();
    await expect.poll(() => form.getByRole('alert').count()).toBe(0);
  });

  it('find a page by Ctrl and K and the start of its name, and offer the search last', async () => {
    await page.keyboard.press('Control+k');
    const box = page.getByRole('dialog').getByRole('combobox');
    await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('rec');
    const options = page.getByRole('option');
    await expect.poll(() => options.allInnerTexts()).toEqual(['Receipts', 'Search contacts for “rec”']);
    await page.keyboard.press('Enter');
    await page.waitForURL(/#states$/);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('keep search, order and filter in the address', async () => {
    await page.getByRole('textbox', { name: 'Search people' }).fill('ada & co');
    await page.waitForURL((url) => url.searchParams.get('q') === 'ada & co');
    await page.getByRole('link', { name: 'Company' }).click();
    await page.waitForURL((url) => url.searchParams.get('sort') === 'company');
    await expect
      .poll(() => page.getByRole('columnheader', { name: 'Company' }).getAttribute('aria-sort'))
      .toBe('ascending');
    await button('Stage').click();
    await page.getByRole('menuitem', { name: 'Won' }).click();
    await page.waitForURL((url) => url.searchParams.get('stage') === 'won');
    expect(new URL(page.url()).searchParams.get('q')).toBe('ada & co');
    await page.getByRole('link', { name: 'Remove filter Stage' }).click();
    await page.waitForURL((url) => !url.searchParams.has('stage'));
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.get('stage') === 'won');
  });

  it('cover a secret until asked', async () => {
    const field = page.getByLabel('API key', { exact: true });
    await expect.poll(() => field.inputValue()).toMatch(/^ck_live_•+$/);
    await button('Show').click();
    await expect.poll(() => field.inputValue()).toMatch(/^ck_live_[0-9A-Z]{26}$/);
  });
});

/** The text of what describes a control. */
async function describedBy(page: Page, control: ReturnType<Page['getByLabel']>): Promise<string> {
  const ids = ((await control.getAttribute('aria-describedby')) ?? '').split(' ');
  return page.evaluate((all) => all.map((id) => document.getElementById(id)?.textContent ?? '').join(' '), ids);
}
