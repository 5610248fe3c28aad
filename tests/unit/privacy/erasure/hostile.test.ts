import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { createApiRouter } from '#lib/http/router.ts';
import { listMyOrganizations } from '#lib/identity/organizations/list-my-organizations.ts';
import { switchOrganization } from '#lib/identity/organizations/switch-organization.ts';
import { createShare } from '#lib/ledger/share/create-share.ts';
import { openShare } from '#lib/ledger/share/open-share.ts';
import { fail, isHoldfastError } from '#lib/platform/errors.ts';
import { createOrganizationEraser } from '#lib/privacy/erasure/eraser.ts';
import { findErasure } from '#lib/privacy/erasure/erasure-store.ts';
import { operations } from '#lib/registry.ts';
import { namedIn } from '#lib/tenancy/erase/directory-rows.ts';
import { eraserParts } from '../../../faults/organization-erasure-points.ts';
import { anonymous, call, createTestOrganization, refused, type TestOrganization } from '../../../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../../../support/test-runtime.ts';
import { approvedErasure } from './support.ts';

let base: string;
let rt: TestRuntime;
let org: TestOrganization;
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'holdfast-erasing-'));
  rt = await createTestRuntime({ dataDir: join(base, 'data') });
  org = await createTestOrganization('Acme', 'enterprise');
});
afterEach(async () => {
  await rt.close();
  rmSync(base, { recursive: true, force: true });
});

const certificates = () => rt.tenancy.control.all<{ number: string }>('SELECT number FROM ErasureCertificate');

describe('an erasure meets', () => {
  it('writers and readers under way: each is answered or refused, and none of them leaves anything behind', async () => {
    const id = await approvedErasure(org.orgId);
    let stop = false;
    const outcomes = new Set<string>();
    const busy = Array.from({ length: 8 }, async (_, n) => {
      while (!stop) {
        try {
          if (n % 2 === 0)
            await call(createContact, org.owner, { firstName: `Person ${n}` }, { request: { door: 'cli' } });
          else await call(listContacts, org.owner, {}, { request: { door: 'cli' } });
          outcomes.add('answered');
        } catch (error) {
          outcomes.add(isHoldfastError(error) ? error.code : String(error));
        }
        await new Promise((resume) => setImmediate(resume));
      }
    });
    await rt.eraser.runDue();
    stop = true;
    await Promise.all(busy);
    await rt.eraser.runDue();
    expect(await findErasure(rt.tenancy.control, id)).toMatchObject({ state: 'done' });
    expect([...outcomes].filter((outcome) => !['answered', 'not_found', 'shutting_down'].includes(outcome))).toEqual(
      [],
    );
    expect(await namedIn(rt.tenancy.control, org.orgId)).toEqual([]);
  });

  it('every door while it is under way: keys, links, invitations, switching and pages answer as for what never was', async () => {
    const { key } = await call(createApiKey, org.owner, { name: 'Key', scopes: ['*'] });
    await call(createContact, org.owner, { firstName: 'Ada' });
    const { link } = await call(createShare, org.owner, { label: 'Audit', seq: 1 });
    const token = link.split('/').at(-1) ?? '';
    await approvedErasure(org.orgId);
    const parts = eraserParts(rt, rt.dataDir);
    const stuck = {
      ...parts,
      tombstones: { ...parts.tombstones, lay: () => Promise.reject(fail('storage_unavailable')) },
    };
    await createOrganizationEraser(stuck).runDue();

    const route = createApiRouter(operations);
    const byKey = new Request(`${rt.origin}/api/v1/contacts`, { headers: { authorization: `Bearer ${key}` } });
    expect((await route(byKey, { address: '203.0.113.9', door: 'api' })).status).toBe(401);
    await refused(call(openShare, anonymous, { token }), 'not_found');
    await refused(call(switchOrganization, org.owner, { slug: org.slug }), 'not_found');
    await refused(call(listContacts, org.owner, {}), 'not_found');
    const job = { kind: 'job', orgId: org.orgId, actor: 'system' } as const;
    await refused(call(listContacts, job, {}), 'not_found');
    const mine = await call(listMyOrganizations, org.owner, {});
    expect(mine.data).toEqual([]);
    await rt.eraser.runDue();
    expect(await certificates()).toHaveLength(1);
  });

  it('somebody who never gives the database back: it is closed under them', async () => {
    const lease = await rt.tenancy.acquire(org.orgId);
    const id = await approvedErasure(org.orgId);
    const eraser = createOrganizationEraser({ ...eraserParts(rt, rt.dataDir), patienceMs: 50 });
    await eraser.runDue();
    expect(await findErasure(rt.tenancy.control, id)).toMatchObject({ state: 'done' });
    await expect(lease.db.get('SELECT 1')).rejects.toMatchObject({ code: 'shutting_down' });
    lease.release();
  });

  it('a disk that cannot delete: it says so, keeps everybody out, certifies nothing, and ends once the disk can', async () => {
    const id = await approvedErasure(org.orgId);
    const parts = eraserParts(rt, rt.dataDir);
    const broken = {
      ...parts.tenancy,
      destroy: () => Promise.reject(fail('storage_unavailable', { detail: 'EIO: i/o error, unlink' })),
    };
    const eraser = createOrganizationEraser({ ...parts, tenancy: broken });
    await eraser.runDue();
    await eraser.runDue();
    const stuck = await findErasure(rt.tenancy.control, id);
    expect(stuck).toMatchObject({ state: 'running', step: 'access', problem: 'EIO: i/o error, unlink' });
    await refused(call(listContacts, org.owner, {}), 'not_found');
    expect(await certificates()).toEqual([]);
    await rt.eraser.runDue();
    expect(await findErasure(rt.tenancy.control, id)).toMatchObject({ state: 'done', problem: null });
  });

  it('something that is still there after everything was done: nothing is certified, and it is all done again', async () => {
    const id = await approvedErasure(org.orgId);
    const parts = eraserParts(rt, rt.dataDir);
    const forgetful = { ...parts.tenancy, destroy: async () => undefined };
    await createOrganizationEraser({ ...parts, tenancy: forgetful }).runDue();
    const found = await findErasure(rt.tenancy.control, id);
    expect(found).toMatchObject({
      state: 'running',
      step: 'tombstone',
      problem: expect.stringContaining(`${org.orgId}.db`),
    });
    expect(await certificates()).toEqual([]);
    await rt.eraser.runDue();
    expect(await findErasure(rt.tenancy.control, id)).toMatchObject({ state: 'done' });
  });

  it('what a late request left: it is forgotten at the next look', async () => {
    await approvedErasure(org.orgId);
    await rt.eraser.runDue();
    await rt.audit.record({ action: 'access.denied', outcome: 'refused', at: rt.clock.now(), orgId: org.orgId });
    await rt.jobs.enqueue(
      { kind: 'ledger.audit', orgId: org.orgId, subject: org.orgId, actor: 'system' },
      { delaySeconds: 9e6 },
    );
    expect(await namedIn(rt.tenancy.control, org.orgId)).not.toEqual([]);
    await rt.eraser.runDue();
    expect(await namedIn(rt.tenancy.control, org.orgId)).toEqual([]);
  });

  it('a copy of before that somebody puts back: it is erased again at the start, under the certificate that was given', async () => {
    await call(createContact, org.owner, { firstName: 'Ada' });
    await rt.close();
    const before = join(base, 'before');
    cpSync(join(base, 'data'), before, { recursive: true });
    rt = await createTestRuntime({ dataDir: join(base, 'data') });
    await approvedErasure(org.orgId);
    await rt.eraser.runDue();
    const [given] = await certificates();
    await rt.close();
    for (const name of ['control.db', 'tenants']) {
      rmSync(join(base, 'data', name), { recursive: true, force: true });
      cpSync(join(before, name), join(base, 'data', name), { recursive: true });
    }
    rt = await createTestRuntime({ dataDir: join(base, 'data') });
    await refused(call(listContacts, org.owner, {}), 'not_found');
    expect(await certificates()).toEqual([given]);
    expect(await namedIn(rt.tenancy.control, org.orgId)).toEqual([]);
    expect(existsSync(join(base, 'data', 'tenants', org.orgId.slice(-2), `${org.orgId}.db`))).toBe(false);
  });
});
