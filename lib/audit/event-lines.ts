import { stringify } from 'csv-stringify/sync';
import type { z } from 'zod';
import type { AuditEvent, AuditFormat, InstallationEvent } from './schema.ts';

type Event = z.output<typeof AuditEvent> | z.output<typeof InstallationEvent>;

/** So that spreadsheets read the file as UTF-8. */
const byteOrderMark = '\ufeff';

const columns = [
  'id',
  'at',
  'action',
  'outcome',
  'reason',
  'actor',
  'actorName',
  'address',
  'door',
  'userAgent',
  'requestId',
  'detail',
] as const;

interface FormatRow {
  readonly contentType: string;
  /** What the file begins with. */
  head(withOrganization: boolean): string;
  lines(events: readonly Event[]): string;
}

/** The two ways to write events into a file: one line for each event, whatever its texts hold. */
export const eventFormats: Readonly<Record<AuditFormat, FormatRow>> = {
  csv: {
    contentType: 'text/csv; charset=utf-8',
    head: (withOrganization) => byteOrderMark + csv([[...columns, ...(withOrganization ? ['orgId'] : [])]]),
    lines: (events) => csv(events.map(cellsOf)),
  },
  ndjson: {
    contentType: 'application/x-ndjson; charset=utf-8',
    head: () => '',
    lines: (events) => events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  },
};

function cellsOf(event: Event): string[] {
  const cells = columns.map((column) => (column === 'detail' ? detailCell(event.detail) : (event[column] ?? '')));
  return 'orgId' in event ? [...cells, event.orgId ?? ''] : cells;
}

function detailCell(detail: Event['detail']): string {
  return Object.keys(detail).length === 0 ? '' : JSON.stringify(detail);
}

/** RFC 4180. Cells that a spreadsheet would calculate begin with an apostrophe (CWE-1236). */
function csv(rows: readonly string[][]): string {
  return rows.length === 0 ? '' : stringify([...rows], { escape_formulas: true, record_delimiter: 'windows' });
}
