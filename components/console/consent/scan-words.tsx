import type { ScanPhase } from '#lib/consent/scan/observation.ts';
import type { Severity } from '#lib/consent/scan/report.ts';
import type { ScanEntryOf, ScanState } from '#lib/consent/scan/schema.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

const stateLooks: Readonly<Record<ScanState, { text: string; tone: Tone }>> = {
  queued: { text: 'Waiting', tone: 'info' },
  running: { text: 'Under way', tone: 'info' },
  done: { text: 'Done', tone: 'ok' },
  failed: { text: 'Failed', tone: 'danger' },
};

/** How far a scan has come; once it is done, what it found. */
export function ScanBadge({ scan }: { scan: ScanEntryOf }) {
  if (scan.state === 'done' && scan.counts !== null) return <CountsBadge counts={scan.counts} />;
  const { text, tone } = stateLooks[scan.state];
  return (
    <Badge tone={tone} dot={scan.state === 'running'}>
      {text}
    </Badge>
  );
}

function CountsBadge({ counts }: { counts: NonNullable<ScanEntryOf['counts']> }) {
  if (counts.violation > 0) return <Badge tone="danger">{inNumber(counts.violation, 'violation', 'violations')}</Badge>;
  if (counts.warning > 0) return <Badge tone="warn">{inNumber(counts.warning, 'warning', 'warnings')}</Badge>;
  return <Badge tone="ok">Nothing wrong</Badge>;
}

export function inNumber(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count.toLocaleString('en-US')} ${many}`;
}

/** Whether its state changes by itself. */
export function isUnderWay({ state }: Pick<ScanEntryOf, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

export const severityLooks: Readonly<Record<Severity, { text: string; tone: Tone }>> = {
  violation: { text: 'Violation', tone: 'danger' },
  warning: { text: 'Warning', tone: 'warn' },
  note: { text: 'Note', tone: 'neutral' },
};

/** What a visitor would do meanwhile. */
export const phaseActions: Readonly<Record<ScanPhase, string>> = {
  before: 'Looking at the page before anything is answered',
  rejected: 'Rejecting everything',
  accepted: 'Accepting everything',
  withdrawn: 'Accepting, then withdrawing',
};
