import { scanRows } from '../../../platform/db/scan-rows.ts';
import type { SqlReader } from '../../../platform/db/types.ts';
import { mentionsOf } from '../../../platform/mentions.ts';
import { type Grounds, mentionsOfPerson, type Person } from '../person.ts';
import { batchesOf, inList, listed, numbersOf, type Place } from '../place.ts';

/** Bytes of the end of one piece that are looked at together with the next: a text may stand across the two. */
const overlapBytes = 1_024;

interface Piece {
  readonly n: number;
  readonly importId: string;
  readonly bytes: Uint8Array;
}

/** Pieces of uploaded files that name the person: by address, or by first and last name in one line. */
async function piecesNaming({ db }: Grounds, person: Person): Promise<Piece[]> {
  const numbers = await db.all<{ n: number }>('SELECT rowid AS n FROM "ImportChunk" ORDER BY "importId", "n"');
  const found: Piece[] = [];
  let before: { readonly importId: string; readonly end: string } | undefined;
  for (const { n } of numbers) {
    const piece = await readPiece(db, n);
    if (piece === undefined) continue;
    const text = Buffer.from(piece.bytes).toString('utf8');
    const joined = before?.importId === piece.importId ? before.end + text : text;
    if (namesIn(joined, person)) found.push(piece);
    before = { importId: piece.importId, end: text.slice(-overlapBytes) };
    await new Promise((resume) => setImmediate(resume));
  }
  return found;
}

function readPiece(db: SqlReader, n: number): Promise<Piece | undefined> {
  return db.get<Piece>('SELECT rowid AS n, "importId", "bytes" FROM "ImportChunk" WHERE rowid = ?', [n]);
}

function namesIn(text: string, person: Person): boolean {
  if (mentionsOfPerson(person).in(text)) return true;
  return person.names.some(({ first, last }) => {
    const lasts = mentionsOf([last]);
    const firsts = mentionsOf([first]);
    return lasts.in(text) && text.split(/\r?\n/).some((line) => lasts.in(line) && firsts.in(line));
  });
}

const piecesOf: Place['rows'] = async (at, person) => (await piecesNaming(at, person)).map(({ n }) => n);

/**
 * The whole file goes and its import with it: what it has not brought in yet would bring the person back. Rows that were
 * imported stay.
 */
const erasePieces: NonNullable<Place['erase']> = async (at, plan) => {
  const imports = [...new Set((await piecesNaming(at, plan)).map(({ importId }) => importId))];
  for (const id of imports) {
    await at.write(async (tx) => {
      const now = at.now().toISOString();
      const { changes } = await tx.run('DELETE FROM "ImportChunk" WHERE "importId" = ?', [id]);
      await tx.run(`DELETE FROM "Import" WHERE "id" = ? AND "state" = 'uploading'`, [id]);
      await tx.run(
        `UPDATE "Import" SET "state" = 'cancelled', "updatedAt" = ?, "finishedAt" = ?
          WHERE "id" = ? AND "state" NOT IN ('done', 'failed', 'cancelled')`,
        [now, now, id],
      );
      return { importChunks: changes };
    });
  }
};

interface Reject {
  readonly rowid: number;
  readonly cells: string;
  readonly problems: string;
}

/** Refused rows that are about the person: by address, by both names, by a name and a number. */
const rejectsOf: Place['rows'] = async ({ db }, person) => {
  const mentions = mentionsOfPerson(person);
  const texts = [...mentions.texts, ...person.names.map(({ last }) => last), ...person.phones];
  const found: number[] = [];
  const rows = scanRows<Reject>(db, {
    table: 'ImportReject',
    select: ['rowid', 'cells', 'problems'],
    holding: { columns: ['cells', 'problems'], texts },
  });
  for await (const { rowid, cells, problems } of rows) {
    if (mentions.inJson(cells) || mentions.inJson(problems) || isAbout(cells, person)) found.push(rowid);
  }
  return found;
};

function isAbout(json: string, person: Person): boolean {
  const cells = new Set((JSON.parse(json) as string[]).map((cell) => cell.trim().toLowerCase()));
  const has = (text: string) => cells.has(text.toLowerCase());
  return (
    person.phones.some(has) ||
    person.names.some(({ first, last }) => has(`${first} ${last}`) || (has(first) && has(last)))
  );
}

const eraseRejects: NonNullable<Place['erase']> = async (at, plan) => {
  for (const rowNumbers of batchesOf(await rejectsOf(at, plan))) {
    await at.write(async (tx) => {
      const { changes } = await tx.run(`DELETE FROM "ImportReject" WHERE rowid IN ${inList}`, [listed(rowNumbers)]);
      return { importRejects: changes };
    });
  }
};

const namesPerson = `EXISTS (SELECT 1 FROM json_each("people") WHERE lower(value ->> 'email') IN ${inList})`;

/** Members of the organisation that an archive came from. */
const archivePeopleOf: Place['rows'] = async ({ db }, { emails }) =>
  numbersOf(
    await db.all<{ n: number }>(`SELECT rowid AS n FROM "ArchiveImport" WHERE ${namesPerson} ORDER BY rowid`, [
      listed(emails),
    ]),
  );

const eraseArchivePeople: NonNullable<Place['erase']> = async (at, plan) => {
  const rowNumbers = await archivePeopleOf(at, plan);
  if (rowNumbers.length === 0) return;
  await at.write(async (tx) => {
    const { changes } = await tx.run(
      `UPDATE "ArchiveImport" SET "people" = (
          SELECT json_group_array(json(value)) FROM json_each("people") WHERE lower(value ->> 'email') NOT IN ${inList})
        WHERE rowid IN ${inList}`,
      [listed(plan.emails), listed(rowNumbers)],
    );
    return { archivePeople: changes };
  });
};

export const importPlaces: readonly Place[] = [
  {
    name: 'importChunks',
    title: 'Uploaded files of imports that have not ended',
    fate: 'Removed whole; their imports are cancelled',
    database: 'tenant',
    model: 'ImportChunk',
    notExported: 'The file is about others too; what it brings in is exported once it is imported',
    columns: ['importId', 'n', 'bytes'],
    rows: piecesOf,
    erase: erasePieces,
  },
  {
    name: 'importRejects',
    title: 'Rows that imports refused',
    fate: 'Removed',
    database: 'tenant',
    model: 'ImportReject',
    columns: ['cells', 'problems'],
    rows: rejectsOf,
    erase: eraseRejects,
  },
  {
    name: 'archivePeople',
    title: 'Members of the organisation that an archive came from',
    fate: 'Removed from the list',
    database: 'tenant',
    model: 'ArchiveImport',
    notExported: 'The list is about others too',
    columns: [],
    rows: archivePeopleOf,
    erase: eraseArchivePeople,
  },
];
