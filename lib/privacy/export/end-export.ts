import type { ReceiptDraft } from '../../ledger/receipt.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { type ExportRow, replaceExport } from './export-store.ts';

interface EndedExport {
  readonly row: ExportRow;
  readonly receipt: ReceiptDraft;
}

const actions = {
  failed: 'export.failed',
  cancelled: 'export.cancelled',
  expired: 'export.expired',
} as const;

/** Takes an export to a state in which it has no archive. The object is removed by the caller, once that is durable. */
export async function endExport(
  tx: SqlWriter,
  before: ExportRow,
  state: keyof typeof actions,
  at: string,
  error: string | null = null,
): Promise<EndedExport> {
  const row: ExportRow = { ...before, state, error, object: null, updatedAt: at, finishedAt: before.finishedAt ?? at };
  await replaceExport(tx, row);
  const downloaded = before.downloadedAt !== null;
  const detail = {
    kind: row.kind,
    ...(error === null ? {} : { error }),
    ...(state === 'expired' ? { downloaded } : {}),
  };
  return { row, receipt: { action: actions[state], subject: row.id, detail } };
}
