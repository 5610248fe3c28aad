import { eraseOpenings, openingsOf } from '../../../ledger/erase-openings.ts';
import type { SqlReader, SqlWriter } from '../../../platform/db/types.ts';
import type { Person } from '../person.ts';
import { batchesOf, type Erasing, inList, listed, numbersOf, type Place } from '../place.ts';

/** What a deal is called whose title was erased. */
export const erasedTitle = 'Erased';

type RecordTable = 'File' | 'Interaction' | 'Activity' | 'Deal' | 'Contact';

interface RecordRow {
  readonly n: number;
  readonly id: string;
}

/** What hangs on a deal alone belongs to whom the deal belongs to; what names somebody else too is theirs. */
const hangsOnDeal = `("contactId" IS NULL AND "dealId" IN (SELECT "id" FROM "Deal" WHERE "contactId" IN ${inList}))`;

async function numbers(db: SqlReader, table: RecordTable, where: string, params: readonly string[]): Promise<number[]> {
  return numbersOf(await db.all<RecordRow>(`SELECT rowid AS n FROM "${table}" WHERE ${where} ORDER BY rowid`, params));
}

const byContact =
  (table: RecordTable) =>
  ({ db }: { readonly db: SqlReader }, { contactIds }: Person) =>
    numbers(db, table, `"contactId" IN ${inList}`, [listed(contactIds)]);

const byContactOrDeal =
  (table: RecordTable) =>
  ({ db }: { readonly db: SqlReader }, { contactIds }: Person) =>
    numbers(db, table, `"contactId" IN ${inList} OR ${hangsOnDeal}`, [listed(contactIds), listed(contactIds)]);

/** Removes rows, and what the receipts about them open to. @returns how many rows went. */
async function removeRecords(
  tx: SqlWriter,
  { table, rowNumbers, at }: { readonly table: RecordTable; readonly rowNumbers: readonly number[]; readonly at: Date },
): Promise<number> {
  await eraseOpeningsOfRows(tx, table, rowNumbers, at);
  const { changes } = await tx.run(`DELETE FROM "${table}" WHERE rowid IN ${inList}`, [listed(rowNumbers)]);
  return changes;
}

async function eraseOpeningsOfRows(tx: SqlWriter, table: RecordTable, rowNumbers: readonly number[], at: Date) {
  const rows = await tx.all<RecordRow>(`SELECT "id" FROM "${table}" WHERE rowid IN ${inList}`, [listed(rowNumbers)]);
  const ids = rows.map(({ id }) => id);
  await eraseOpenings(tx, await openingsOf(tx, ids), at);
}

const removing =
  (table: RecordTable, rows: Place['rows'], name: string): NonNullable<Place['erase']> =>
  async (at, plan) => {
    for (const rowNumbers of batchesOf(await rows(at, plan))) {
      await at.write(name, (tx) => removeRecords(tx, { table, rowNumbers, at: at.now() }));
    }
  };

const filesOf = byContactOrDeal('File');
const interactionsOf = byContact('Interaction');
const activitiesOf = byContactOrDeal('Activity');
const dealsOf = byContact('Deal');

/** Bytes first: a crash in between leaves a row that finds them gone, never bytes that no row finds. */
async function eraseFiles(at: Erasing, plan: Person): Promise<void> {
  for (const rowNumbers of batchesOf(await filesOf(at, plan), 50)) {
    const rows = await at.db.all<{ object: string }>(`SELECT "object" FROM "File" WHERE rowid IN ${inList}`, [
      listed(rowNumbers),
    ]);
    for (const { object } of rows) await at.objects.remove(object);
    await at.write('files', (tx) => removeRecords(tx, { table: 'File', rowNumbers, at: at.now() }));
  }
}

/** Kept deals lose what is personal in them; with removed ones goes what hangs on them and names nobody else. */
const eraseDeals: NonNullable<Place['erase']> = async (at, plan) => {
  for (const rowNumbers of batchesOf(await dealsOf(at, plan))) {
    await at.write('deals', async (tx) => {
      if (plan.deals === 'remove') {
        for (const table of ['Activity', 'File']) {
          await tx.run(
            `UPDATE "${table}" SET "dealId" = NULL WHERE "dealId" IN (SELECT "id" FROM "Deal" WHERE rowid IN ${inList})`,
            [listed(rowNumbers)],
          );
        }
        return removeRecords(tx, { table: 'Deal', rowNumbers, at: at.now() });
      }
      await eraseOpeningsOfRows(tx, 'Deal', rowNumbers, at.now());
      const { changes } = await tx.run(
        `UPDATE "Deal" SET "contactId" = NULL, "title" = ?, "notes" = NULL, "version" = "version" + 1, "updatedAt" = ?
          WHERE rowid IN ${inList}`,
        [erasedTitle, at.now().toISOString(), listed(rowNumbers)],
      );
      return changes;
    });
  }
};

/**
 * With what somebody hung on the contact since its places were erased: the row takes it along. Bytes of such files go right
 * after it; a crash in between leaves them to the daily search for objects that no row names.
 */
const eraseContacts: NonNullable<Place['erase']> = async (at, plan) => {
  const rowNumbers = await contactsOf(at, plan);
  if (rowNumbers.length === 0) return;
  const objects: string[] = [];
  await at.write('contacts', async (tx) => {
    const inside = { ...at, db: tx };
    const files = await filesOf(inside, plan);
    const rows = await tx.all<{ object: string }>(`SELECT "object" FROM "File" WHERE rowid IN ${inList}`, [
      listed(files),
    ]);
    objects.push(...rows.map(({ object }) => object));
    await eraseOpeningsOfRows(tx, 'File', files, at.now());
    await eraseOpeningsOfRows(tx, 'Interaction', await interactionsOf(inside, plan), at.now());
    await eraseOpeningsOfRows(tx, 'Activity', await activitiesOf(inside, plan), at.now());
    await eraseOpeningsOfRows(tx, 'Deal', await dealsOf(inside, plan), at.now());
    return removeRecords(tx, { table: 'Contact', rowNumbers, at: at.now() });
  });
  for (const object of objects) await at.objects.remove(object);
};

const contactsOf: Place['rows'] = ({ db }, { contactIds }) =>
  numbers(db, 'Contact', `"id" IN ${inList}`, [listed(contactIds)]);

/** What hangs on the contact comes before it. */
export const recordPlaces: readonly Place[] = [
  {
    name: 'files',
    title: 'Files',
    fate: 'Removed, with their bytes',
    database: 'tenant',
    model: 'File',
    columns: ['id', 'name', 'contentType', 'bytes', 'contactId', 'createdAt'],
    rows: filesOf,
    erase: eraseFiles,
  },
  {
    name: 'interactions',
    title: 'Interactions',
    fate: 'Removed',
    database: 'tenant',
    model: 'Interaction',
    columns: [
      'id',
      'contactId',
      'channel',
      'direction',
      'occurredAt',
      'subject',
      'body',
      'metadata',
      'externalId',
      'createdAt',
    ],
    rows: interactionsOf,
    erase: removing('Interaction', interactionsOf, 'interactions'),
  },
  {
    name: 'activities',
    title: 'Activities',
    fate: 'Removed',
    database: 'tenant',
    model: 'Activity',
    columns: ['id', 'contactId', 'dealId', 'kind', 'subject', 'body', 'dueAt', 'doneAt', 'createdAt', 'updatedAt'],
    rows: activitiesOf,
    erase: removing('Activity', activitiesOf, 'activities'),
  },
  {
    name: 'deals',
    title: 'Deals',
    fate: 'Kept without contact, title and notes, or removed, as you choose',
    database: 'tenant',
    model: 'Deal',
    columns: ['contactId', 'title', 'notes'],
    rows: dealsOf,
    erase: eraseDeals,
  },
  {
    name: 'contacts',
    title: 'Contacts',
    fate: 'Removed, with their words in the search index',
    database: 'tenant',
    model: 'Contact',
    columns: [
      ...['id', 'firstName', 'lastName', 'company', 'jobTitle', 'email', 'phone', 'mobile', 'addressLine', 'city'],
      ...['county', 'region', 'postalCode', 'country', 'website', 'notes', 'tags', 'customFields', 'sortName'],
      ...['createdAt', 'updatedAt'],
    ],
    rows: contactsOf,
    erase: eraseContacts,
  },
];
