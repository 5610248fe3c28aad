import { mayDo, type Principal } from '../access/principal.ts';
import type { SqlReader } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import type { TenantContext } from '../tenancy/context.ts';
import { findCheckpointRow } from './checkpoint-store.ts';
import { detailPermission } from './detail-permission.ts';
import { checkpointLine, headerLine, receiptLine } from './export-lines.ts';
import { listKeyStatements } from './key-store.ts';
import { parseVkey } from './note.ts';
import { soundInclusionProof } from './prove.ts';
import type { ReceiptFilter } from './receipt-filter.ts';
import { readReceiptWindow } from './store.ts';
import { storedTree } from './tile-store.ts';

/** What is exported: fixed when the export begins, whatever is written meanwhile. */
export interface ExportPlan {
  /** The size of the checkpoint at its end. */
  readonly size: number;
  /** Null for a full export. */
  readonly filter: ReceiptFilter | null;
}

export interface ExportedPart {
  readonly text: string;
  /** Where the next part begins; null after the last one. */
  readonly next: number | null;
}

/** Receipts read together, and, where a filter is met seldom, receipts looked at together. */
const rowsAtOnce = 500;
const rowsLookedAt = 20_000;

/** Signs what is written by now, and plans the export of it. */
export async function planExport(ctx: TenantContext, filter: ReceiptFilter): Promise<ExportPlan> {
  const { size } = await ctx.checkpoint();
  return planOf(size, filter);
}

/** Goes on with an export that was planned for this size. */
export function planOf(size: number, filter: ReceiptFilter): ExportPlan {
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return { size, filter: filtered ? filter : null };
}

/**
 * The part of the file that begins at `from`: 0 is the beginning of the file, any other number the receipts after that one.
 * Parts follow each other without overlapping, and the last one ends with the checkpoint. No part holds more than 500
 * receipts.
 */
export async function exportPart(
  db: SqlReader,
  { orgId, principal, plan, from }: { orgId: string; principal: Principal; plan: ExportPlan; from: number },
): Promise<ExportedPart> {
  const { size, filter } = plan;
  const keys = (await listKeyStatements(db)).filter((statement) => statement.since <= size);
  const { origin } = parseVkey(keys[0]?.vkey ?? '');
  let text = from === 0 ? headerLine({ org: orgId, origin, size, keys, filter }) : '';
  const upTo = filter === null ? size : Math.min(size, from + rowsLookedAt);
  const always = filter === null ? [] : keys.slice(1).map((statement) => statement.since);
  const rows = await readReceiptWindow(db, { filter: filter ?? {}, always, after: from, upTo, limit: rowsAtOnce });
  const checkpoint = await findCheckpointRow(db, size);
  if (checkpoint === undefined) throw fail('not_found', { detail: `no checkpoint of size ${size}` });
  const subtree = storedTree(db);
  for (const row of rows) {
    const shown = row.action === 'ledger.keyRotated' || mayDo(principal, detailPermission(row.action));
    const inclusion = filter === null ? null : await soundInclusionProof(row.seq, row.hash, checkpoint, subtree);
    text += receiptLine(row, { shown, inclusion });
  }
  const reached = rows.length < rowsAtOnce ? upTo : (rows.at(-1)?.seq ?? upTo);
  if (reached < size) return { text, next: reached };
  return { text: text + checkpointLine(checkpoint.note), next: null };
}
