import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { listShares } from '#lib/ledger/share/list-shares.ts';
import { openShare } from '#lib/ledger/share/open-share.ts';
import type { SqlWriter } from '#lib/platform/db/types.ts';
import { anonymous, call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { type MadeLink, makeLink, open } from '../support/shared-link.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
let link: MadeLink;
let organizations = 0;

beforeAll(async () => {
  rt = await createTestRuntime();
});

beforeEach(async () => {
  organizations += 1;
  org = await createTestOrganization(`Acme ${organizations}`);
  for (let n = 0; n < 20; n += 1) await call(createContact, org.owner, { firstName: `Person ${n}` });
});

afterAll(() => rt.close());

async function inTenant(work: (tx: SqlWriter) => Promise<unknown>): Promise<void> {
  const lease = await rt.tenancy.acquire(org.orgId);
  try {
    await lease.db.write(work);
  } finally {
    lease.release();
  }
}

async function alerts(): Promise<{ subject: string; count: number; detail: string }[]> {
  const lease = await rt.tenancy.acquire(org.orgId);
  try {
    return await lease.db.all("SELECT subject, count, detail FROM Alert WHERE rule = 'projection.failed'");
  } finally {
    lease.release();
  }
}

/** What somebody with the data key does to the databases, past the triggers. */
const damages: Readonly<Record<string, () => Promise<void>>> = {
  'a receipt that was changed': () =>
    inTenant(async (tx) => {
      await tx.run('DROP TRIGGER Receipt_no_update', []);
      await tx.run("UPDATE Receipt SET subject = 'con_01KAXQ7B6V9Q4W3H2M8T5N1C7D' WHERE seq = 7", []);
    }),
  'a commitment, which a redacted link does not even show': () =>
    inTenant(async (tx) => {
      await tx.run('DROP TRIGGER Receipt_no_update', []);
      await tx.run('UPDATE Receipt SET commitment = ? WHERE seq = 7', [new Uint8Array(32)]);
    }),
  'a receipt and its hash': () =>
    inTenant(async (tx) => {
      await tx.run('DROP TRIGGER Receipt_no_update', []);
      await tx.run('UPDATE Receipt SET hash = ? WHERE seq = 7', [new Uint8Array(32)]);
    }),
  'a receipt that is gone': () =>
    inTenant(async (tx) => {
      await tx.run('DROP TRIGGER Receipt_no_delete', []);
      await tx.run('DELETE FROM ReceiptDetail WHERE seq = 20', []);
      await tx.run('DELETE FROM Receipt WHERE seq = 20', []);
    }),
  'a stored node': () =>
    inTenant(async (tx) => {
      await tx.run('DROP TRIGGER LedgerTile_grow_only', []);
      await tx.run('UPDATE LedgerTile SET hashes = zeroblob(length(hashes)) WHERE level = 1 AND n = 0', []);
    }),
  'a checkpoint that is gone': () =>
    inTenant(async (tx) => {
      await tx.run('DROP TRIGGER LedgerCheckpoint_no_delete', []);
      await tx.run('DELETE FROM LedgerCheckpoint WHERE size = ?', [link.size]);
    }),
  'a checkpoint whose note says something else': () =>
    inTenant(async (tx) => {
      await tx.run('DROP TRIGGER LedgerCheckpoint_no_update', []);
      await tx.run("UPDATE LedgerCheckpoint SET note = replace(note, 'time 2', 'time 1') WHERE size = ?", [link.size]);
    }),
  'an action that nobody knows': () =>
    inTenant(async (tx) => {
      await tx.run('DROP TRIGGER Receipt_no_update', []);
      await tx.run("UPDATE Receipt SET action = 'person.Canary' WHERE seq = 7", []);
    }),
  'a link that was widened in the control database': () =>
    rt.tenancy.control.write(async (tx) => {
      await tx.run('DROP TRIGGER IF EXISTS LedgerShare_fixed', []);
      await tx.run(`UPDATE LedgerShare SET filter = '{"seq":3}' WHERE id = ?`, [link.id]);
    }),
};

describe('what does not hold together is not shown', () => {
  const cases = Object.keys(damages).flatMap((name) => [['redacted', name] as const, ['ids', name] as const]);

  it.each(cases)('%s, %s: nothing leaves, no use is spent, and an alert is raised', async (reveal, name) => {
    link = await makeLink(org, { reveal });
    await open(link.token);
    await damages[name]?.();
    const error = await refused(open(link.token), 'internal');
    expect({ problems: error.problems, extension: error.extension }).toEqual({ problems: [], extension: {} });
    expect(error.publicMessage).toBe('Something went wrong on our side.');
    await refused(open(link.token), 'internal');
    const { data } = await call(listShares, org.owner);
    expect(data[0]).toMatchObject({ id: link.id, uses: 1 });
    const [alert, ...more] = await alerts();
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ subject: link.id, count: 2 });
    expect(alert?.detail).not.toContain(link.token);
  });

  it('raises nothing when the organisation cannot be reached for now', async () => {
    link = await makeLink(org);
    await rt.tenancy.control.write((tx) =>
      tx.run("UPDATE Organization SET status = 'blocked' WHERE id = ?", [org.orgId]),
    );
    await refused(call(openShare, anonymous, { token: link.token }), 'tenant_unavailable');
    await rt.tenancy.control.write((tx) =>
      tx.run("UPDATE Organization SET status = 'active' WHERE id = ?", [org.orgId]),
    );
    expect(await alerts()).toEqual([]);
    await open(link.token);
  });
});
