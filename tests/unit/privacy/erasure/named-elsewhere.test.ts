import { afterEach, beforeEach, expect, it } from 'vitest';
import { createOrganizationEraser } from '#lib/privacy/erasure/eraser.ts';
import { drillRestore } from '#lib/tenancy/backup/drill.ts';
import { eraserParts, withPoints } from '../../../faults/organization-erasure-points.ts';
import { addContacts, copiesOf, flipByte } from '../../../support/backups.ts';
import { createTestOrganization, type TestOrganization } from '../../../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../../../support/test-runtime.ts';
import { approvedErasure } from './support.ts';

let rt: TestRuntime;
let org: TestOrganization;
let other: TestOrganization;
beforeEach(async () => {
  rt = await createTestRuntime();
  org = await createTestOrganization('Gone Company');
  other = await createTestOrganization('Other Company');
});
afterEach(() => rt.close());

const certified = async () =>
  (await rt.tenancy.control.all<{ orgId: string }>('SELECT orgId FROM ErasureCertificate')).map(({ orgId }) => orgId);
const events = (action: string) =>
  rt.tenancy.control.all<{ orgId: string | null; userAgent: string | null; detail: string | null }>(
    'SELECT orgId, userAgent, detail FROM AuditEvent WHERE action = ? ORDER BY rowid',
    [action],
  );

it('is certified though a restore drill had found its backup damaged', async () => {
  await addContacts(org, ['Ada']);
  await rt.backups.take();
  flipByte(copiesOf(rt, org.orgId).at(-1) ?? '', 5_000);
  expect(await drillRestore(rt)).toMatchObject({ outcome: 'failed', problems: expect.stringContaining(org.orgId) });
  await approvedErasure(org.orgId);
  await rt.eraser.runDue();
  expect(await certified()).toEqual([org.orgId]);
  const drills = await rt.tenancy.control.all<{ problems: string }>('SELECT problems FROM RestoreDrill');
  expect(JSON.stringify(drills)).not.toContain(org.orgId);
});

it('is certified whoever writes its id into words of their own, and nobody’s trace is lost by it', async () => {
  const { control } = rt.tenancy;
  const at = rt.clock.now();
  // What anybody can: a user agent and a typed text at a door, a name, the name of an organisation of their own.
  await rt.audit.record({
    ...{ action: 'access.denied', outcome: 'refused', at, userAgent: org.orgId, detail: { typed: org.orgId } },
  });
  await rt.audit.record({
    ...{ action: 'access.denied', outcome: 'refused', at, orgId: other.orgId, detail: { typed: org.orgId } },
  });
  await control.write((tx) => tx.run('UPDATE Organization SET name = ? WHERE id = ?', [org.orgId, other.orgId]));
  await control.write((tx) => tx.run('UPDATE User SET name = ?', [org.orgId]));
  await control.write((tx) => tx.run('UPDATE Session SET userAgent = ?', [org.orgId]));
  await approvedErasure(org.orgId);
  await rt.eraser.runDue();
  expect(await certified()).toEqual([org.orgId]);
  expect(await events('access.denied')).toEqual([
    { orgId: null, userAgent: 'erased', detail: '{"typed":"erased"}' },
    { orgId: other.orgId, userAgent: null, detail: '{"typed":"erased"}' },
  ]);
});

it('is certified though somebody goes on naming it until the end', async () => {
  await approvedErasure(org.orgId);
  const parts = withPoints(eraserParts(rt, rt.dataDir), async (name) => {
    if (!name.endsWith('control.emptyLog')) return;
    // After its row is gone, and before it is looked for whether anything is left.
    const at = rt.clock.now();
    await rt.audit.record({ action: 'access.denied', outcome: 'refused', at, detail: { typed: org.orgId } });
  });
  await createOrganizationEraser(parts).runDue();
  expect(await certified()).toEqual([org.orgId]);
});
