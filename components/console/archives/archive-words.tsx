import type { ArchiveAnswer, ArchiveState } from '#lib/privacy/archive/schema.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

const stateLooks: Readonly<Record<ArchiveState, { text: string; tone: Tone }>> = {
  uploading: { text: 'Uploading', tone: 'info' },
  checking: { text: 'Checking', tone: 'info' },
  ready: { text: 'Checked', tone: 'info' },
  running: { text: 'Running', tone: 'info' },
  done: { text: 'Done', tone: 'ok' },
  refused: { text: 'Refused', tone: 'danger' },
  failed: { text: 'Stopped', tone: 'danger' },
};

/** How far an archive has come. */
export function ArchiveStateBadge({ state }: { state: ArchiveState }) {
  const { text, tone } = stateLooks[state];
  return (
    <Badge tone={tone} dot={state === 'running' || state === 'checking'}>
      {text}
    </Badge>
  );
}

export const inFigures = (count: number) => count.toLocaleString('en-US');

/** What an archive did so far, in one line. */
export function rowsWords({ state, rowsDone, rowsTotal, problems }: ArchiveAnswer): string {
  if (state === 'refused') return problems.length === 1 ? '1 problem' : `${inFigures(problems.length)} problems`;
  if (rowsTotal === null) return 'Not read yet';
  if (state === 'ready' || state === 'done') return `${inFigures(rowsTotal)} records`;
  return `${inFigures(rowsDone)} of ${inFigures(rowsTotal)} records`;
}
