import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '#lib/access/limits.ts';
import type { UserPrincipal } from '#lib/access/principal.ts';
import { createOrganization } from '#lib/identity/organizations/create-organization.ts';
import { listMyOrganizations } from '#lib/identity/organizations/list-my-organizations.ts';
import { listAllOrganizations } from '#lib/identity/organizations/list-organizations.ts';
import { provisionOrganization } from '#lib/identity/organizations/provision-organization.ts';
import { readOrganization } from '#lib/identity/organizations/read-organization.ts';
import { renameOrganization } from '#lib/identity/organizations/rename-organization.ts';
import { switchOrganization } from '#lib/identity/organizations/switch-organization.ts';
import { verifySignIn } from '#lib/identity/sign-in/verify-sign-in.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import {
  anonymous,
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  operator,
  refused,
} from '../support/call.ts';
import { TestBrowser } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let browser: TestBrowser;
let people = 0;

beforeAll(async () => {
  rt = await createTestRuntime();
});

afterAll(() => rt.close());

beforeEach(async () => {
  people += 1;
  browser = new TestBrowser();
  await browser.signIn(rt, `person${people}@example.com`);
});

describe('creating an organisation', () => {
  test('makes its founder the owner, puts the session into it and opens its ledger', async () => {
    const { organization, redirectTo } = await browser.call(createOrganization, { name: 'Müller & Söhne' });
    expect(organization).toMatchObject({ slug: 'muller-sohne', name: 'Müller & Söhne', plan: 'enterprise' });
    expect(redirectTo).toBe('/muller-sohne');
    expect(await browser.principal()).toMatchObject({ membership: { orgId: organization.id, role: 'owner' } });
    const { data } = await browser.call(listReceipts);
    expect(data.map((receipt) => receipt.action).sort()).toEqual(['member.added', 'organization.created']);
    expect(data.every((receipt) => /^usr_/.test(receipt.actor))).toBe(true);
    expect(JSON.stringify(data.map(({ subject, actor }) => [subject, actor]))).not.toContain('@');
  });

  test('gives each an address of its own, fifty of one name at once, and shows nobody how many there are', async () => {
    const names = Array.from({ length: 50 }, () => 'Same Name');
    const browsers = await Promise.all(
      names.map(async () => {
        const one = new TestBrowser();
        one.cookies.set('holdfast-session', browser.sessionToken());
        return one;
      }),
    );
    // One session can be moved once; the other forty-nine lose the race and leave nothing behind.
    const raced = await Promise.allSettled(browsers.map((one) => one.call(createOrganization, { name: 'Same Name' })));
    expect(raced.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
    expect(
      await rt.tenancy.control.all("SELECT id FROM Organization WHERE name = 'Same Name'"),
      'organisations without their owner',
    ).toHaveLength(1);

    const made = await Promise.all(
      names.map(() => call(provisionOrganization, operator, { name: 'Same Name', owner: `o${people}@example.com` })),
    );
    const slugs = made.map(({ org }) => org.slug);
    expect(new Set(slugs)).toHaveLength(50);
    for (const slug of slugs) expect(slug).toMatch(/^same-name-[2-9bcdfghjkmnpqrstvwxz]{4}$/);
  });

  test.each(['api', 'Sign In', 'OAuth', 'Dev', 'S', '../..', 'Trust', '!!!', '日本'])(
    'of the name %j never takes an address of ours',
    async (name) => {
      const { organization } = await browser.call(createOrganization, { name });
      expect(organization.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*-[2-9bcdfghjkmnpqrstvwxz]{4}$/);
    },
  );

  test.each([
    '',
    '   ',
    'x'.repeat(81),
    'a\nb',
    'a\u202eb',
    'Win at https://evil.example',
    'www.evil.example',
    7,
    null,
  ])('refuses the name %j', async (name) => {
    const error = await refused(browser.call(createOrganization, { name }), 'invalid_input');
    expect(error.problems[0]?.path).toBe('name');
  });

  test('is counted for each person: whoever has founded too many waits, others do not', async () => {
    const { userId } = (await browser.principal()) as UserPrincipal;
    for (let made = 0; made < limits['organizations.create'].limit; made += 1) {
      await rt.limiter.take('organizations.create', userId);
    }
    await refused(browser.call(createOrganization, { name: 'One too many' }), 'rate_limited');
    expect(await rt.tenancy.control.all("SELECT id FROM Organization WHERE name = 'One too many'")).toEqual([]);
    const other = new TestBrowser();
    await other.signIn(rt, `founder${people}@example.com`);
    await other.call(createOrganization, { name: 'The first' });
  });

  test('is for people who are signed in', async () => {
    await refused(call(createOrganization, anonymous, { name: 'No' }), 'unauthorized');
    const { orgId } = await createTestOrganization(`Keys ${people}`);
    await refused(call(createOrganization, keyPrincipal(orgId), { name: 'No' }), 'unauthorized');
  });
});

describe('switching', () => {
  test('lists the organisations of the person alone, marking the present one', async () => {
    await new TestBrowser().signIn(rt, `other${people}@example.com`);
    await browser.call(createOrganization, { name: `B ${people}` });
    await browser.call(createOrganization, { name: `A ${people}` });
    const { data } = await browser.call(listMyOrganizations);
    expect(data.map(({ name, role, current }) => [name, role, current])).toEqual([
      [`A ${people}`, 'owner', true],
      [`B ${people}`, 'owner', false],
    ]);
    await browser.call(switchOrganization, { slug: `b-${people}` });
    expect((await browser.call(readOrganization)).name).toBe(`B ${people}`);
  });

  test('a next sign-in goes on where the last one was', async () => {
    await browser.call(createOrganization, { name: `First ${people}` });
    await browser.call(createOrganization, { name: `Second ${people}` });
    rt.clock.advance(61);
    await browser.call(switchOrganization, { slug: `first-${people}` });
    const again = new TestBrowser();
    const { token } = await again.askForLink(rt, `person${people}@example.com`);
    expect(await again.call(verifySignIn, { token })).toMatchObject({ redirectTo: `/first-${people}` });
    const aimed = new TestBrowser();
    const link = await aimed.askForLink(rt, `person${people}@example.com`, `/second-${people}/deals?stage=won`);
    const { redirectTo, organization } = await aimed.call(verifySignIn, { token: link.token });
    expect([redirectTo, organization?.slug]).toEqual([`/second-${people}/deals?stage=won`, `second-${people}`]);
  });
});

test('switching goes on to the page that was asked for, within that organisation alone', async () => {
  await browser.call(createOrganization, { name: `Here ${people}` });
  await browser.call(createOrganization, { name: `There ${people}` });
  const slug = `here-${people}`;
  const land = async (redirectTo: string) => (await browser.call(switchOrganization, { slug, redirectTo })).redirectTo;
  expect(await land(`/${slug}/contacts?q=a`)).toBe(`/${slug}/contacts?q=a`);
  for (const elsewhere of [`/there-${people}`, '//evil.example', `//${slug}`, `/${slug}/..//evil.example`, '/']) {
    expect(await land(elsewhere), elsewhere).toBe(`/${slug}`);
  }
});

describe('renaming', () => {
  test('changes the name, keeps the address, and leaves a receipt', async () => {
    const { organization } = await browser.call(createOrganization, { name: `Old ${people}` });
    const renamed = await browser.call(renameOrganization, { name: `New ${people}` });
    expect(renamed).toMatchObject({ id: organization.id, slug: organization.slug, name: `New ${people}` });
    const newest = (await browser.call(listReceipts)).data.find(({ action }) => action === 'organization.renamed');
    expect(newest?.subject).toBe(organization.id);
  });

  test.each(['member', 'viewer'] as const)('is refused to a %s', async (role) => {
    const { orgId } = await createTestOrganization(`Rename ${role} ${people}`);
    const person = await createTestMember(orgId, role);
    await refused(call(renameOrganization, person, { name: 'Mine' }), 'forbidden');
    expect((await call(readOrganization, person)).name).toBe(`Rename ${role} ${people}`);
  });

  test('is refused to keys, whatever their scopes', async () => {
    const { orgId } = await createTestOrganization(`Rename key ${people}`);
    await refused(call(renameOrganization, keyPrincipal(orgId), { name: 'Mine' }), 'forbidden');
  });
});

describe('the operator', () => {
  test('provisions an organisation for somebody, who signs in by the printed link, once', async () => {
    const { org, signInUrl } = await call(provisionOrganization, operator, {
      name: `Globex ${people}`,
      owner: `globex${people}@example.com`,
      plan: 'pro',
    });
    expect(org).toMatchObject({ slug: `globex-${people}`, plan: 'pro' });
    const url = new URL(signInUrl);
    expect([url.origin, url.pathname]).toEqual([rt.origin, '/sign-in/verify']);
    const token = url.searchParams.get('token');
    const theirs = new TestBrowser();
    expect(await theirs.call(verifySignIn, { token })).toMatchObject({ redirectTo: `/globex-${people}` });
    expect(await theirs.principal()).toMatchObject({ membership: { orgId: org.id, role: 'owner' } });
    await refused(new TestBrowser().call(verifySignIn, { token }), 'sign_in_failed');
    const { data } = await theirs.call(listReceipts);
    expect(data.map(({ actor }) => actor)).toEqual(['operator', 'operator']);
  });

  test('lists every organisation; nobody else can, and to them it is not there', async () => {
    await createTestOrganization(`Listed ${people}`);
    const { data } = await call(listAllOrganizations, operator);
    expect(data.find((org) => org.name === `Listed ${people}`)).toMatchObject({ members: 1, status: 'active' });
    for (const principal of [anonymous, await browser.principal(), keyPrincipal('org_x')]) {
      await refused(call(listAllOrganizations, principal), 'not_found');
      await refused(call(provisionOrganization, principal, { name: 'X', owner: 'x@example.com' }), 'not_found');
    }
  });
});
