import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAlerts } from '#lib/alerts/list-alerts.ts';
import { askingInstallation, asksForConsent } from '#lib/consent/storefront-at.ts';
import { addStorefrontDomain } from '#lib/storefronts/add-domain.ts';
import { deleteStorefront } from '#lib/storefronts/delete-storefront.ts';
import { listStorefrontDomains } from '#lib/storefronts/list-domains.ts';
import { readStorefront } from '#lib/storefronts/read-storefront.ts';
import { recheckDomains } from '#lib/storefronts/recheck-domains.ts';
import { removeStorefrontDomain } from '#lib/storefronts/remove-domain.ts';
import { domainGraceDays, domainsMax } from '#lib/storefronts/schema.ts';
import { storefrontOfHost } from '#lib/storefronts/storefront-of-host.ts';
import { verifyStorefrontDomain } from '#lib/storefronts/verify-domain.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { startDnsServer, type TestDnsServer, type TxtAnswer } from '../support/dns-server.ts';
import { ledgerOf } from '../support/ledger.ts';
import { draftStorefront, pendingDomain, shownStorefront, verifiedDomain } from '../support/storefronts.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let dns: TestDnsServer;
let acme: TestOrganization;
let globex: TestOrganization;
beforeAll(async () => {
  dns = await startDnsServer();
  const env = { HOLDFAST_URL: 'https://trust.example.org', HOLDFAST_DNS_SERVERS: dns.address };
  rt = await createTestRuntime({ serving: false, env });
  acme = await createTestOrganization('Acme');
  globex = await createTestOrganization('Globex');
});
afterAll(async () => {
  await rt.close();
  await dns.close();
});

const add = async (org: TestOrganization, host: string) =>
  call(addStorefrontDomain, org.owner, { id: (await draftStorefront(org)).id, host });
const verify = (org: TestOrganization, { id, domainId }: { id: string; domainId: string }) =>
  call(verifyStorefrontDomain, org.owner, { id, domainId });
const recheck = () => recheckDomains(rt, { signal: new AbortController().signal });
const days = (n: number) => rt.clock.advance(n * 86_400);
const actionsOf = async (org: TestOrganization, id: string) =>
  (await ledgerOf(org.orgId)).filter(({ subject }) => subject === id).map(({ action }) => action);
const asks = (host: string, id: string) => asksForConsent(askingInstallation(rt), `https://${host}`, id);
const alertsOf = async (org: TestOrganization) =>
  (await call(listAlerts, org.owner, { state: 'open' })).data.filter(
    ({ rule }) => rule === 'storefronts.domainMissing',
  );

describe('a host', () => {
  it.each([
    ['Shop.Example.COM.', 'shop.example.com'],
    [' shop.example.com ', 'shop.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['ＳＨＯＰ.example', 'shop.example'],
  ])('has one form: %j', async (typed, host) => {
    expect(await add(acme, typed)).toMatchObject({ host, state: 'pending', txtName: `_holdfast.${host}` });
  });

  it.each([
    ...['localhost', 'com', '127.0.0.1', '2130706433.1', '0x7f.1', '[::1]', '::1', '*.example.com', 'a b.example'],
    ...['https://shop.example', 'shop.example/path', 'shop.example:443', 'user@shop.example', 'shop..example', ''],
    ...[
      '-shop.example',
      'shop.localhost',
      'shop.local',
      'shop.onion',
      'sh%6fp.example',
      'a\\b.example',
      'shop_.example',
    ],
    ...[`${'a'.repeat(64)}.example`, `${'a.'.repeat(125)}example`, 'shop.example#', 'shop.example?', '.example.com'],
  ])('is a name of two labels at least, which %j is not', async (host) => {
    const error = await refused(add(acme, host), 'invalid_input');
    expect(error.problems?.map(({ path }) => path)).toEqual(['host']);
  });

  it.each(['trust.example.org', 'TRUST.example.org.', 'example.org', 'shop.trust.example.org'])(
    'is none of the installation’s own, nor above or below it: %s',
    async (host) => {
      const error = await refused(add(acme, host), 'invalid_input');
      expect(error.problems?.[0]?.message).toContain('installation');
    },
  );

  it('stands once with a storefront, which has ten at most', async () => {
    const { id } = await draftStorefront(acme);
    const hosts = Array.from({ length: domainsMax }, (_, n) => `n${n}.many.example`);
    for (const host of hosts) await call(addStorefrontDomain, acme.owner, { id, host });
    await refused(call(addStorefrontDomain, acme.owner, { id, host: 'n0.many.example' }), 'conflict');
    await refused(call(addStorefrontDomain, acme.owner, { id, host: 'one-more.many.example' }), 'quota_reached');
  });
});

describe('verifying', () => {
  it('takes the very token at the host’s own name, and serves the storefront there from then on', async () => {
    const { id, slug } = await shownStorefront(acme);
    const { domain, domainId } = await verifiedDomain(acme, dns, id, 'shop.acme.example');
    expect(dns.asked).toContain('_holdfast.shop.acme.example');
    expect(domain).toMatchObject({ state: 'verified', problem: null, target: 'trust.example.org', servedUntil: null });
    const place = { orgId: acme.orgId, storefrontId: id, slug };
    expect(await storefrontOfHost(rt, 'shop.acme.example')).toEqual({
      kind: 'storefront',
      host: 'shop.acme.example',
      place,
    });
    expect((await call(readStorefront, acme.owner, { id })).url).toBe('https://shop.acme.example/');
    expect(await asks('shop.acme.example', id)).toBe(true);
    expect(await actionsOf(acme, domainId)).toEqual(['storefrontDomain.added', 'storefrontDomain.verified']);
  });

  it.each<[string, (token: string) => TxtAnswer, string]>([
    ['no such name', () => 'none', 'no_record'],
    ['another record', () => ['v=spf1 -all', 'holdfast-domain=0000'], 'other_record'],
    ['the token as a part of more', (token) => [`${token}0`], 'other_record'],
    ['a server that fails', () => 'fail', 'no_answer'],
    ['a server that says nothing', () => 'silent', 'no_answer'],
  ])('finds %s, and says so', async (_what, answer, problem) => {
    const pending = await pendingDomain(acme);
    dns.records.set(pending.domain.txtName, answer(pending.domain.txtValue));
    expect(await verify(acme, pending)).toMatchObject({ state: 'failed', problem, verifiedAt: null });
    expect(await storefrontOfHost(rt, pending.domain.host)).toBeNull();
    expect(await asks(pending.domain.host, pending.id)).toBe(false);
  });

  it('finds the token among other records, and one that comes in several strings', async () => {
    const pending = await pendingDomain(acme);
    dns.records.set(pending.domain.txtName, ['x'.repeat(600), pending.domain.txtValue]);
    expect(await verify(acme, pending)).toMatchObject({ state: 'verified' });
  });
});

describe('a host that two organisations say is theirs', () => {
  it('is the first one’s who showed it; the other hears of that only once they have shown it too', async () => {
    const host = 'both.example';
    const first = await pendingDomain(acme, (await shownStorefront(acme)).id, host);
    const second = await pendingDomain(globex, (await shownStorefront(globex)).id, host);
    expect(first.domain.txtValue).not.toBe(second.domain.txtValue);
    dns.records.set(`_holdfast.${host}`, [first.domain.txtValue]);
    expect(await verify(acme, first)).toMatchObject({ state: 'verified' });
    // With the other's token in DNS this one's is not.
    expect(await verify(globex, second)).toMatchObject({ state: 'failed', problem: 'other_record' });
    dns.records.set(`_holdfast.${host}`, [first.domain.txtValue, second.domain.txtValue]);
    expect(await verify(globex, second)).toMatchObject({ state: 'failed', problem: 'taken', verifiedAt: null });
    expect(await storefrontOfHost(rt, host)).toMatchObject({ place: { orgId: acme.orgId } });
    expect(await asks(host, second.id)).toBe(false);
    await call(removeStorefrontDomain, acme.owner, { id: first.id, domainId: first.domainId });
    expect(await storefrontOfHost(rt, host)).toBeNull();
    expect(await verify(globex, second)).toMatchObject({ state: 'verified' });
    expect(await storefrontOfHost(rt, host)).toMatchObject({ place: { orgId: globex.orgId } });
  });

  it('is one’s alone, whoever verifies at the same time', async () => {
    const host = 'race.example';
    const claims = await Promise.all(
      [acme, globex, acme].map(async (org) => ({ org, ...(await pendingDomain(org, undefined, host)) })),
    );
    dns.records.set(
      `_holdfast.${host}`,
      claims.map(({ domain }) => domain.txtValue),
    );
    const answers = await Promise.all(claims.map((claim) => verify(claim.org, claim)));
    expect(answers.map(({ state }) => state).sort()).toEqual(['failed', 'failed', 'verified']);
  });

  it('is neither read nor verified nor removed with the other’s ids', async () => {
    const theirs = await pendingDomain(globex);
    const own = await draftStorefront(acme);
    for (const id of [theirs.id, own.id]) {
      const ids = { id, domainId: theirs.domainId };
      await refused(verify(acme, ids), 'not_found');
      await refused(call(removeStorefrontDomain, acme.owner, ids), 'not_found');
    }
    await refused(call(listStorefrontDomains, acme.owner, { id: theirs.id }), 'not_found');
    await refused(call(addStorefrontDomain, acme.owner, { id: theirs.id, host: 'mine.example' }), 'not_found');
  });
});

describe('the daily look', () => {
  it('serves a host whose record is gone for seven days, tells its owners, and then serves it no more', async () => {
    const { id } = await shownStorefront(acme);
    const lost = await verifiedDomain(acme, dns, id);
    const { host, txtName } = lost.domain;
    dns.records.delete(txtName);
    await recheck();
    const [failing] = (await call(listStorefrontDomains, acme.owner, { id })).data;
    expect(failing).toMatchObject({ state: 'failing', problem: 'no_record' });
    expect(Date.parse(failing?.servedUntil ?? '') - rt.clock.now().getTime()).toBe(domainGraceDays * 86_400_000);
    expect((await alertsOf(acme)).map(({ subject }) => subject)).toEqual([lost.domainId]);
    days(domainGraceDays - 1);
    await recheck();
    expect(await storefrontOfHost(rt, host)).toMatchObject({ kind: 'storefront' });
    expect(await asks(host, id)).toBe(true);
    days(1);
    await recheck();
    expect(await storefrontOfHost(rt, host)).toEqual({ kind: 'lost' });
    expect(await asks(host, id)).toBe(false);
    expect((await call(listStorefrontDomains, acme.owner, { id })).data[0]).toMatchObject({ state: 'failed' });
    expect((await actionsOf(acme, lost.domainId)).slice(2)).toEqual([
      'storefrontDomain.checked',
      'storefrontDomain.lapsed',
    ]);
    // Whoever has the host now shows it, and it is theirs.
    await verifiedDomain(globex, dns, undefined, host);
    expect(await storefrontOfHost(rt, host)).toMatchObject({ place: { orgId: globex.orgId } });
  });

  it('takes no answer for no sign of a record that is gone', async () => {
    const kept = await verifiedDomain(acme, dns);
    dns.records.set(kept.domain.txtName, 'fail');
    for (let n = 0; n < 3; n += 1) {
      await recheck();
      days(5);
    }
    expect(await storefrontOfHost(rt, kept.domain.host)).toMatchObject({ kind: 'storefront' });
    expect((await alertsOf(acme)).map(({ subject }) => subject)).not.toContain(kept.domainId);
    dns.records.set(kept.domain.txtName, [kept.domain.txtValue]);
  });

  it('settles the alert once the record is back', async () => {
    const back = await verifiedDomain(acme, dns);
    dns.records.delete(back.domain.txtName);
    await recheck();
    expect((await alertsOf(acme)).map(({ subject }) => subject)).toContain(back.domainId);
    dns.records.set(back.domain.txtName, [back.domain.txtValue]);
    days(6);
    await recheck();
    expect((await alertsOf(acme)).map(({ subject }) => subject)).not.toContain(back.domainId);
    expect((await call(listStorefrontDomains, acme.owner, { id: back.id })).data[0]).toMatchObject({
      state: 'verified',
    });
  });

  it.each([
    ['verified again', (org: TestOrganization, at: { id: string; domainId: string }) => verify(org, at)],
    [
      'removed',
      (org: TestOrganization, at: { id: string; domainId: string }) =>
        call(removeStorefrontDomain, org.owner, { id: at.id, domainId: at.domainId }),
    ],
    [
      'deleted with its storefront',
      (org: TestOrganization, { id }: { id: string }) => call(deleteStorefront, org.owner, { id }),
    ],
  ])('leaves no alert about a domain that was %s, as the alert says', async (_, settle) => {
    const missed = await verifiedDomain(acme, dns);
    const { txtName, txtValue } = missed.domain;
    dns.records.delete(txtName);
    await recheck();
    expect((await alertsOf(acme)).map(({ subject }) => subject)).toContain(missed.domainId);
    dns.records.set(txtName, [txtValue]);
    await settle(acme, missed);
    expect((await alertsOf(acme)).map(({ subject }) => subject)).not.toContain(missed.domainId);
  });
});

describe('the end of a storefront', () => {
  it('frees its hosts', async () => {
    const { id, domain, domainId } = await verifiedDomain(acme, dns);
    await call(deleteStorefront, acme.owner, { id });
    expect(await storefrontOfHost(rt, domain.host)).toBeNull();
    expect((await actionsOf(acme, domainId)).at(-1)).toBe('storefrontDomain.removed');
    await verifiedDomain(globex, dns, undefined, domain.host);
  });

  it('with its organisation shuts its hosts: nothing is served there', async () => {
    const org = await createTestOrganization('Shut');
    const { domain } = await verifiedDomain(org, dns, (await shownStorefront(org)).id);
    await rt.tenancy.control.write((tx) =>
      tx.run("UPDATE Organization SET status = 'suspended' WHERE id = ?", [org.orgId]),
    );
    expect(await storefrontOfHost(rt, domain.host)).toEqual({ kind: 'lost' });
  });
});
