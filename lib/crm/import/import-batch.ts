import type { ReceiptDraft } from '../../ledger/receipt.ts';
import { sha256 } from '../../platform/crypto/digest.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { findContactsByEmail, insertContact, replaceContact } from '../contacts/store.ts';
import { decideRows, emailsOf, type ReadRow, type RowDecision, readRows } from './decide-rows.ts';
import { type ImportRecord, importRecord, readImportRecord } from './import-record.ts';
import type { FilePlace, ParsedRow } from './parse-rows.ts';
import { importColumnsMax } from './schema.ts';
import { type ImportRow, insertReject, removePieces, replaceImportRow } from './store.ts';

/** Cells kept of a rejected row: enough to correct it. */
const rejectCellsMax = importColumnsMax + 20;

interface Imported {
  readonly row: ImportRow;
  readonly receipts: readonly ReceiptDraft[];
}

/**
 * Imports the rows that follow `place`, in one write: contacts, rejected rows, counters, the place where the next batch
 * begins, and the receipt. Killed before the commit, nothing of the batch is there; after it, all of it is, and the
 * next batch begins behind it.
 *
 * @returns the import afterwards.
 * @throws `conflict` when the import is not at `place` any more, or not running: cancelled, or taken on by another run.
 */
export async function importBatch(
  ctx: TenantContext,
  known: ImportRecord,
  place: FilePlace,
  rows: readonly ParsedRow[],
): Promise<ImportRecord> {
  const read = readRows(rows, known.columns);
  const { row } = await ctx.write(
    (imported: Imported) => imported.receipts,
    async (tx) => {
      const record = await readImportRecord(tx, known.row.id);
      if (record.state !== 'running' || record.place.byte !== place.byte) {
        throw fail('conflict', { detail: `the import is ${record.state}, at byte ${record.place.byte}` });
      }
      const decisions = await writeRows(tx, record, read, ctx.now().toISOString());
      return noteProgress(tx, record, decisions, ctx.now().toISOString());
    },
  );
  return importRecord(row);
}

/** Ends an import that has no rows left. */
export async function finishImport(ctx: TenantContext, id: string): Promise<void> {
  await ctx.write(
    ({ receipts }: Imported) => receipts,
    async (tx) => {
      const record = await readImportRecord(tx, id);
      if (record.state !== 'running') throw fail('conflict', { detail: `the import is ${record.state}` });
      return endImport(tx, record.row, 'done', ctx.now().toISOString());
    },
  );
}

async function writeRows(
  tx: SqlWriter,
  record: ImportRecord,
  rows: readonly ReadRow[],
  at: string,
): Promise<readonly RowDecision[]> {
  const existing = await findContactsByEmail(tx, emailsOf(rows));
  const decisions = decideRows(rows, existing, { duplicates: record.options.duplicates, at });
  for (const decision of decisions) {
    if (decision.outcome === 'create') await insertContact(tx, decision.contact);
    if (decision.outcome === 'update' && decision.contact) await replaceContact(tx, decision.contact);
    if (decision.outcome === 'reject') {
      const cells = decision.parsed.cells.slice(0, rejectCellsMax).map((cell) => cell.toWellFormed());
      await insertReject(tx, record.row.id, {
        row: decision.parsed.row,
        cells: JSON.stringify(cells),
        problems: JSON.stringify(decision.problems),
      });
    }
  }
  return decisions;
}

async function noteProgress(
  tx: SqlWriter,
  record: ImportRecord,
  decisions: readonly RowDecision[],
  at: string,
): Promise<Imported> {
  const { row } = record;
  const count = (outcome: RowDecision['outcome']) =>
    decisions.filter((decision) => decision.outcome === outcome).length;
  const end = decisions.at(-1)?.parsed.end ?? record.place;
  const after: ImportRow = {
    ...row,
    rowsDone: row.rowsDone + decisions.length,
    rowsCreated: row.rowsCreated + count('create'),
    rowsUpdated: row.rowsUpdated + count('update'),
    rowsSkipped: row.rowsSkipped + count('skip'),
    rowsRejected: row.rowsRejected + count('reject'),
    checkpoint: JSON.stringify({ byte: end.byte, row: end.row }),
    updatedAt: at,
  };
  await replaceImportRow(tx, after);
  const ids = decisions.flatMap((decision) => ('contact' in decision && decision.contact ? [decision.contact.id] : []));
  const receipt: ReceiptDraft = {
    action: 'contacts.imported',
    subject: row.id,
    detail: {
      fromRow: decisions[0]?.parsed.row ?? null,
      toRow: end.row,
      created: count('create'),
      updated: count('update'),
      skipped: count('skip'),
      rejected: count('reject'),
      // Which contacts: SHA-256 over their ids, one a line, in the order of the file.
      ids: sha256(ids.join('\n')).toString('hex'),
    },
  };
  return { row: after, receipts: [receipt] };
}

/** Takes an import to its end: the file goes, the counts and the rejected rows stay. */
export async function endImport(
  tx: SqlWriter,
  row: ImportRow,
  state: 'done' | 'failed' | 'cancelled',
  at: string,
  error: string | null = null,
): Promise<Imported> {
  const after: ImportRow = { ...row, state, error, updatedAt: at, finishedAt: at };
  await removePieces(tx, row.id);
  await replaceImportRow(tx, after);
  const action = { done: 'import.finished', failed: 'import.failed', cancelled: 'import.cancelled' }[state];
  const receipt: ReceiptDraft = {
    action,
    subject: row.id,
    detail: {
      rowsDone: row.rowsDone,
      created: row.rowsCreated,
      updated: row.rowsUpdated,
      skipped: row.rowsSkipped,
      rejected: row.rowsRejected,
      ...(error === null ? {} : { error }),
    },
  };
  return { row: after, receipts: [receipt] };
}
