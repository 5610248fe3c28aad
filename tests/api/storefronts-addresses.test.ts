import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConsents } from '#lib/consent/open-consents.ts';
import { storefrontAt } from '#lib/consent/storefront-at.ts';
import { isHoldfastError, problemBody } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import { closedMax, createStorefront, unpublishedMax } from '#lib/storefronts/create-storefront.ts';
import { deleteStorefront } from '#lib/storefronts/delete-storefront.ts';
import { publishedStorefront } from '#lib/storefronts/published-storefront.ts';
import { readStorefront } from '#lib/storefronts/read-storefront.ts';
import { settleAddresses } from '#lib/storefronts/settle-addresses.ts';
import { reservedStorefrontSlugs } from '#lib/storefronts/slug.ts';
import { unpublishStorefront } from '#lib/storefronts/unpublish-storefront.ts';
import { anonymous, call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { choose } from '../support/consents.ts';
import { draftStorefront, newStorefront, shownStorefront } from '../support/storefronts.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let globex: TestOrganization;
beforeAll(async () => {
  rt = await createTestRuntime({ serving: false });
  acme = await createTestOrganization('Acme');
  globex = await createTestOrganization('Globex');
});
afterAll(() => rt.close());

const addressRow = (slug: string) =>
  rt.tenancy.control.get<{ orgId: string; storefrontId: string; closedAt: string | null }>(
    'SELECT orgId, storefrontId, closedAt FROM StorefrontAddress WHERE slug = ?',
    [slug],
  );
const create = (org: TestOrganization, slug: string) => call(createStorefront, org.owner, newStorefront(org, { slug }));
const claim = (org: TestOrganization, slug: string) =>
  rt.tenancy.control.write((tx) =>
    tx.run('INSERT INTO StorefrontAddress (slug, orgId, storefrontId, claimedAt) VALUES (?, ?, ?, ?)', [
      ...[slug, org.orgId, newId('stf'), rt.clock.now().toISOString()],
    ]),
  );
const hours = (n: number) => rt.clock.advance(n * 3_600);
const settle = (org: TestOrganization) => call(settleAddresses, org.owner, { id: org.orgId });

describe('the address of a storefront', () => {
  it.each(['ab', 'Shop', 'my shop', '-shop', 'shop-', 'a--b', 'xn--80ak6aa92e', 'shöp', '../etc', 'a'.repeat(49), ''])(
    'is a word that stands in an address as it is, which %j is not',
    async (slug) => {
      const error = await refused(create(acme, slug), 'invalid_input');
      expect(error.problems?.map(({ path }) => path)).toEqual(['slug']);
    },
  );

  it('is none that speaks for the product', async () => {
    for (const slug of ['admin', 'login', 'privacy', 'images', 'holdfast']) {
      expect(reservedStorefrontSlugs.has(slug), slug).toBe(true);
      await refused(create(acme, slug), 'invalid_input');
    }
  });

  it('belongs to one storefront of the installation, whoever asks at the same time', async () => {
    const orgs = [acme, globex, acme, globex];
    const outcomes = await Promise.allSettled(orgs.map((org) => create(org, 'wanted')));
    const codes = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'ok' : outcome.reason.code));
    expect(codes.sort()).toEqual(['conflict', 'conflict', 'conflict', 'ok']);
    const winner = outcomes.find((outcome) => outcome.status === 'fulfilled');
    expect((await addressRow('wanted'))?.storefrontId).toBe(winner?.value.id);
    for (const org of [acme, globex]) await refused(create(org, 'wanted'), 'conflict');
  });

  it('is free again once a storefront that was never public is deleted', async () => {
    const { id } = await create(acme, 'short-lived');
    await call(deleteStorefront, acme.owner, { id });
    expect(await addressRow('short-lived')).toBeUndefined();
    expect(await create(globex, 'short-lived')).toMatchObject({ slug: 'short-lived' });
  });

  it('stays closed once a public one is deleted, and its visitors still open what they chose', async () => {
    const { id, slug } = await shownStorefront(acme);
    const { policy } = await publishedStorefront(await storefrontAt(rt.tenancy.control, slug));
    const { consentId } = await choose({ id, slug, policy });
    await call(deleteStorefront, acme.owner, { id });
    await refused(call(readStorefront, acme.owner, { id }), 'not_found');
    expect((await addressRow(slug))?.closedAt).not.toBeNull();
    for (const org of [acme, globex]) await refused(create(org, slug), 'conflict');
    hours(48);
    await settle(acme);
    for (const org of [acme, globex]) await refused(create(org, slug), 'conflict');
    const own = await call(
      openConsents,
      anonymous,
      { storefront: slug, consentId },
      { request: { origin: rt.origin } },
    );
    expect(own.choices.map((choice) => choice.policy)).toEqual([policy]);
  });

  it('is taken by no more than a hundred storefronts that are not public', async () => {
    const org = await createTestOrganization('Squatter');
    for (let n = 0; n < unpublishedMax; n += 1) await draftStorefront(org);
    await refused(create(org, 'one-too-many'), 'quota_reached');
    expect(await addressRow('one-too-many')).toBeUndefined();
  });

  it('is taken by no more than so many that were public and deleted', async () => {
    const org = await createTestOrganization('Burner');
    await rt.tenancy.control.write((tx) =>
      tx.run(
        `INSERT INTO StorefrontAddress (slug, orgId, storefrontId, claimedAt, closedAt)
           SELECT 'burnt-' || value, ?, 'stf_burnt-' || value, '2026-01-01', '2026-01-01' FROM json_each(?)`,
        [org.orgId, JSON.stringify(Array.from({ length: closedMax }, (_, n) => n))],
      ),
    );
    await refused(create(org, 'one-more'), 'quota_reached');
    expect(await addressRow('one-more')).toBeUndefined();
    await rt.tenancy.control.write((tx) =>
      tx.run("DELETE FROM StorefrontAddress WHERE slug = 'burnt-1' AND orgId = ?", [org.orgId]),
    );
    expect(await create(org, 'one-more')).toMatchObject({ slug: 'one-more' });
  });
});

describe('a claim that a crash left without a storefront', () => {
  it('is the organisation’s own to take up again after a minute, and nobody else’s', async () => {
    await claim(acme, 'left-behind');
    await refused(create(acme, 'left-behind'), 'conflict');
    rt.clock.advance(61);
    await refused(create(globex, 'left-behind'), 'conflict');
    const { id } = await create(acme, 'left-behind');
    expect((await addressRow('left-behind'))?.storefrontId).toBe(id);
  });

  it('is given back to everybody by the daily work, which leaves all others alone', async () => {
    await claim(acme, 'left-for-good');
    const kept = await draftStorefront(acme);
    await settle(acme);
    expect(await addressRow('left-for-good')).toBeDefined();
    hours(2);
    const young = await draftStorefront(acme);
    await settle(acme);
    expect(await addressRow('left-for-good')).toBeUndefined();
    for (const { slug, id } of [kept, young]) expect((await addressRow(slug))?.storefrontId).toBe(id);
    expect(await create(globex, 'left-for-good')).toMatchObject({ slug: 'left-for-good' });
  });

  it('stays closed where the storefront had been public', async () => {
    const { id, slug } = await shownStorefront(acme);
    const lease = await rt.tenancy.acquire(acme.orgId);
    await lease.db.write((tx) => tx.run('DELETE FROM Storefront WHERE id = ?', [id]));
    lease.release();
    hours(2);
    await settle(acme);
    expect((await addressRow(slug))?.closedAt).not.toBeNull();
  });

  it('is made again for a storefront that lost it', async () => {
    const { id, slug } = await draftStorefront(acme);
    await rt.tenancy.control.write((tx) => tx.run('DELETE FROM StorefrontAddress WHERE slug = ?', [slug]));
    hours(2);
    await settle(acme);
    expect((await addressRow(slug))?.storefrontId).toBe(id);
  });
});

describe('what is not shown', () => {
  const answerOf = async (slug: string) => {
    try {
      await publishedStorefront(await storefrontAt(rt.tenancy.control, slug));
    } catch (error) {
      if (isHoldfastError(error)) return JSON.stringify(problemBody(error, 'req'));
      throw error;
    }
    return 'shown';
  };

  it('answers alike, whether it is a draft, taken down, deleted, shut with its organisation, or never was', async () => {
    const org = await createTestOrganization('Suspended');
    const shut = await shownStorefront(org);
    const draft = await draftStorefront(acme);
    const down = await shownStorefront(acme);
    const gone = await shownStorefront(acme);
    expect(await answerOf(down.slug)).toBe('shown');
    await call(unpublishStorefront, acme.owner, { id: down.id });
    await call(deleteStorefront, acme.owner, { id: gone.id });
    for (const status of ['suspended', 'erasing']) {
      await rt.tenancy.control.write((tx) =>
        tx.run('UPDATE Organization SET status = ? WHERE id = ?', [status, org.orgId]),
      );
      const slugs = [draft.slug, down.slug, gone.slug, shut.slug, 'never-was'];
      const answers = await Promise.all(slugs.map(answerOf));
      expect(new Set(answers).size, status).toBe(1);
      expect(answers[0]).toContain('not_found');
    }
  });
});
