import { scanRows } from '../../../platform/db/scan-rows.ts';
import { mentionsOfPerson } from '../person.ts';
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

/** Archives that are there or on their way. Which of them hold the person cannot be seen: all of them are taken to. */
const liveExport = `("object" IS NOT NULL OR "state" IN ('queued', 'running', 'ready'))`;
const exportSql = `("kind" = 'organization' AND ${liveExport}) OR ("kind" = 'person' AND "subject" IN ${inList})`;

const exportsOf: Place['rows'] = async ({ db }, { contactIds }) =>
  numbersOf(
    await db.all<{ n: number }>(`SELECT rowid AS n FROM "DataExport" WHERE ${exportSql} ORDER BY rowid`, [
      listed(contactIds),
    ]),
  );

const eraseExports: NonNullable<Place['erase']> = async (at, plan) => {
  for (const rowNumbers of batchesOf(await exportsOf(at, plan))) {
    const rows = await at.db.all<{ object: string }>(
      `SELECT "object" FROM "DataExport" WHERE "object" IS NOT NULL AND rowid IN ${inList}`,
      [listed(rowNumbers)],
    );
    for (const { object } of rows) await at.objects.remove(object);
    await at.write(async (tx) => {
      const { changes } = await tx.run(
        `UPDATE "DataExport" SET "object" = NULL, "sha256" = NULL, "updatedAt" = ?,
            "subject" = CASE "kind" WHEN 'person' THEN NULL ELSE "subject" END,
            "state" = CASE WHEN "state" IN ('queued', 'running') THEN 'cancelled' WHEN "state" = 'ready' THEN 'expired'
                           ELSE "state" END
          WHERE rowid IN ${inList}`,
        [at.now().toISOString(), listed(rowNumbers)],
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
