import { z } from 'zod';
import { fail } from '../../platform/errors.ts';
import type { ArchiveImportRow, LedgerHistoryRow } from './archive-store.ts';
import {
  type ArchiveAnswer,
  ArchivePerson,
  ArchiveProblem,
  ArchiveReport,
  type ArchiveState,
  archiveStates,
  type LedgerHistoryAnswer,
} from './schema.ts';

export function presentArchive(row: ArchiveImportRow): ArchiveAnswer {
  return {
    id: row.id,
    fileName: row.fileName,
    fileBytes: row.fileBytes,
    state: stateOf(row),
    sha256: row.sha256 === null ? null : hex(row.sha256),
    rowsTotal: row.rowsTotal,
    rowsDone: row.rowsDone,
    problems: z.array(ArchiveProblem).parse(JSON.parse(row.problems)),
    report: row.report === null ? null : ArchiveReport.parse(JSON.parse(row.report)),
    people: z.array(ArchivePerson).parse(JSON.parse(row.people)),
    error: row.error,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    finishedAt: row.finishedAt,
  };
}

export function stateOf(row: Pick<ArchiveImportRow, 'state'>): ArchiveState {
  const state = archiveStates.find((name) => name === row.state);
  if (state === undefined) throw fail('internal', { detail: `an archive in the unknown state ${row.state}` });
  return state;
}

export function presentHistory(row: LedgerHistoryRow): LedgerHistoryAnswer {
  const { id, origin, orgId, size, note, importedAt } = row;
  return { id, origin, orgId, size, root: hex(row.root), note, sha256: hex(row.sha256), importedAt };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
