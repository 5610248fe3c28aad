import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { findErasureOf } from '#lib/privacy/erasure/erasure-store.ts';
import { addContacts, contactsOf } from '../../../support/backups.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  refused,
  type TestOrganization,
} from '../../../support/call.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../support/data-folder.ts';
import { createTestRuntime, type TestRuntime } from '../../../support/test-runtime.ts';
import { approvedErasure } from './support.ts';

let temporary: TemporaryFolder;
let rt: TestRuntime;
let org: TestOrganization;
let other: TestOrganization;
const start = (env = {}) => createTestRuntime({ dataDir: join(temporary.path, 'data'), env });
/** A bucket of backups that nobody answers for. */
const nowhere = {
  BACKUP_S3_ENDPOINT: 'http://127.0.0.1:1',
  BACKUP_S3_BUCKET: 'backups',
  BACKUP_S3_ACCESS_KEY_ID: 'key',
  BACKUP_S3_SECRET_ACCESS_KEY: 'secret-of-the-key',
};
beforeEach(async () => {
  temporary = temporaryFolder();
  rt = await start();
  org = await createTestOrganization('Gone Company');
  other = await createTestOrganization('Other Company');
  await addContacts(other, ['Eve']);
});
afterEach(async () => {
  await rt.close();
  temporary.remove();
});

describe('a start serves everybody else', () => {
  it('while an erasure cannot go on, since the place of the backups does not answer', async () => {
    await approvedErasure(org.orgId);
    await rt.close();
    rt = await start(nowhere);
    await rt.eraser.runDue();
    expect(await findErasureOf(rt.tenancy.control, org.orgId)).toMatchObject({ state: 'running', step: 'limits' });
    await rt.close();
    rt = await start(nowhere);
    expect(await contactsOf(rt, other.orgId)).toEqual(['Eve']);
    await refused(call(listContacts, org.owner, {}), 'not_found');
    expect(await rt.tenancy.control.all('SELECT number FROM ErasureCertificate')).toEqual([]);
    await rt.close();
    rt = await start();
    expect(await rt.tenancy.control.all('SELECT orgId FROM ErasureCertificate')).toEqual([{ orgId: org.orgId }]);
  });

  it('while an account that came back cannot be cleared from a damaged organisation, and nobody can use it', async () => {
    const leaver = await createTestMember(org.orgId, 'viewer', 'leaver@example.com');
    await rt.tombstones.lay({ kind: 'account', orgId: null, subject: leaver.userId });
    await rt.tenancy.control.write(async (tx) => {
      await tx.run("UPDATE Placement SET state = 'quarantined' WHERE orgId = ?", [org.orgId]);
      await tx.run("INSERT INTO Account (id, userId, issuer, subject, createdAt) VALUES ('acc_1', ?, 'i', 's', ?)", [
        leaver.userId,
        rt.clock.now().toISOString(),
      ]);
    });
    const file = join(rt.dataDir, 'tenants', org.orgId.slice(-2), `${org.orgId}.db`);
    await rt.close();
    writeFileSync(file, 'damaged');
    rt = await start();
    expect(await contactsOf(rt, other.orgId)).toEqual(['Eve']);
    const { control } = rt.tenancy;
    expect(await control.get('SELECT email, name FROM User WHERE id = ?', [leaver.userId])).toEqual({
      email: `${leaver.userId}@erased.invalid`,
      name: null,
    });
    expect(await control.get('SELECT 1 FROM Account WHERE userId = ?', [leaver.userId])).toBeUndefined();
    expect(
      await control.get('SELECT 1 FROM Session WHERE userId = ? AND revokedAt IS NULL', [leaver.userId]),
    ).toBeUndefined();
  });

  it('while somebody who came back cannot be erased again, and nobody sees them there', async () => {
    await addContacts(org, ['Back']);
    const lease = await rt.tenancy.acquire(org.orgId);
    const back = await lease.db.get<{ id: string }>('SELECT id FROM Contact');
    const stop = "CREATE TRIGGER stop BEFORE DELETE ON Contact BEGIN SELECT RAISE(ABORT, 'stopped'); END";
    await lease.db.write((tx) => tx.run(stop));
    lease.release();
    await rt.tombstones.lay({ kind: 'contact', orgId: org.orgId, subject: back?.id ?? '' });
    await rt.close();
    rt = await start();
    expect(await contactsOf(rt, other.orgId)).toEqual(['Eve']);
    await refused(call(listContacts, org.owner, {}), 'not_found');
    await rt.tenancy.migrateAll();
    await refused(call(listContacts, org.owner, {}), 'not_found');
  });
});
