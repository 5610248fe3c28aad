import type { SqlReader } from '../../platform/db/types.ts';
import { kindWords } from '../requests/kinds.ts';
import type { Grounds } from './person.ts';
import { inList, listed, type Place } from './place.ts';

/** A record as a list shows it. */
export interface LabelledRecord {
  readonly id: string;
  readonly label: string;
  readonly at: string | null;
}

type Row = Readonly<Record<string, string | number | null>>;

interface Label {
  readonly sql: string;
  label(row: Row): string;
}

const plain = (model: string, columns: string, label: Label['label']): Label => ({
  sql: `SELECT ${columns} FROM "${model}" WHERE rowid IN ${inList} ORDER BY rowid`,
  label,
});

/** What requests are called, by kind. */
const requestTitles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(kindWords).map(([kind, { title }]) => [kind, title]),
);

const text = (value: string | number | null | undefined): string => (value == null ? '' : String(value));

/** What a contact is called: the person, else the company, else the address. */
export function nameOfContact({ firstName, lastName, company, email, id }: Row): string {
  const person = [firstName, lastName].filter((part) => part != null).join(' ');
  return person || text(company ?? email ?? id);
}

/** How records of each table are told apart at a glance. */
const labels: Readonly<Record<string, Label>> = {
  Contact: plain('Contact', 'id, firstName, lastName, company, email, createdAt AS at', nameOfContact),
  Deal: plain('Deal', 'id, title, createdAt AS at', (row) => text(row.title)),
  Activity: plain('Activity', 'id, kind, subject, createdAt AS at', (row) => `${row.kind}: ${row.subject}`),
  Interaction: plain('Interaction', 'id, channel, subject, occurredAt AS at', (row) =>
    [row.channel, row.subject].filter((part) => part !== null).join(': '),
  ),
  ConsentRecord: plain('ConsentRecord', 'id, method, origin, at', (row) => `${row.method} on ${row.origin}`),
  HeldMessage: plain('HeldMessage', 'id, reason, at', (row) => text(row.reason)),
  File: plain('File', 'id, name, createdAt AS at', (row) => text(row.name)),
  Import: plain('Import', 'id, fileName, createdAt AS at', (row) => text(row.fileName)),
  ImportChunk: {
    sql: `SELECT i.id, i.fileName, i.createdAt AS at FROM "ImportChunk" c JOIN "Import" i ON i.id = c.importId
           WHERE c.rowid IN ${inList} GROUP BY i.id`,
    label: (row) => text(row.fileName),
  },
  ImportReject: plain('ImportReject', 'importId AS id, row, NULL AS at', (row) => `Row ${row.row}`),
  IdempotencyRecord: plain('IdempotencyRecord', 'key AS id, operation, createdAt AS at', (row) => text(row.operation)),
  DataExport: plain('DataExport', 'id, kind, state, createdAt AS at', (row) =>
    row.kind === 'person' ? `Of this person, ${row.state}` : `Of the organisation, ${row.state}`,
  ),
  SubjectRequest: plain('SubjectRequest', 'id, kind, state, receivedAt AS at', (row) =>
    [requestTitles[text(row.kind)] ?? row.kind, row.state].join(', '),
  ),
  LegalHold: plain('LegalHold', 'id, reason, createdAt AS at', (row) => text(row.reason)),
  ArchiveImport: plain('ArchiveImport', 'id, fileName, createdAt AS at', (row) => text(row.fileName)),
  Alert: plain('Alert', 'id, rule, lastSeenAt AS at', (row) => text(row.rule)),
  Delivery: plain('Delivery', 'id, event, createdAt AS at', (row) => text(row.event)),
  ReceiptDetail: {
    sql: `SELECT seq AS id, action, at FROM Receipt WHERE seq IN ${inList} ORDER BY seq`,
    label: (row) => text(row.action),
  },
  AuditEvent: plain('AuditEvent', 'id, action, at', (row) => text(row.action)),
  Invite: plain('Invite', 'id, email, role, createdAt AS at', (row) => `${row.email}, ${row.role}`),
  Membership: plain('Membership', 'id, role, createdAt AS at', (row) => text(row.role)),
};

/** The records of a place by their row numbers, as a list shows them. */
export async function labelRecords(
  at: Grounds,
  place: Pick<Place, 'model' | 'database'>,
  rowNumbers: readonly number[],
): Promise<LabelledRecord[]> {
  const label = labels[place.model];
  if (label === undefined || rowNumbers.length === 0) return [];
  const db: SqlReader = place.database === 'tenant' ? at.db : at.directory;
  const rows = await db.all<Row>(label.sql, [listed(rowNumbers)]);
  return rows.map((row) => ({ id: text(row.id), label: label.label(row), at: row.at === null ? null : text(row.at) }));
}

/** Tables whose records can be shown: every one that a place is in. */
export const labelledModels: readonly string[] = Object.keys(labels);
