import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { createOrigin } from '#lib/origins/create-origin.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { launchBrowser } from '../support/browser.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

/* CLAIMS E8, as a browser enforces it: a page on another origin calls the API with a key. */

let rt: TestRuntime;
let api: OwnServer;
let site: Server;
let browser: Browser;
let acme: TestOrganization;
let key: string;
let allowed: string;
let foreign: string;

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  api = await startOwnServer(rt);
  site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>A site of somebody</title>');
  });
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
  const { port } = site.address() as AddressInfo;
  allowed = `http://127.0.0.1:${port}`;
  foreign = `http://localhost:${port}`;
  acme = await createTestOrganization('Acme');
  ({ key } = await call(createApiKey, acme.owner, { name: 'Widget', scopes: ['contacts:write', 'contacts:read'] }));
  await call(createOrigin, acme.owner, { origin: allowed });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
  await api?.close();
  await rt?.close();
});

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly credentials?: 'include';
}

interface Seen {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a page there sees of a fetch; `blocked` when the browser tells it nothing. */
function fetchFrom(page: Page, path: string, asked: Asked): Promise<Seen | 'blocked'> {
  return page.evaluate(
    async ([url, init]) => {
      try {
        const response = await fetch(url, init);
        return {
          status: response.status,
          headers: Object.fromEntries(response.headers),
          body: (await response.json()) as Record<string, unknown>,
        };
      } catch {
        return 'blocked' as const;
      }
    },
    [`http://127.0.0.1:${api.port}/api/v1${path}`, asked] as const,
  );
}

async function pageAt(origin: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(origin);
  return page;
}

const names = async () =>
  (await call(listContacts, acme.owner, { limit: 100 })).data.map(({ firstName }) => firstName).sort();

const creating = (firstName: string, more: Readonly<Record<string, string>> = {}): Asked => ({
  method: 'POST',
  headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...more },
  body: JSON.stringify({ firstName }),
});

describe('in a browser', () => {
  it('a page of an allowed origin writes, repeats safely, and reads what it needs to know', async () => {
    const page = await pageAt(allowed);
    const asked = creating('Allowed', { 'idempotency-key': 'from-a-page' });
    const made = (await fetchFrom(page, '/contacts', asked)) as Seen;
    expect(made).toMatchObject({ status: 201, body: { firstName: 'Allowed' } });
    for (const name of ['location', 'etag', 'ratelimit', 'ratelimit-policy', 'x-request-id'])
      expect(made.headers, name).toHaveProperty(name);
    const again = (await fetchFrom(page, '/contacts', asked)) as Seen;
    expect(again).toMatchObject({ status: 201, body: { id: made.body.id } });
    expect(again.headers['idempotency-replayed']).toBe('true');
    const changed = await fetchFrom(page, `/contacts/${String(made.body.id)}`, {
      ...creating('Renamed', { 'if-match': made.headers.etag ?? '' }),
      method: 'PATCH',
    });
    expect(changed).toMatchObject({ status: 200, body: { firstName: 'Renamed' } });
    expect(await names()).toEqual(['Renamed']);
    await page.close();
  });

  it('such a page can tell why it was refused', async () => {
    const page = await pageAt(allowed);
    const headers = { authorization: 'Bearer ck_live_00000000000000000000000000' };
    expect(await fetchFrom(page, '/contacts', { headers })).toMatchObject({
      status: 401,
      body: { code: 'unauthorized' },
    });
    const wrong = { ...creating(''), body: '{"email":"none"}' };
    expect(await fetchFrom(page, '/contacts', wrong)).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    await page.close();
  });

  it('no page sends cookies along', async () => {
    const page = await pageAt(allowed);
    expect(await fetchFrom(page, '/contacts', { ...creating('Cookies'), credentials: 'include' })).toBe('blocked');
    await page.close();
  });

  it('a page elsewhere neither writes nor reads, with the very same key', async () => {
    const before = await names();
    const page = await pageAt(foreign);
    expect(await fetchFrom(page, '/contacts', creating('Foreign'))).toBe('blocked');
    expect(await fetchFrom(page, '/contacts', { headers: { authorization: `Bearer ${key}` } })).toBe('blocked');
    expect(await fetchFrom(page, '/contacts', {})).toBe('blocked');
    // A sandboxed frame has no origin that could be allowed.
    const sandboxed = await browser.newPage();
    await sandboxed.goto(`data:text/html,<title>nowhere</title>`);
    expect(await fetchFrom(sandboxed, '/contacts', creating('Sandboxed'))).toBe('blocked');
    expect(await names()).toEqual(before);
    await Promise.all([page.close(), sandboxed.close()]);
  });
});
