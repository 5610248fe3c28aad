import { appendReceipt } from '../../ledger/append.ts';
import type { ReceiptDraft } from '../../ledger/receipt.ts';
import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import type { Runtime } from '../../runtime.ts';
import { forgetErased } from '../../tenancy/forget-erased.ts';
import type { TenantLease } from '../../tenancy/tenancy.ts';
import { eraseHistoryOpenings } from '../archive/erase-history-openings.ts';
import { archiveObject } from '../export/archive-object.ts';
import { erasePlaces } from './erase-places.ts';
import { listLiveErasures, planOf, recordsErased } from './erasure-store.ts';
import { mentionsOfPerson, type Person, resolvePerson } from './person.ts';
import type { Erasing, ErasureCounts, Plan } from './place.ts';

/** Whom receipts name who act for a restore. */
const actor = 'operator';

/** What a tombstone says of somebody in an organisation. */
interface Stone {
  readonly kind: 'contact' | 'visitor';
  readonly subject: string;
}

type Again = Pick<Runtime, 'tenancy' | 'objects' | 'clock' | 'jobs'>;

/**
 * Erases what a restored copy brought back. Afterwards nothing of these people is in the organisation's database that the
 * list of places erases, and a receipt stands for each who was there. For an organisation that serves nobody yet: it takes
 * the database by itself, without anybody's session. Cheap for those who are not there, and safe to repeat.
 * @returns how many of them were there.
 */
export async function eraseAgain(rt: Again, orgId: string, stones: readonly Stone[]): Promise<number> {
  const contacts = stones.filter(({ kind }) => kind === 'contact').map(({ subject }) => subject);
  if (contacts.length === 0) return 0;
  const lease = await rt.tenancy.acquire(orgId);
  try {
    let count = 0;
    for (const id of await whoIsBack(lease.db, contacts)) if (await eraseOne(rt, orgId, lease, id)) count += 1;
    if (count > 0) await forgetErased(lease.db, rt.tenancy.control);
    return count;
  } finally {
    lease.release();
  }
}

/**
 * Those of whom there is a contact, or of whose contact, which was deleted before it was erased, the ledger tells again. A
 * look-up for each: what an erasure leaves of receipts opens to nothing.
 */
async function whoIsBack(db: SqlReader, contacts: readonly string[]): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    `SELECT s.value AS id FROM json_each(?) s WHERE EXISTS (SELECT 1 FROM "Contact" c WHERE c."id" = s.value)
        OR EXISTS (SELECT 1 FROM Receipt r JOIN ReceiptDetail d ON d.seq = r.seq
                    WHERE r.subject = s.value AND r.action LIKE 'contact.%' AND d.detail IS NOT NULL)
      ORDER BY s.value`,
    [JSON.stringify(contacts)],
  );
  return rows.map(({ id }) => id);
}

async function eraseOne(rt: Again, orgId: string, lease: TenantLease, id: string): Promise<boolean> {
  const grounds = { orgId, db: lease.db, directory: rt.tenancy.control };
  // With another contact of the same person it may have gone already.
  if ((await whoIsBack(lease.db, [id])).length === 0) return false;
  // One that a crash cut off, or that a copy was made in the midst of: its job ends it, with its one receipt.
  const live = (await listLiveErasures(lease.db)).find((row) => planOf(row)?.contactIds.includes(id));
  const begun = live === undefined ? null : planOf(live);
  if (live !== undefined && begun !== null) {
    await erasePlaces(erasingAgain(rt, grounds, lease, { id: live.id, counts: {} }), begun);
    await rt.jobs.enqueue({ kind: 'persons.runErasure', orgId, subject: live.id, actor: live.createdBy });
    return true;
  }
  const found = await resolvePerson(grounds, id);
  const person: Person = found ?? { contactIds: [id], emails: [], names: [], phones: [], member: null };
  const counts: Record<string, number> = {};
  const plan: Plan = { ...person, deals: 'keep' };
  await erasePlaces(erasingAgain(rt, grounds, lease, { id, counts }), plan);
  await eraseHistories(rt, orgId, lease, plan);
  await lease.db.write((tx) =>
    appendReceipt(
      tx,
      { action: 'person.erased', subject: id, detail: { again: true, records: counts } },
      { orgId, actor, at: rt.clock.now() },
    ),
  );
  return true;
}

/** Archives' ledgers come back with their objects. */
async function eraseHistories(rt: Again, orgId: string, lease: TenantLease, plan: Plan): Promise<void> {
  const mentions = mentionsOfPerson(plan);
  const ids = new Set(plan.contactIds);
  const histories = {
    db: lease.db,
    objects: rt.objects.of(orgId),
    now: () => rt.clock.now(),
    write: (receipt: ReceiptDraft, body: (tx: SqlWriter) => Promise<void>) =>
      lease.db.write(async (tx) => {
        await body(tx);
        await appendReceipt(tx, receipt, { orgId, actor, at: rt.clock.now() });
      }),
  };
  await eraseHistoryOpenings(histories, (detail, subject) => ids.has(subject) || mentions.inJson(detail));
}

function erasingAgain(
  rt: Again,
  grounds: Pick<Erasing, 'orgId' | 'db' | 'directory'>,
  lease: TenantLease,
  { id, counts }: { readonly id: string; readonly counts: Record<string, number> },
): Erasing {
  const { orgId } = grounds;
  const objects = rt.objects.of(orgId);
  const noted = (erased: ErasureCounts): ErasureCounts => {
    for (const [place, count] of Object.entries(erased)) counts[place] = (counts[place] ?? 0) + count;
    return erased;
  };
  const receipt = (records: ErasureCounts) => ({ action: recordsErased, subject: id, detail: { records } });
  const append = (tx: Parameters<typeof appendReceipt>[0], records: ErasureCounts) =>
    appendReceipt(tx, receipt(records), { orgId, actor, at: rt.clock.now() });
  return {
    ...grounds,
    erasureId: id,
    objects,
    // Nothing is being made while nobody is served.
    dropArchive: (exportId) => objects.remove(archiveObject(exportId)),
    now: () => rt.clock.now(),
    write: async (body) => {
      await lease.db.write(async (tx) => append(tx, noted(await body(tx))));
    },
    writeDirectory: async (body) => {
      const erased = await rt.tenancy.control.write(body);
      await lease.db.write((tx) => append(tx, noted(erased)));
    },
  };
}
