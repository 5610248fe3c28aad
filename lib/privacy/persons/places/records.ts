import { eraseOpenings, openingsOf } from '../../../ledger/erase-openings.ts';
import type { SqlReader, SqlWriter } from '../../../platform/db/types.ts';
import type { Grounds, Person } from '../person.ts';
import {
  batchesOf,
  type Erasing,
  type ErasureCounts,
  inList,
  listed,
  numbersOf,
  type Place,
  type Plan,
} from '../place.ts';

/** What a deal is called whose title was erased. */
export const erasedTitle = 'Erased';

type RecordTable = 'ConsentRecord' | 'File' | 'Interaction' | 'Activity' | 'Deal' | 'Contact';

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

interface Removal {
  readonly table: RecordTable;
  readonly name: string;
  readonly rowNumbers: readonly number[];
  readonly at: Date;
}

/** Removes rows, and what the receipts about them open to. */
async function removeRecords(tx: SqlWriter, { table, name, rowNumbers, at }: Removal): Promise<ErasureCounts> {
  const receipts = await eraseOpeningsOfRows(tx, table, rowNumbers, at);
  const { changes } = await tx.run(`DELETE FROM "${table}" WHERE rowid IN ${inList}`, [listed(rowNumbers)]);
  return { [name]: changes, receipts };
}

async function eraseOpeningsOfRows(tx: SqlWriter, table: RecordTable, rowNumbers: readonly number[], at: Date) {
  return eraseOpenings(tx, await openingsAbout(tx, await idsOfRows(tx, table, rowNumbers)), at);
}

async function idsOfRows(db: SqlReader, table: RecordTable, rowNumbers: readonly number[]): Promise<string[]> {
  const rows = await db.all<RecordRow>(`SELECT "id" FROM "${table}" WHERE rowid IN ${inList}`, [listed(rowNumbers)]);
  return rows.map(({ id }) => id);
}

/** The receipts about these records, but for those that tell of exports and erasures of the person: they name nobody. */
export async function openingsAbout(db: SqlReader, ids: readonly string[]): Promise<number[]> {
  const own = await db.all<RecordRow>(
    `SELECT seq AS n FROM Receipt WHERE action LIKE 'person.%' AND subject IN ${inList}`,
    [listed(ids)],
  );
  const kept = new Set(numbersOf(own));
  return (await openingsOf(db, ids)).filter((seq) => !kept.has(seq));
}

/**
 * Receipts that tell of several interactions at once, one of these among them: a digest stands there over what all of them
 * said, which could confirm a guess.
 */
export async function bulkOpeningsOf(db: SqlReader, interactionIds: readonly string[]): Promise<number[]> {
  if (interactionIds.length === 0) return [];
  return numbersOf(
    await db.all<RecordRow>(
      `SELECT r.seq AS n FROM Receipt r JOIN ReceiptDetail d ON d.seq = r.seq
        WHERE r.action = 'interactions.created' AND d.detail IS NOT NULL AND EXISTS (
          SELECT 1 FROM json_each(d.detail, '$.ids') i WHERE i.value IN ${inList})`,
      [listed(interactionIds)],
    ),
  );
}

/** Searched before the write: it reads every receipt of a batch. */
const eraseInteractions: NonNullable<Place['erase']> = async (at, plan) => {
  for (const rowNumbers of batchesOf(await interactionsOf(at, plan))) {
    const bulk = await bulkOpeningsOf(at.db, await idsOfRows(at.db, 'Interaction', rowNumbers));
    await at.write(async (tx) => {
      const receipts = await eraseOpenings(tx, bulk, at.now());
      const counts = await removeRecords(tx, {
        ...{ table: 'Interaction', name: 'interactions', rowNumbers, at: at.now() },
      });
      return { ...counts, receipts: receipts + (counts.receipts ?? 0) };
    });
  }
};

const removing =
  (table: RecordTable, rows: Place['rows'], name: string): NonNullable<Place['erase']> =>
  async (at, plan) => {
    for (const rowNumbers of batchesOf(await rows(at, plan))) {
      await at.write((tx) => removeRecords(tx, { table, name, rowNumbers, at: at.now() }));
    }
  };

const filesOf = byContactOrDeal('File');
const consentsOf = byContact('ConsentRecord');
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
    await at.write((tx) => removeRecords(tx, { table: 'File', name: 'files', rowNumbers, at: at.now() }));
  }
}

/** Kept deals lose what is personal in them; with removed ones goes what hangs on them and names nobody else. */
const eraseDeals: NonNullable<Place['erase']> = async (at, plan) => {
  for (const rowNumbers of batchesOf(await dealsOf(at, plan))) {
    await at.write(async (tx) => {
      if (plan.deals === 'remove') {
        for (const table of ['Activity', 'File']) {
          await tx.run(
            `UPDATE "${table}" SET "dealId" = NULL WHERE "dealId" IN (SELECT "id" FROM "Deal" WHERE rowid IN ${inList})`,
            [listed(rowNumbers)],
          );
        }
        return removeRecords(tx, { table: 'Deal', name: 'deals', rowNumbers, at: at.now() });
      }
      const receipts = await eraseOpeningsOfRows(tx, 'Deal', rowNumbers, at.now());
      const { changes } = await tx.run(
        `UPDATE "Deal" SET "contactId" = NULL, "title" = ?, "notes" = NULL, "version" = "version" + 1, "updatedAt" = ?
          WHERE rowid IN ${inList}`,
        [erasedTitle, at.now().toISOString(), listed(rowNumbers)],
      );
      return { deals: changes, receipts };
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
  await at.write(async (tx) => {
    const inside = { ...at, db: tx };
    const files = await filesOf(inside, plan);
    const rows = await tx.all<{ object: string }>(`SELECT "object" FROM "File" WHERE rowid IN ${inList}`, [
      listed(files),
    ]);
    objects.push(...rows.map(({ object }) => object));
    let late = await eraseOpeningsOfRows(tx, 'File', files, at.now());
    late += await removeLateConsents(inside, tx, plan);
    late += await eraseOpeningsOfRows(tx, 'Interaction', await interactionsOf(inside, plan), at.now());
    late += await eraseOpeningsOfRows(tx, 'Activity', await activitiesOf(inside, plan), at.now());
    late += await eraseOpeningsOfRows(tx, 'Deal', await dealsOf(inside, plan), at.now());
    const counts = await removeRecords(tx, { table: 'Contact', name: 'contacts', rowNumbers, at: at.now() });
    return { ...counts, receipts: (counts.receipts ?? 0) + late };
  });
  for (const object of objects) await at.objects.remove(object);
};

/** Choices would lose the contact and stay; they go with it. */
async function removeLateConsents(inside: Erasing, tx: SqlWriter, plan: Plan): Promise<number> {
  const rowNumbers = await consentsOf(inside, plan);
  if (rowNumbers.length === 0) return 0;
  const removed = await removeRecords(tx, { table: 'ConsentRecord', name: 'consents', rowNumbers, at: inside.now() });
  return removed.receipts ?? 0;
}

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
    name: 'consents',
    title: 'Choices about cookies',
    fate: 'Removed; nothing of them can be proven afterwards',
    database: 'tenant',
    model: 'ConsentRecord',
    columns: [
      ...['id', 'consentId', 'storefrontId', 'policy', 'choices', 'method', 'language', 'at', 'userAgent', 'origin'],
      'contactId',
    ],
    rows: consentsOf,
    erase: removing('ConsentRecord', consentsOf, 'consents'),
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
    erase: eraseInteractions,
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

/** Receipts about what hangs on the person's contacts, and about the contacts themselves. */
export async function openingsOfRecords(at: Grounds, person: Person): Promise<number[]> {
  const interactions = await idsOfRows(at.db, 'Interaction', await interactionsOf(at, person));
  const ids = [...person.contactIds, ...interactions];
  for (const [table, rows] of [
    ['ConsentRecord', consentsOf],
    ['File', filesOf],
    ['Activity', activitiesOf],
    ['Deal', dealsOf],
  ] as const) {
    ids.push(...(await idsOfRows(at.db, table, await rows(at, person))));
  }
  return [...(await openingsAbout(at.db, ids)), ...(await bulkOpeningsOf(at.db, interactions))];
}
