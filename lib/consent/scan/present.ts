import { sha256 } from '../../platform/crypto/digest.ts';
import type { ScanPhase } from './observation.ts';
import { FindingCounts, ScanReport } from './report.ts';
import type { ScanLine, ScanRow } from './scan-store.ts';
import { type ScanEntryOf, type ScanOf, type ScanState, scanStates } from './schema.ts';

/** Why a scan failed that nobody has ended. */
export const lostReason = 'It was lost. Scan again.';

type Told = Omit<ScanRow, 'report'>;

/** What makes a scan one that goes on. */
export interface Going {
  /** How far it is, known to who makes it alone. */
  readonly phase: ScanPhase | null;
  /** One that was asked for no later, has not ended and that nobody makes, is lost. */
  readonly lost: string;
}

/** One line of the list. */
export function presentScanLine(row: ScanLine, going: Going): ScanEntryOf {
  return entryOf(row, row.counts === null ? null : FindingCounts.parse(JSON.parse(row.counts)), going);
}

/** A scan with its report. */
export function presentScan(row: ScanRow, going: Going, previous: string | null): ScanOf {
  const report = row.report === null ? null : ScanReport.parse(JSON.parse(row.report));
  return {
    ...entryOf(row, report?.counts ?? null, going),
    sha256: row.report === null ? null : sha256(row.report).toString('hex'),
    previous,
    report,
  };
}

function entryOf(row: Told, counts: ScanEntryOf['counts'], { phase, lost }: Going): ScanEntryOf {
  const kept: ScanState = scanStates.find((each) => each === row.state) ?? 'failed';
  const isLost = (kept === 'queued' || kept === 'running') && phase === null && row.createdAt <= lost;
  const state = isLost ? 'failed' : kept;
  return {
    id: row.id,
    storefront: row.storefrontId,
    url: row.url,
    state,
    phase: state === 'running' ? phase : null,
    counts,
    error: isLost ? lostReason : row.error,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
  };
}
