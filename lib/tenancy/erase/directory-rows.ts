import type { Database, SqlReader, SqlWriter } from '../../platform/db/types.ts';

/** Tables that keep the bare id of an organisation that was erased, because they prove that it was. */
const evidence: ReadonlySet<string> = new Set(['OrganizationErasure', 'Tombstone', 'ErasureCertificate']);

/**
 * Takes from everybody what lets them into the organisation, and forgets what waits for it: its sessions leave it (the
 * people stay signed in, in no organisation), its members, invitations, keys, links and origins are gone, and with them its
 * jobs, owed alerts and receipts, witnesses and audit events. Links by which people would sign in to it lead to their list.
 */
export async function revokeEverything(
  tx: SqlWriter,
  org: { readonly id: string; readonly slug: string },
): Promise<void> {
  await tx.run('UPDATE Session SET orgId = NULL WHERE orgId = ?', [org.id]);
  for (const table of [
    ...[
      'OAuthGrant',
      'OAuthClient',
      'Membership',
      'Invite',
      'ApiKey',
      'AllowedOrigin',
      'LedgerShare',
      'LedgerPublication',
      'LedgerWitness',
    ],
    ...['AlertSettings', 'OwedAlert', 'LedgerAuditState', 'ErasureSettings'],
  ]) {
    await tx.run(`DELETE FROM "${table}" WHERE orgId = ?`, [org.id]);
  }
  await tx.run('UPDATE LoginToken SET redirectTo = NULL WHERE redirectTo = ? OR redirectTo LIKE ?', [
    `/${org.slug}`,
    `/${org.slug}/%`,
  ]);
  await forgetLooseRows(tx, org.id);
}

/** Rows that no foreign key ties to the organisation: a request that was under way may have left one late. */
export async function forgetLooseRows(tx: SqlWriter, orgId: string): Promise<void> {
  await tx.run('DELETE FROM Job WHERE orgId = ?', [orgId]);
  await tx.run('DELETE FROM ReceiptOutbox WHERE orgId = ?', [orgId]);
  await tx.run('DELETE FROM AuditEvent WHERE orgId = ?', [orgId]);
  await tx.run("DELETE FROM Tombstone WHERE orgId = ? AND kind <> 'organization'", [orgId]);
  await tx.run('DELETE FROM WitnessedLog WHERE origin LIKE ?', [`%/ledger/${orgId}`]);
}

/** Forgets the organisation itself, with its wrapped data key and where its database was. */
export async function forgetOrganization(tx: SqlWriter, orgId: string): Promise<void> {
  await forgetLooseRows(tx, orgId);
  // Written over where it stands, then let go: no page of the file holds the wrapped key after the commit.
  await tx.run('UPDATE DataKey SET wrapped = zeroblob(length(wrapped)) WHERE orgId = ?', [orgId]);
  await tx.run('DELETE FROM DataKey WHERE orgId = ?', [orgId]);
  await tx.run('DELETE FROM Placement WHERE orgId = ?', [orgId]);
  await tx.run("DELETE FROM Organization WHERE id = ? AND status = 'erasing'", [orgId]);
}

/** Rows looked at in one go: between two pieces others have their turn. */
const rowsAtOnce = 10_000;

/** What a client had a hand in stands in these columns of the audit log too: anybody may write any id there. */
const eventTexts = ['reason', 'address', 'userAgent', 'requestId', 'detail'] as const;
const erasedName = 'erased';

/**
 * Takes the organisation's id out of what is nobody's or others' and stays: events of the audit log, where a link leads,
 * what restore drills found, where an account that is being erased has still to be cleared. The rows stay, so that nobody
 * loses a trace of what was done to them because somebody else's organisation is gone. Events are looked for outside of
 * the write: the log of a large installation is long, and a write holds everybody up.
 * @returns whether there was any.
 */
export async function forgetNames(control: Database<unknown>, orgId: string): Promise<boolean> {
  const events: number[] = [];
  const named = eventTexts.map((column) => `coalesce(instr(${column}, :id), 0)`).join(' + ');
  for (let after = 0; ; ) {
    const [piece] = await control.all<{ last: number | null; found: string }>(
      `SELECT max(n) AS last, json_group_array(n) FILTER (WHERE named) AS found FROM
         (SELECT rowid AS n, ${named.replaceAll(':id', '?')} > 0 AS named FROM AuditEvent
           WHERE rowid > ? ORDER BY rowid LIMIT ?)`,
      [...eventTexts.map(() => orgId), after, rowsAtOnce],
    );
    if (piece?.last == null) break;
    events.push(...(JSON.parse(piece.found) as number[]));
    after = piece.last;
    await new Promise((resume) => setImmediate(resume));
  }
  return control.write(async (tx) => {
    const replaced = eventTexts.map((column) => `${column} = replace(${column}, ?, ?)`).join(', ');
    const { changes: told } = await tx.run(
      `UPDATE AuditEvent SET ${replaced} WHERE rowid IN (SELECT value FROM json_each(?))`,
      [...eventTexts.flatMap(() => [orgId, erasedName]), JSON.stringify(events)],
    );
    const { changes: led } = await tx.run('UPDATE LoginToken SET redirectTo = NULL WHERE instr(redirectTo, ?) > 0', [
      orgId,
    ]);
    const { changes: drilled } = await tx.run(
      `UPDATE RestoreDrill SET problems = (SELECT json_group_array(json(value)) FROM json_each(problems)
         WHERE instr(value, ?) = 0) WHERE instr(problems, ?) > 0`,
      [orgId, orgId],
    );
    const { changes: leaving } = await tx.run(
      `UPDATE User SET erasing = json_set(erasing, '$.orgIds', (SELECT json_group_array(value)
         FROM json_each(erasing, '$.orgIds') WHERE value <> ?)) WHERE erasing IS NOT NULL AND instr(erasing, ?) > 0`,
      [orgId, orgId],
    );
    return told + led + drilled + leaving > 0;
  });
}

/**
 * What people call themselves, or what their programs say: whoever writes the id of somebody's organisation there would
 * otherwise keep its erasure from ever being certified.
 */
const wordsOfOthers: ReadonlySet<string> = new Set([
  ...['User.email', 'User.name', 'Account.issuer', 'Account.subject', 'Session.userAgent', 'LoginToken.email'],
  ...eventTexts.map((column) => `AuditEvent.${column}`),
]);

/**
 * Where the control database still names the organisation: `Table.column`, for every column of every table that there is,
 * whoever added it. Neither evidence of the erasure itself counts, nor what others say in rows of their own.
 */
export async function namedIn(control: SqlReader, orgId: string): Promise<string[]> {
  const columns = await control.all<{ tbl: string; col: string }>(
    `SELECT m.name AS tbl, c.name AS col FROM sqlite_schema m JOIN pragma_table_info(m.name) c
      WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, c.cid`,
  );
  const byTable = Map.groupBy(columns, ({ tbl }) => tbl);
  const found: string[] = [];
  for (const [table, its] of byTable) {
    if (!evidence.has(table)) found.push(...(await columnsNaming(control, table, its, orgId)));
  }
  return found;
}

async function columnsNaming(
  control: SqlReader,
  table: string,
  columns: readonly { readonly col: string }[],
  orgId: string,
): Promise<string[]> {
  const found = new Set<string>();
  const searched = columns.filter(({ col }) => !wordsOfOthers.has(`${table}.${col}`));
  const named = searched.map(({ col }, n) => `max(instr("${col}", ?) > 0) AS c${n}`).join(', ');
  const owner = table === 'Organization' ? 'id' : columns.find(({ col }) => col === 'orgId')?.col;
  const rows = owner === undefined ? '' : `WHERE "${owner}" IS NULL OR "${owner}" = ?`;
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const piece = await control.get<Record<string, number | null>>(
      `SELECT (SELECT max(rowid) FROM (SELECT rowid FROM "${table}" WHERE rowid > ? ORDER BY rowid LIMIT ?)) AS last, ${named}
         FROM (SELECT * FROM (SELECT * FROM "${table}" WHERE rowid > ? ORDER BY rowid LIMIT ?) ${rows})`,
      [after, rowsAtOnce, ...searched.map(() => orgId), after, rowsAtOnce, ...(owner === undefined ? [] : [orgId])],
    );
    if (piece?.last == null) return [...found];
    for (const [n, { col }] of searched.entries()) if (piece[`c${n}`] === 1) found.add(`${table}.${col}`);
    after = piece.last;
    await new Promise((resume) => setImmediate(resume));
  }
}

/** How many rows of the directory are the organisation's, by table. Tables without any are left out. */
export async function countDirectory(control: SqlReader, orgId: string): Promise<Record<string, number>> {
  const tables = await control.all<{ tbl: string }>(
    `SELECT m.name AS tbl FROM sqlite_schema m JOIN pragma_table_info(m.name) c
      WHERE m.type = 'table' AND c.name = 'orgId' ORDER BY m.name`,
  );
  return countAll(
    control,
    tables.map(({ tbl }) => tbl).filter((table) => !evidence.has(table)),
    'WHERE orgId = ?',
    [orgId],
  );
}

/** How many rows each table of an organisation's own database holds. Tables without any are left out. */
export async function countTenant(db: SqlReader, tables: readonly string[]): Promise<Record<string, number>> {
  return countAll(db, tables, '', []);
}

async function countAll(
  db: SqlReader,
  tables: readonly string[],
  condition: string,
  params: readonly string[],
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const row = await db.get<{ many: number }>(`SELECT count(*) AS many FROM "${table}" ${condition}`, params);
    if (row !== undefined && row.many > 0) counts[table] = row.many;
  }
  return counts;
}
