import type { z } from 'zod';
import type {
  ImportAnswer,
  ImportDryRun,
  ImportPage,
  ImportPreview,
  ImportState,
  ImportTarget,
  RowOutcome,
} from '#lib/crm/import/schema.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

export type ImportItem = ImportAnswer;
export type ImportList = z.output<typeof ImportPage>;
export type ImportPreviewItem = z.output<typeof ImportPreview>;
export type ImportDryRunItem = z.output<typeof ImportDryRun>;
export type PreviewRow = ImportPreviewItem['rows'][number];

/** Where a column can go, as people call it, in the order in which it is offered. */
export const targetWords: Readonly<Record<ImportTarget, string>> = {
  firstName: 'First name',
  lastName: 'Last name',
  fullName: 'Full name',
  company: 'Company',
  jobTitle: 'Job title',
  email: 'E-mail address',
  phone: 'Phone',
  mobile: 'Mobile phone',
  addressLine: 'Address line',
  city: 'City',
  county: 'County',
  region: 'State or region',
  postalCode: 'Postal code',
  country: 'Country',
  website: 'Website',
  tags: 'Tags',
  notes: 'Notes',
  custom: 'Custom field of the same name',
  ignore: 'Not imported',
};

export const allTargets = Object.keys(targetWords) as readonly ImportTarget[];

const stateLooks: Readonly<Record<ImportState, { text: string; tone: Tone }>> = {
  uploading: { text: 'Uploading', tone: 'info' },
  ready: { text: 'Not started', tone: 'warn' },
  running: { text: 'Running', tone: 'info' },
  done: { text: 'Done', tone: 'ok' },
  failed: { text: 'Failed', tone: 'danger' },
  cancelled: { text: 'Cancelled', tone: 'neutral' },
};

/** How far an import has come. */
export function ImportStateBadge({ state }: { state: ImportState }) {
  const { text, tone } = stateLooks[state];
  return (
    <Badge tone={tone} dot={state === 'running'}>
      {text}
    </Badge>
  );
}

const outcomeLooks: Readonly<Record<RowOutcome, { text: string; tone: Tone }>> = {
  create: { text: 'New', tone: 'ok' },
  update: { text: 'Update', tone: 'info' },
  skip: { text: 'Skip', tone: 'neutral' },
  reject: { text: 'Reject', tone: 'danger' },
};

/** What would become of a row. */
export function OutcomeBadge({ outcome }: { outcome: RowOutcome }) {
  const { text, tone } = outcomeLooks[outcome];
  return <Badge tone={tone}>{text}</Badge>;
}

/** "1 row", "1,204 rows". */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** What the file turned out to be: "500 rows, 12 columns, comma separated, UTF-8, 61.2 KB". */
export function fileFacts(item: ImportItem): string {
  const rows = item.rowsTotal === null ? [] : [counted(item.rowsTotal, 'row', 'rows')];
  return [
    ...rows,
    counted(item.columns.length, 'column', 'columns'),
    `separated by ${delimiterWords[item.delimiter] ?? item.delimiter}`,
    item.encoding === 'utf-8' ? 'UTF-8' : 'Windows-1252',
    sizeWords(item.fileBytes),
  ].join(' · ');
}

const delimiterWords: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};

/** Bytes in the largest unit that keeps the number at 1 or above, powers of 1024. */
function sizeWords(bytes: number): string {
  if (bytes < 1024) return counted(bytes, 'byte', 'bytes');
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
