import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storefrontAt } from '#lib/consent/storefront-at.ts';
import { newId } from '#lib/platform/ids.ts';
import { eraseOrganization } from '#lib/privacy/erasure/erase-organization.ts';
import { placeHold } from '#lib/privacy/holds/place-hold.ts';
import { createStorefront } from '#lib/storefronts/create-storefront.ts';
import { deleteStorefront } from '#lib/storefronts/delete-storefront.ts';
import { publishedStorefront } from '#lib/storefronts/published-storefront.ts';
import { readStorefront } from '#lib/storefronts/read-storefront.ts';
import { storefrontOfHost } from '#lib/storefronts/storefront-of-host.ts';
import { call, createTestOrganization, operator, refused, type TestOrganization } from '../support/call.ts';
import { choose } from '../support/consents.ts';
import { startDnsServer, type TestDnsServer } from '../support/dns-server.ts';
import { ledgerOf } from '../support/ledger.ts';
import { picture, putImage } from '../support/storefront-images.ts';
import { newStorefront, shownStorefront, verifiedDomain } from '../support/storefronts.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let dns: TestDnsServer;
let acme: TestOrganization;
beforeAll(async () => {
  dns = await startDnsServer();
  rt = await createTestRuntime({ env: { HOLDFAST_DNS_SERVERS: dns.address } });
  acme = await createTestOrganization('Acme');
});
afterAll(async () => {
  await rt.close();
  await dns.close();
});

async function rowsOf(org: TestOrganization, table: string, storefrontId: string): Promise<number> {
  const lease = await rt.tenancy.acquire(org.orgId);
  try {
    const sql = `SELECT count(*) AS n FROM "${table}" WHERE storefrontId = ?`;
    return (await lease.db.get<{ n: number }>(sql, [storefrontId]))?.n ?? 0;
  } finally {
    lease.release();
  }
}

async function objectsOf(org: TestOrganization): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of rt.objects.store.list(`org/${org.orgId}/storefronts/`)) keys.push(key);
  return keys;
}

/** A published storefront with a picture, a choice, a message and a scan. */
async function livedIn(org: TestOrganization) {
  const { id, slug } = await shownStorefront(org);
  await putImage(org.owner, id, await picture({ width: 40, height: 30 }).png().toBuffer());
  const { policy } = await publishedStorefront(await storefrontAt(rt.tenancy.control, slug));
  await choose({ id, slug, policy });
  const at = rt.clock.now().toISOString();
  const lease = await rt.tenancy.acquire(org.orgId);
  await lease.db.write(async (tx) => {
    await tx.run(`INSERT INTO HeldMessage (id, storefrontId, fields, reason, at) VALUES (?, ?, '{}', 'no_token', ?)`, [
      ...[newId('msg'), id, at],
    ]);
    await tx.run(
      `INSERT INTO ConsentScan (id, storefrontId, url, state, createdBy, createdAt) VALUES (?, ?, 'https://x.example/', 'queued', ?, ?)`,
      [newId('scn'), id, org.owner.userId, at],
    );
  });
  lease.release();
  return { id, slug };
}

describe('deleting a storefront', () => {
  it('takes pictures with their bytes, waiting messages and scans along, and leaves what visitors were asked and chose', async () => {
    const { id } = await livedIn(acme);
    expect(await objectsOf(acme)).toHaveLength(1);
    await call(deleteStorefront, acme.owner, { id });
    for (const table of ['StorefrontImage', 'HeldMessage', 'ConsentScan'])
      expect(await rowsOf(acme, table, id)).toBe(0);
    for (const table of ['ConsentPolicy', 'ConsentRecord']) expect(await rowsOf(acme, table, id)).toBe(1);
    expect(await objectsOf(acme)).toEqual([]);
    const deleted = (await ledgerOf(acme.orgId)).find(({ action }) => action === 'storefront.deleted');
    expect(deleted).toMatchObject({
      subject: id,
      detail: { wasPublished: true, imagesDeleted: 1, messagesDeleted: 1, scansDeleted: 1 },
    });
  });

  it('is refused while the whole organisation is held', async () => {
    const org = await createTestOrganization('Held');
    const { id } = await livedIn(org);
    await call(placeHold, org.owner, { reason: 'A court asked' });
    await refused(call(deleteStorefront, org.owner, { id }), 'legal_hold');
    expect(await call(readStorefront, org.owner, { id })).toMatchObject({ id, state: 'published' });
  });
});

describe('erasing an organisation', () => {
  it('takes its pages, addresses, domains and pictures with it', async () => {
    const org = await createTestOrganization('Gone');
    const { id, slug } = await livedIn(org);
    const { domain } = await verifiedDomain(org, dns, id);
    expect(await storefrontOfHost(rt, domain.host)).toMatchObject({ kind: 'storefront' });
    await call(eraseOrganization, operator, { org: 'gone', confirm: 'gone' });
    await rt.eraser.runDue();
    await refused(storefrontAt(rt.tenancy.control, slug), 'not_found');
    expect(await storefrontOfHost(rt, domain.host)).toBeNull();
    for (const table of ['StorefrontAddress', 'StorefrontDomain']) {
      const sql = `SELECT 1 AS one FROM "${table}" WHERE orgId = ?`;
      expect(await rt.tenancy.control.all(sql, [org.orgId]), table).toEqual([]);
    }
    expect(await objectsOf(org)).toEqual([]);
    expect(await call(createStorefront, acme.owner, newStorefront(acme, { slug }))).toMatchObject({ slug });
  });
});
