import { scanRows } from '../../../platform/db/scan-rows.ts';
import { type Grounds, mentionsOfPerson, type Person } from '../person.ts';
import { batchesOf, inList, listed, numbersOf, type Place } from '../place.ts';

interface Answer {
  readonly rowid: number;
  readonly key: string;
  readonly output: string | null;
}

const answersOf: Place['rows'] = async ({ db }, person) => {
  const mentions = mentionsOfPerson(person);
  const rows = scanRows<Answer>(db, {
    table: 'IdempotencyRecord',
    select: ['rowid', 'key', 'output'],
    holding: { columns: ['key', 'output'], texts: mentions.texts },
  });
  const found: number[] = [];
  for await (const { rowid, key, output } of rows) {
    if (mentions.in(key) || mentions.inJson(output)) found.push(rowid);
  }
  return found;
};

/**
 * What was answered goes; that there was an answer stays, so that a request that is repeated now does not bring the person
 * back: it hears that nobody knows what became of the first one. A key that names the person goes as a whole.
 */
const eraseAnswers: NonNullable<Place['erase']> = async (at, plan) => {
  const mentions = mentionsOfPerson(plan);
  for (const rowNumbers of batchesOf(await answersOf(at, plan))) {
    await at.write(async (tx) => {
      const rows = await tx.all<Answer>(
        `SELECT rowid, "key", "output" FROM "IdempotencyRecord" WHERE rowid IN ${inList}`,
        [listed(rowNumbers)],
      );
      const named = rows.filter(({ key }) => mentions.in(key)).map(({ rowid }) => rowid);
      await tx.run(`DELETE FROM "IdempotencyRecord" WHERE rowid IN ${inList}`, [listed(named)]);
      await tx.run(`UPDATE "IdempotencyRecord" SET "state" = 'running', "output" = NULL WHERE rowid IN ${inList}`, [
        listed(rowNumbers),
      ]);
      return { idempotencyRecords: rows.length };
    });
  }
};

/**
 * Archives that are there or on their way. Which of them hold the person cannot be seen: all of them are taken to, also those
 * about somebody who is no contact, since their rows name nobody.
 */
const underWay = `"state" IN ('queued', 'running', 'ready')`;
const exportSql = `(("kind" = 'organization' OR "subject" IS NULL) AND ("object" IS NOT NULL OR ${underWay}))
  OR ("kind" = 'person' AND "subject" IN ${inList})`;

interface Archive {
  readonly n: number;
  readonly id: string;
}

const archivesOf = ({ db }: Grounds, { contactIds }: Person): Promise<Archive[]> =>
  db.all<Archive>(`SELECT rowid AS n, "id" FROM "DataExport" WHERE ${exportSql} ORDER BY rowid`, [listed(contactIds)]);

const exportsOf: Place['rows'] = async (at, person) => numbersOf(await archivesOf(at, person));

/**
 * First none of them can become ready any more, then the archives go, then the rows say that there are none: a row that
 * names an object is found again after a crash.
 */
const eraseExports: NonNullable<Place['erase']> = async (at, plan) => {
  for (const archives of batchesOf(await archivesOf(at, plan))) {
    const rowNumbers = listed(numbersOf(archives));
    await at.write(async (tx) => {
      await tx.run(
        `UPDATE "DataExport" SET "object" = coalesce("object", 'exports/' || "id" || '.zip'), "updatedAt" = ?,
            "state" = CASE WHEN "state" IN ('queued', 'running') THEN 'cancelled' WHEN "state" = 'ready' THEN 'expired'
                           ELSE "state" END
          WHERE rowid IN ${inList}`,
        [at.now().toISOString(), rowNumbers],
      );
      return {};
    });
    for (const { id } of archives) await at.dropArchive(id);
    await at.write(async (tx) => {
      const { changes } = await tx.run(
        `UPDATE "DataExport" SET "object" = NULL, "sha256" = NULL,
            "subject" = CASE "kind" WHEN 'person' THEN NULL ELSE "subject" END
          WHERE rowid IN ${inList}`,
        [rowNumbers],
      );
      return { exports: changes };
    });
  }
};

export const copyPlaces: readonly Place[] = [
  {
    name: 'idempotencyRecords',
    title: 'Answers that are kept for repeated requests',
    fate: 'Removed; a repetition is refused',
    database: 'tenant',
    model: 'IdempotencyRecord',
    notExported: 'Copies, kept for a day, of records that are there',
    columns: ['output'],
    rows: answersOf,
    erase: eraseAnswers,
  },
  {
    name: 'exports',
    title: 'Exports',
    fate: 'Archives are removed, also those of the whole organisation',
    database: 'tenant',
    model: 'DataExport',
    notExported: 'Archives of everybody, and earlier copies of this one',
    columns: ['subject'],
    rows: exportsOf,
    erase: eraseExports,
  },
];
