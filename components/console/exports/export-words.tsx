import type { DataExportAnswer, ExportState } from '#lib/privacy/export/schema.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';

export type ExportItem = DataExportAnswer;

const stateLooks: Readonly<Record<ExportState, { text: string; tone: Tone }>> = {
  queued: { text: 'Waiting', tone: 'info' },
  running: { text: 'Being made', tone: 'info' },
  ready: { text: 'Ready', tone: 'ok' },
  failed: { text: 'Failed', tone: 'danger' },
  cancelled: { text: 'Cancelled', tone: 'neutral' },
  expired: { text: 'Gone', tone: 'neutral' },
};

/** How far an export has come. */
export function ExportStateBadge({ item }: { item: ExportItem }) {
  const { text, tone } = stateLooks[item.state];
  const downloaded = item.state === 'expired' && item.downloadedAt !== null;
  return (
    <Badge tone={tone} dot={item.state === 'running'}>
      {downloaded ? 'Downloaded' : text}
    </Badge>
  );
}

/** Whether its state changes by itself. */
export function isUnderWay(item: ExportItem): boolean {
  return item.state === 'queued' || item.state === 'running';
}

/** What is in it: "JSON, tables, files · 41.7 MB". */
export function contentWords({ options, bytes, kind }: ExportItem): string {
  const parts = ['JSON', ...(options.csv ? ['tables'] : []), ...(options.files ? ['files'] : [])];
  const what = kind === 'person' ? 'One person' : parts.join(', ');
  return bytes === null ? what : `${what} · ${formatBytes(bytes)}`;
}
