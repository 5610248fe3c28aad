import { portableEntities } from '../export/entities.ts';
import type { PortableEntity } from '../export/portable-entity.ts';
import type { Place } from './place.ts';

/** What receipts said of the person, with what tells the receipt. Who acted is left out: it is about somebody else. */
const receipts: PortableEntity = {
  name: 'receipts',
  title: 'What the ledger says in detail',
  database: 'tenant',
  model: 'ReceiptDetail',
  joined: [],
  columns: [
    { name: 'seq', kind: 'integer' },
    { name: 'at', kind: 'text' },
    { name: 'action', kind: 'text' },
    { name: 'subject', kind: 'text' },
    { name: 'detail', kind: 'json?' },
  ],
  leftOut: {},
  key: ['seq'],
  from: '"ReceiptDetail" t JOIN "Receipt" j ON j."seq" = t."seq"',
  sqlOf: (column) => `${column === 'detail' || column === 'seq' ? 't' : 'j'}."${column}"`,
  owner: null,
  csv: true,
  attachment: null,
};

/** Events of the audit log without whose they were and where these came from. */
const auditEvents: PortableEntity = {
  name: 'auditEvents',
  title: 'Events of the audit log that name the address',
  database: 'control',
  model: 'AuditEvent',
  joined: [],
  columns: [
    { name: 'id', kind: 'text' },
    { name: 'at', kind: 'text' },
    { name: 'action', kind: 'text' },
    { name: 'outcome', kind: 'text' },
    { name: 'reason', kind: 'text?' },
    { name: 'detail', kind: 'json?' },
  ],
  leftOut: {},
  key: ['id'],
  from: '"AuditEvent" t',
  sqlOf: (column) => `t."${column}"`,
  owner: 'orgId',
  csv: true,
  attachment: null,
};

const own = new Map([receipts, auditEvents].map((entity) => [entity.model, entity]));

/** How the records of a place are written into a person's archive; undefined where they are left out. */
export function entityOf(place: Pick<Place, 'model' | 'notExported'>): PortableEntity | undefined {
  if (place.notExported !== undefined) return undefined;
  return own.get(place.model) ?? portableEntities.find(({ model }) => model === place.model);
}
