import { eraseOpenings, openingsOf } from '../../ledger/erase-openings.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import { batchRows, type Cut, rowsCut } from './cut.ts';
import type { RetentionRuleName } from './rules.ts';

const heldContacts = 'SELECT contactId FROM LegalHold WHERE releasedAt IS NULL AND contactId IS NOT NULL';

/** What receipts say of the rows goes with them; the receipts stay. */
const withOpenings =
  (table: 'Interaction' | 'ConsentRecord'): NonNullable<Parameters<typeof rowsCut>[0]['also']> =>
  async (tx, keys, { now }) => {
    const rows = await tx.all<{ id: string }>(
      `SELECT id FROM "${table}" WHERE rowid IN (SELECT value FROM json_each(?))`,
      [JSON.stringify(keys)],
    );
    const seqs = await openingsOf(
      tx,
      rows.map(({ id }) => id),
    );
    await eraseOpenings(tx, seqs, now);
  };

const interactions = rowsCut({
  table: 'Interaction',
  where: `occurredAt < :before AND contactId NOT IN (${heldContacts})`,
  also: withOpenings('Interaction'),
});

/** Whoever chose again since is a visitor still: what they chose before belongs to the proof. */
const consents = rowsCut({
  table: 'ConsentRecord',
  where: `at < :before AND (contactId IS NULL OR contactId NOT IN (${heldContacts})) AND NOT EXISTS (
    SELECT 1 FROM "ConsentRecord" y WHERE y.consentId = "ConsentRecord".consentId AND y.at >= :before)`,
  also: withOpenings('ConsentRecord'),
});

/** Receipts looked through in one statement; between two of them other requests have their turn. */
const pageReceipts = 5_000;

const gone = (table: string) => `NOT EXISTS (SELECT 1 FROM "${table}" x WHERE x.id = r.subject)`;

/** Receipts whose detail still is there, about records that are not. */
const ofGoneRecords = `FROM Receipt r JOIN ReceiptDetail d ON d.seq = r.seq
  WHERE r.seq > ? AND r.seq <= ? AND r.at < ? AND d.detail IS NOT NULL
    AND CASE substr(r.action, 1, instr(r.action, '.') - 1)
      WHEN 'contact' THEN ${gone('Contact')}
      WHEN 'deal' THEN ${gone('Deal')}
      WHEN 'activity' THEN ${gone('Activity')}
      WHEN 'interaction' THEN ${gone('Interaction')}
      WHEN 'message' THEN r.action = 'message.received' AND ${gone('Interaction')}
      WHEN 'file' THEN ${gone('File')}
      WHEN 'interactions' THEN NOT EXISTS (
        SELECT 1 FROM json_each(d.detail, '$.ids') i JOIN "Interaction" x ON x.id = i.value)
      ELSE 0 END`;

async function lastSeqBefore(db: SqlReader, before: string): Promise<number> {
  // Receipts stand in the order of their time: a search by halves, where an index over all of them would cost each write.
  let low = 0;
  let high = (await db.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM Receipt'))?.seq ?? 0;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const row = await db.get<{ at: string }>('SELECT at FROM Receipt WHERE seq = ?', [middle]);
    if (row !== undefined && row.at < before) low = middle;
    else high = middle - 1;
  }
  return low;
}

async function* pagesTo(last: number): AsyncGenerator<readonly [after: number, to: number]> {
  for (let after = 0; after < last; after += pageReceipts) {
    yield [after, Math.min(after + pageReceipts, last)];
    await new Promise((resume) => setImmediate(resume));
  }
}

const receiptDetails: Cut = {
  async count(db, { before }) {
    let count = 0;
    for await (const [after, to] of pagesTo(await lastSeqBefore(db, before))) {
      count += (await db.get<{ n: number }>(`SELECT count(*) AS n ${ofGoneRecords}`, [after, to, before]))?.n ?? 0;
    }
    return count;
  },
  async *batches(db, { before }) {
    for await (const [after, to] of pagesTo(await lastSeqBefore(db, before))) {
      const rows = await db.all<{ seq: number }>(`SELECT r.seq ${ofGoneRecords}`, [after, to, before]);
      for (let at = 0; at < rows.length; at += batchRows) {
        yield rows.slice(at, at + batchRows).map(({ seq }) => seq);
      }
    }
  },
  // A record that is gone does not come back: what was found needs no second look.
  remove: (tx, seqs, { now }) => eraseOpenings(tx, seqs as readonly number[], now),
};

/** What is cut by rows of the organisation's own database. */
export const organisationCuts = {
  interactions,
  consents,
  receiptDetails,
  alerts: rowsCut({ table: 'Alert', where: 'lastSeenAt < :before' }),
  deliveries: rowsCut({ table: 'Delivery', where: `createdAt < :before AND state <> 'waiting'` }),
  exports: rowsCut({
    table: 'DataExport',
    where: `createdAt < :before AND object IS NULL AND state NOT IN ('queued', 'running', 'ready')`,
  }),
  archives: rowsCut({ table: 'ArchiveImport', where: `updatedAt < :before AND state IN ('uploading', 'ready')` }),
  importFiles: rowsCut({ table: 'Import', where: `updatedAt < :before AND state IN ('uploading', 'ready')` }),
  importRejects: rowsCut({
    table: 'ImportReject',
    where:
      "importId IN (SELECT id FROM \"Import\" WHERE coalesce(finishedAt, updatedAt) < :before AND state NOT IN ('uploading', 'ready', 'running'))",
  }),
  ledgerAudits: rowsCut({ table: 'LedgerAudit', where: `startedAt < :before AND outcome <> 'running'` }),
  consentScans: rowsCut({ table: 'ConsentScan', where: 'createdAt < :before' }),
  heldMessages: rowsCut({ table: 'HeldMessage', where: 'at < :before' }),
  idempotency: rowsCut({ table: 'IdempotencyRecord', where: 'createdAt < :before' }),
} as const satisfies Partial<Record<RetentionRuleName, Cut>>;

/** What is cut by rows of the organisation's part of the control database. */
export const directoryCuts = {
  auditEvents: rowsCut({ table: 'AuditEvent', where: 'orgId = :org AND at < :before' }),
  invitations: rowsCut({ table: 'Invite', where: 'orgId = :org AND expiresAt < :before' }),
} as const satisfies Partial<Record<RetentionRuleName, Cut>>;
