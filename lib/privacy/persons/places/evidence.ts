import { eraseOpenings, readOpeningsNaming } from '../../../ledger/erase-openings.ts';
import type { SqlReader } from '../../../platform/db/types.ts';
import { mentionsOfPerson } from '../person.ts';
import { batchesOf, inList, listed, numbersOf, type Place } from '../place.ts';
import { openingsAbout, openingsOfRecords } from './records.ts';

/** Records that receipts may tell of after they were deleted; `created` and `deleted` say whose they were. */
const recordTables: Readonly<Record<string, string>> = {
  deal: 'Deal',
  activity: 'Activity',
  interaction: 'Interaction',
  file: 'File',
};

/**
 * Receipts that are about the person: about their contacts and what hangs on these, naming a contact or an
 * address, and about a record of theirs that was deleted earlier. What tells of the erasure itself names nobody and stays.
 */
const receiptsOf: Place['rows'] = async (at, person) => {
  const { db } = at;
  const seqs = new Set(await openingsOfRecords(at, person));
  const records = new Map<string, Set<string>>();
  for await (const { seq, action, subject } of readOpeningsNaming(db, mentionsOfPerson(person))) {
    seqs.add(seq);
    const [thing = '', verb] = action.split('.');
    const table = recordTables[thing];
    if (table === undefined || verb === 'updated') continue;
    records.set(table, (records.get(table) ?? new Set()).add(subject));
  }
  for (const [table, ids] of records) {
    for (const seq of await openingsAbout(db, await goneFrom(db, table, [...ids]))) seqs.add(seq);
  }
  return [...seqs].sort((a, b) => a - b);
};

async function goneFrom(db: SqlReader, table: string, ids: readonly string[]): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    `SELECT value AS id FROM json_each(?) WHERE value NOT IN (SELECT "id" FROM "${table}")`,
    [listed(ids)],
  );
  return rows.map(({ id }) => id);
}

const eraseReceipts: NonNullable<Place['erase']> = async (at, plan) => {
  for (const seqs of batchesOf(await receiptsOf(at, plan))) {
    await at.write(async (tx) => ({ receipts: await eraseOpenings(tx, seqs, at.now()) }));
  }
};

/** A request that is still to be answered, or whose answer is still to be mailed, needs its address until then. */
const answered = `("state" NOT IN ('unverified', 'open') AND "owedMail" IS NULL)`;
const requestSql = `"erasedAt" IS NULL AND ("contactId" IN ${inList} OR "email" IN ${inList})`;

const requestsOf =
  (condition: string): Place['rows'] =>
  async ({ db }, { contactIds, emails }) =>
    numbersOf(
      await db.all<{ n: number }>(
        `SELECT rowid AS n FROM "SubjectRequest" WHERE ${requestSql} AND ${condition} ORDER BY rowid`,
        [listed(contactIds), listed(emails)],
      ),
    );

const answeredRequestsOf = requestsOf(answered);
const waitingRequestsOf = requestsOf(`NOT ${answered}`);

const eraseRequests: NonNullable<Place['erase']> = async (at, plan) => {
  for (const rowNumbers of batchesOf(await answeredRequestsOf(at, plan))) {
    await at.write(async (tx) => {
      const now = at.now().toISOString();
      const { changes } = await tx.run(
        `UPDATE "SubjectRequest" SET "name" = NULL, "email" = NULL, "message" = NULL, "contactId" = NULL, "answer" = NULL,
            "refusalReason" = NULL, "extensionReason" = NULL, "answerTokenHash" = NULL, "answerExpiresAt" = NULL, "erasedAt" = ?, "updatedAt" = ?,
            "version" = "version" + 1
          WHERE rowid IN ${inList}`,
        [now, now, listed(rowNumbers)],
      );
      return { subjectRequests: changes };
    });
  }
};

/** The request learns which erasure it waits for, and loses its words as soon as the person was told: lib/privacy/requests. */
const markRequests: NonNullable<Place['erase']> = async (at, plan) => {
  const waiting = await waitingRequestsOf(at, plan);
  const unmarked = await at.db.all<{ n: number }>(
    `SELECT rowid AS n FROM "SubjectRequest" WHERE "erasureId" IS NULL AND rowid IN ${inList}`,
    [listed(waiting)],
  );
  if (unmarked.length === 0) return;
  await at.write(async (tx) => {
    await tx.run(
      `UPDATE "SubjectRequest" SET "erasureId" = ?, "version" = "version" + 1, "updatedAt" = ? WHERE rowid IN ${inList}`,
      [at.erasureId, at.now().toISOString(), listed(numbersOf(unmarked))],
    );
    return {};
  });
};

/** Holds that were released: one that stands refuses the erasure. */
const holdsOf: Place['rows'] = async ({ db }, { contactIds }) =>
  numbersOf(
    await db.all<{ n: number }>(
      `SELECT rowid AS n FROM "LegalHold" WHERE "releasedAt" IS NOT NULL AND "contactId" IN ${inList}`,
      [listed(contactIds)],
    ),
  );

const eraseHolds: NonNullable<Place['erase']> = async (at, plan) => {
  const rowNumbers = await holdsOf(at, plan);
  if (rowNumbers.length === 0) return;
  await at.write(async (tx) => {
    const { changes } = await tx.run(`DELETE FROM "LegalHold" WHERE rowid IN ${inList}`, [listed(rowNumbers)]);
    return { legalHolds: changes };
  });
};

const requestColumns = ['name', 'email', 'message', 'contactId', 'answer', 'refusalReason'];

export const evidencePlaces: readonly Place[] = [
  {
    name: 'openRequests',
    title: 'Requests that are not answered yet',
    fate: 'Kept until they are answered: the answer goes to this address',
    database: 'tenant',
    model: 'SubjectRequest',
    columns: [],
    rows: waitingRequestsOf,
    erase: null,
    mark: markRequests,
  },
  {
    name: 'subjectRequests',
    title: 'Requests of data subjects',
    fate: 'Words and address are removed; that there was a request stays',
    database: 'tenant',
    model: 'SubjectRequest',
    columns: requestColumns,
    rows: answeredRequestsOf,
    erase: eraseRequests,
  },
  {
    name: 'legalHolds',
    title: 'Legal holds that were released',
    fate: 'Removed',
    database: 'tenant',
    model: 'LegalHold',
    columns: ['contactId'],
    rows: holdsOf,
    erase: eraseHolds,
  },
  {
    name: 'receipts',
    title: 'Details of receipts',
    fate: 'Removed with their salt; the ledger still verifies',
    database: 'tenant',
    model: 'ReceiptDetail',
    columns: ['salt', 'detail'],
    rows: receiptsOf,
    erase: eraseReceipts,
  },
];
