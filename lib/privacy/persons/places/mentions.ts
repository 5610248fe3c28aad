import { scanRows } from '../../../platform/db/scan-rows.ts';
import type { SqlValue, SqlWriter } from '../../../platform/db/types.ts';
import { type Mentions, mentionsOf } from '../../../platform/mentions.ts';
import type { TenantModel } from '../../classes.ts';
import { batchesOf, inList, listed, type Place } from '../place.ts';

/** What stands where an address was. */
export const erasedMark = '[erased]';

interface TextTable {
  readonly model: TenantModel;
  readonly title: string;
  readonly texts: readonly string[];
  readonly json: readonly string[];
  /** Removed whole where they name the address: of values that stand once, two could become the same. */
  readonly removed?: readonly string[];
  /** What else changes with them. */
  readonly touch: string;
}

const versioned = `, "version" = "version" + 1`;

/** Free text of records that belong to somebody else, or to nobody. */
const textTables: readonly TextTable[] = [
  {
    model: 'Contact',
    title: 'Other contacts that mention the address',
    texts: ['firstName', 'lastName', 'company', 'jobTitle', 'addressLine', 'city', 'website', 'notes'],
    json: ['tags', 'customFields'],
    touch: versioned,
  },
  {
    model: 'Deal',
    title: 'Other deals that mention the address',
    texts: ['title', 'notes'],
    json: [],
    touch: versioned,
  },
  {
    model: 'Activity',
    title: 'Other activities that mention the address',
    texts: ['subject', 'body'],
    json: [],
    touch: versioned,
  },
  {
    model: 'Interaction',
    title: 'Interactions with others that mention the address',
    texts: ['subject', 'body'],
    json: ['metadata'],
    removed: ['externalId'],
    touch: '',
  },
  { model: 'File', title: 'Names of other files', texts: ['name'], json: [], touch: '' },
  {
    model: 'Import',
    title: 'Names and headers of imported files',
    texts: ['fileName', 'error'],
    json: ['mapping'],
    touch: '',
  },
  {
    model: 'ArchiveImport',
    title: 'Names of archives',
    texts: ['fileName', 'error'],
    json: ['problems', 'people'],
    touch: '',
  },
  {
    model: 'HeldMessage',
    title: 'Messages of others that mention the address',
    texts: [],
    json: ['fields'],
    touch: '',
  },
  { model: 'LegalHold', title: 'Reasons of legal holds', texts: ['reason'], json: [], touch: '' },
  { model: 'Alert', title: 'Alerts', texts: ['subject'], json: ['detail'], touch: '' },
  { model: 'Delivery', title: 'Messages about alerts', texts: ['subject', 'lastError'], json: ['body'], touch: '' },
];

/** Whose rows are the person's own: they are in a place of their own, and go as a whole. */
const ownRows: Readonly<Partial<Record<TenantModel, OwnRows>>> = {
  Contact: { column: '"id"', by: 'contactIds' },
  Deal: { column: '"contactId"', by: 'contactIds' },
  Activity: { column: '"contactId"', by: 'contactIds' },
  Interaction: { column: '"contactId"', by: 'contactIds' },
  File: { column: '"contactId"', by: 'contactIds' },
  HeldMessage: { column: `"fields" ->> '$.email'`, by: 'emails' },
};

interface OwnRows {
  readonly column: string;
  readonly by: 'contactIds' | 'emails';
}

function mentionPlace({ model, title, texts, json, removed = [], touch }: TextTable): Place {
  const name = `mentionsIn${model}`;
  const columns = [...texts, ...json, ...removed];
  const own = ownRows[model];

  const rows: Place['rows'] = async ({ db }, person) => {
    const mentions = mentionsOf(person.emails);
    const scanned = scanRows<Record<string, string | null> & { rowid: number }>(db, {
      table: model,
      select: ['rowid', ...columns],
      holding: { columns, texts: mentions.texts },
      ...(own === undefined
        ? {}
        : {
            where: { sql: `${own.column} IS NULL OR ${own.column} NOT IN ${inList}`, params: [listed(person[own.by])] },
          }),
    });
    const found: number[] = [];
    for await (const row of scanned) if (holds(row, mentions)) found.push(row.rowid);
    return found;
  };

  const holds = (row: Readonly<Record<string, string | number | null>>, mentions: Mentions): boolean =>
    [...texts, ...removed].some((column) => mentions.in(textOf(row[column]))) ||
    json.some((column) => mentions.inJson(textOf(row[column])));

  const replace = async (tx: SqlWriter, rowNumber: number, mentions: Mentions): Promise<number> => {
    const row = await tx.get<Record<string, string | null>>(
      `SELECT ${columns.map((column) => `"${column}"`).join(', ')} FROM "${model}" WHERE rowid = ?`,
      [rowNumber],
    );
    if (row === undefined) return 0;
    const values: SqlValue[] = [
      ...texts.map((column) => changed(row[column], (text) => mentions.replacedIn(text, erasedMark))),
      ...json.map((column) => changed(row[column], (text) => mentions.replacedInJson(text, erasedMark))),
      ...removed.map((column) => (mentions.in(row[column] ?? null) ? null : (row[column] ?? null))),
    ];
    const { changes } = await tx.run(
      `UPDATE "${model}" SET ${columns.map((column) => `"${column}" = ?`).join(', ')}${touch} WHERE rowid = ?`,
      [...values, rowNumber],
    );
    return changes;
  };

  return {
    name,
    title,
    fate: `The address is replaced by ${erasedMark}`,
    database: 'tenant',
    model,
    notExported: 'The records are about others',
    columns: [],
    rows,
    erase: async (at, plan) => {
      const mentions = mentionsOf(plan.emails);
      for (const rowNumbers of batchesOf(await rows(at, plan))) {
        await at.write(async (tx) => {
          let count = 0;
          for (const rowNumber of rowNumbers) count += await replace(tx, rowNumber, mentions);
          return { [name]: count };
        });
      }
    },
  };
}

const textOf = (value: string | number | null | undefined): string | null => (typeof value === 'string' ? value : null);

const changed = (value: string | null | undefined, change: (text: string) => string): string | null =>
  value == null ? null : change(value);

export const mentionPlaces: readonly Place[] = textTables.map(mentionPlace);
