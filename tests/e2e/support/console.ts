import type { Browser, BrowserContext, Page } from 'playwright';
import type { ServerProcess } from '../../support/server-process.ts';

/** What a page said that it should not have said. */
export interface Complaints {
  readonly found: string[];
}

/** Notes script errors, policy violations and failed requests of a page, so that a test can ask for none. */
export function listenForComplaints(page: Page): Complaints {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) found.push(`${response.status()} ${response.url()}`);
  });
  return { found };
}

export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: Complaints;
}

/** A browser of its own: no cookies of anybody. */
export async function newVisitor(browser: Browser, width = 1280): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width, height: 860 } });
  const page = await context.newPage();
  return { context, page, complaints: listenForComplaints(page) };
}

/** Opens the printed link, makes the first account and the first organisation. Ends on its overview. */
export async function setUpFirstOwner(page: Page, server: ServerProcess, organization: string): Promise<void> {
  if (server.ownerLink === null) throw new Error('the server printed no link for the first owner');
  await page.goto(server.ownerLink);
  await page.getByLabel('E-mail address').fill('ada@example.com');
  await page.getByLabel('Your name').fill('Ada Lovelace');
  await page.getByRole('button', { name: 'Create account and go on' }).click();
  await createOrganization(page, organization);
}

/** On the page that makes an organisation: makes it, and ends on its overview. */
export async function createOrganization(page: Page, name: string): Promise<void> {
  await page.getByLabel('Organisation name').fill(name);
  await page.getByRole('button', { name: 'Create organisation' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** Makes an API key that may do everything a key can, and reads it from the one page that shows it. */
export async function createKey(page: Page, org: string, name: string): Promise<string> {
  await page.goto(`${new URL(page.url()).origin}/${org}/api-keys`);
  await page.getByRole('button', { name: 'Create API key' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('radio', { name: /everything a key can do/i }).check();
  await dialog.getByRole('button', { name: 'Create key' }).click();
  const secret = dialog.getByLabel('Secret key', { exact: true });
  await secret.waitFor();
  await dialog.getByRole('button', { name: 'Show', exact: true }).click();
  return secret.inputValue();
}
