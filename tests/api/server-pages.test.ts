import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatorCall } from '../support/operator-call.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';

let server: ServerProcess;
/** Ann owns Acme and Globex; her session is in Acme. */
let ann: string;
/** Bob owns Initech. */
let bob: string;

beforeAll(async () => {
  server = await startServer();
  ann = await signIn(await provision('Acme', 'ann@example.com'));
  await provision('Globex', 'ann@example.com');
  bob = await signIn(await provision('Initech', 'bob@example.com'));
});
afterAll(async () => {
  await server.stop();
});

async function provision(name: string, owner: string): Promise<string> {
  const operation = 'organizations.provision';
  const made = await operatorCall<{ signInUrl: string }>(server.dataDir, { operation, input: { name, owner } });
  return made.signInUrl;
}

/** Uses a sign-in link up, as the page's button does. Returns the browser's cookies. */
async function signIn(link: string): Promise<string> {
  const answer = await fetch(`${server.url}/auth/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ token: new URL(link).searchParams.get('token') }),
  });
  expect(answer.status).toBe(200);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
}

async function visit(path: string, cookie: string) {
  const answer = await fetch(`${server.url}${path}`, { headers: { cookie }, redirect: 'manual' });
  return { status: answer.status, location: answer.headers.get('location'), html: await answer.text(), answer };
}

/** Sends the page's form as a browser without JavaScript does: its hidden fields, and these. */
async function submit(
  path: string,
  cookie: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = { origin: server.url, 'sec-fetch-site': 'same-origin' },
  page = path,
) {
  const { html } = await visit(page, cookie);
  const form = /<form[^>]*method="POST"[^>]*>.*?<\/form>/s.exec(html)?.[0] ?? '';
  const data = new FormData();
  for (const [, name = '', value = ''] of form.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)) {
    data.set(name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
  }
  expect([...data.keys()].some((name) => name.startsWith('$ACTION'))).toBe(true);
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  const answer = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { cookie, ...headers },
    body: data,
    redirect: 'manual',
  });
  return { status: answer.status, location: answer.headers.get('location'), html: await answer.text() };
}

const contacts = async (cookie: string) => {
  const answer = await fetch(`${server.url}/api/v1/contacts`, { headers: { cookie, 'sec-fetch-site': 'same-origin' } });
  return ((await answer.json()) as { data: { firstName: string }[] }).data.map(({ firstName }) => firstName);
};

describe('pages of an organisation', () => {
  it('are shown to its people, without being kept by any cache', async () => {
    const { status, html, answer } = await visit('/acme', ann);
    expect([status, html.includes('Acme')]).toEqual([200, true]);
    expect(answer.headers.get('cache-control')).toContain('no-store');
  });

  it('of which the session is not in are offered to a member as a switch, and change nothing by being visited', async () => {
    const { status, location } = await visit('/globex/contacts?q=x', ann);
    expect([status, location]).toEqual([307, '/switch/globex?to=%2Fglobex%2Fcontacts%3Fq%3Dx']);
    expect((await visit('/acme', ann)).status).toBe(200);
  });

  it('are not there for anybody else, just as an organisation that never was', async () => {
    for (const path of ['', '/contacts', '/settings', '/receipts']) {
      // Names of one length: by their size React decides what of a page it writes apart.
      const [denied, absent] = [await visit(`/initech${path}`, ann), await visit(`/no-such${path}`, ann)];
      expect([denied.status, absent.status]).toEqual([404, 404]);
      expect(denied.html).not.toContain('Initech');
      expect(denied.html.length).toBe(absent.html.length);
    }
  });

  it('lead whoever has no session to the sign-in page, and back afterwards', async () => {
    for (const cookie of ['', 'holdfast-session=x', 'holdfast-session=x; holdfast-renewal=ses_x.y']) {
      const { status, location } = await visit('/acme/contacts?q=x', cookie);
      expect([status, location]).toEqual([307, '/sign-in?next=%2Facme%2Fcontacts%3Fq%3Dx']);
    }
  });

  it('show what went wrong by its request id, and nothing of what it was', async () => {
    const { html } = await visit('/acme/contacts/con_00000000000000000000000000', ann);
    expect(html).not.toMatch(/HoldfastError|\.ts:\d|SELECT/);
  });
});

describe('forms', () => {
  it('do what they say in the organisation of their page, and lead on', async () => {
    const { status, location } = await submit('/acme/contacts/new', ann, { firstName: 'Carla' });
    expect(status).toBe(303);
    expect(location).toMatch(/^\/acme\/contacts\/con_/);
    expect(await contacts(ann)).toContain('Carla');
  });

  it('come back with what is wrong and what was typed', async () => {
    const { status, html } = await submit('/acme/contacts/new', ann, { firstName: 'Dora', email: 'no address' });
    expect(status).toBe(200);
    expect(html).toContain('value="no address"');
    expect(html).toMatch(/req_[0-9A-Z]{26}/);
    expect(await contacts(ann)).not.toContain('Dora');
  });

  it.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a sibling host', { origin: 'http://sibling.127.0.0.1.example', 'sec-fetch-site': 'same-site' }],
  ])('sent by %s do nothing', async (_who, headers) => {
    await submit('/acme/contacts/new', ann, { firstName: 'Eve' }, headers);
    expect(await contacts(ann)).not.toContain('Eve');
  });

  it('of a page that shows another organisation than the session is in do nothing', async () => {
    // The page stood open in another tab when the session moved.
    const { html } = await submit('/globex/contacts/new', ann, { firstName: 'Frank' }, undefined, '/acme/contacts/new');
    expect(html).toContain('another organisation');
    expect(await contacts(ann)).not.toContain('Frank');
  });

  it('without a session lead to the sign-in page', async () => {
    const { status, location } = await submit('/acme/contacts/new', '', { firstName: 'Gil' }, undefined, '/sign-in');
    expect([status, location]).toEqual([307, expect.stringMatching(/^\/sign-in\?next=/)]);
  });

  it("of one organisation never reach another's data", async () => {
    const { location } = await submit('/acme/contacts/new', ann, { firstName: 'Hugo' });
    const id = location?.split('/').at(-1);
    const [denied, absent] = [
      await visit(`/initech/contacts/${id}`, bob),
      await visit('/initech/contacts/con_01J0000000000000000000000A', bob),
    ];
    expect(denied.status).toBe(absent.status);
    expect(denied.html).not.toContain('Hugo');
    expect(denied.html).toContain('noindex');
    expect(await contacts(bob)).toEqual([]);
  });
});
