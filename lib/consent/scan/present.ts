import { sha256 } from '../../platform/crypto/digest.ts';
import type { ScanPhase } from './observation.ts';
import { FindingCounts, ScanReport } from './report.ts';
import type { ScanLine, ScanRow } from './scan-store.ts';
import { type ScanEntryOf, type ScanOf, type ScanState, scanStates } from './schema.ts';

type Told = Omit<ScanRow, 'report'>;

/** One line of the list. How far a scan is that goes on is known to who makes it alone. */
export function presentScanLine(row: ScanLine, phase: ScanPhase | null): ScanEntryOf {
  return entryOf(row, row.counts === null ? null : FindingCounts.parse(JSON.parse(row.counts)), phase);
}

/** A scan with its report. */
export function presentScan(row: ScanRow, phase: ScanPhase | null, previous: string | null): ScanOf {
  const report = row.report === null ? null : ScanReport.parse(JSON.parse(row.report));
  return {
    ...entryOf(row, report?.counts ?? null, phase),
    sha256: row.report === null ? null : sha256(row.report).toString('hex'),
    previous,
    report,
  };
}

function entryOf(row: Told, counts: ScanEntryOf['counts'], phase: ScanPhase | null): ScanEntryOf {
  const state: ScanState = scanStates.find((each) => each === row.state) ?? 'failed';
  return {
    id: row.id,
    storefront: row.storefrontId,
    url: row.url,
    state,
    phase: state === 'running' ? phase : null,
    counts,
    error: row.error,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
  };
}
