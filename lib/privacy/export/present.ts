import type { ExportRow } from './export-store.ts';
import type { ExportProgress } from './exporter.ts';
import { CreateExport, type DataExportAnswer, type ExportState } from './schema.ts';

/** An export as it leaves the product; how far one is that is being made is known to who makes it alone. */
export function presentExport(row: ExportRow, progress: ExportProgress | null): DataExportAnswer {
  const making = row.state === 'queued' || row.state === 'running' ? progress : null;
  return {
    id: row.id,
    kind: row.kind === 'person' ? 'person' : 'organization',
    subject: row.subject,
    options: optionsOf(row),
    state: making === null ? (row.state as ExportState) : 'running',
    rowsTotal: making === null ? row.rowsTotal : making.rowsTotal || null,
    rowsDone: making === null ? row.rowsDone : making.rowsDone,
    fileName: row.fileName,
    bytes: row.bytes,
    sha256: row.sha256 === null ? null : Buffer.from(row.sha256).toString('hex'),
    error: row.error,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
    expiresAt: row.expiresAt,
    downloadedAt: row.downloadedAt,
  };
}

export function optionsOf(row: Pick<ExportRow, 'options'>) {
  return CreateExport.parse(JSON.parse(row.options));
}
