import { isoAfter } from '../../platform/clock.ts';
import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';

/** `confirm`: the address is the person's. `answer`: whoever opens the answer has that mailbox still. */
export type CodePurpose = 'confirm' | 'answer';

export interface CodeRow {
  readonly id: string;
  readonly orgId: string;
  readonly requestId: string;
  readonly purpose: CodePurpose;
  readonly mailbox: string;
  readonly codeHash: Uint8Array;
  readonly attempts: number;
  readonly createdAt: string;
  readonly expiresAt: string;
}

const columns = 'id, orgId, requestId, purpose, mailbox, codeHash, attempts, createdAt, expiresAt';

/** Codes stay for a day, so that what was tried in the last hour is known. */
const keepSeconds = 86_400;

export async function insertCode(tx: SqlWriter, row: Omit<CodeRow, 'attempts'>, now: Date): Promise<void> {
  await tx.run('DELETE FROM SubjectCode WHERE expiresAt < ?', [isoAfter(now, -keepSeconds)]);
  await tx.run(`INSERT INTO SubjectCode (${columns}) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)`, [
    row.id,
    row.orgId,
    row.requestId,
    row.purpose,
    row.mailbox,
    row.codeHash,
    row.createdAt,
    row.expiresAt,
  ]);
}

export async function countCodesSince(db: SqlReader, requestId: string, since: string): Promise<number> {
  const row = await db.get<{ n: number }>(
    'SELECT count(*) AS n FROM SubjectCode WHERE requestId = ? AND createdAt > ?',
    [requestId, since],
  );
  return row?.n ?? 0;
}

/** Codes mailed to one mailbox, over all requests. */
export async function countMailedSince(
  db: SqlReader,
  { mailbox, purpose }: Pick<CodeRow, 'mailbox' | 'purpose'>,
  since: string,
): Promise<number> {
  const row = await db.get<{ n: number }>(
    'SELECT count(*) AS n FROM SubjectCode WHERE mailbox = ? AND purpose = ? AND createdAt > ?',
    [mailbox, purpose, since],
  );
  return row?.n ?? 0;
}

/** The last one mailed, if it was not used: an older one works no more. */
export function findLiveCode(
  db: SqlReader,
  asked: { readonly orgId: string; readonly requestId: string; readonly purpose: CodePurpose },
): Promise<(CodeRow & { readonly usedAt: string | null }) | undefined> {
  return db.get(
    `SELECT ${columns}, usedAt FROM SubjectCode WHERE requestId = ? AND orgId = ? AND purpose = ?
      ORDER BY createdAt DESC, id DESC LIMIT 1`,
    [asked.requestId, asked.orgId, asked.purpose],
  );
}

export async function countWrongSince(db: SqlReader, mailbox: string, since: string): Promise<number> {
  const row = await db.get<{ n: number }>(
    'SELECT coalesce(sum(attempts), 0) AS n FROM SubjectCode WHERE mailbox = ? AND createdAt > ?',
    [mailbox, since],
  );
  return row?.n ?? 0;
}

export async function noteWrongCode(tx: SqlWriter, id: string): Promise<void> {
  await tx.run('UPDATE SubjectCode SET attempts = attempts + 1 WHERE id = ?', [id]);
}

/** @returns whether it was not used before: of any number that try, one gets true. */
export async function spendCode(tx: SqlWriter, id: string, at: string): Promise<boolean> {
  const { changes } = await tx.run('UPDATE SubjectCode SET usedAt = ? WHERE id = ? AND usedAt IS NULL', [at, id]);
  return changes === 1;
}

export async function setTicket(tx: SqlWriter, id: string, ticketHash: Uint8Array, expiresAt: string): Promise<void> {
  await tx.run('UPDATE SubjectCode SET ticketHash = ?, ticketExpiresAt = ? WHERE id = ?', [ticketHash, expiresAt, id]);
}

export function findByTicket(
  db: SqlReader,
  ticketHash: Uint8Array,
  now: string,
): Promise<{ readonly orgId: string; readonly requestId: string } | undefined> {
  return db.get('SELECT orgId, requestId FROM SubjectCode WHERE ticketHash = ? AND ticketExpiresAt > ?', [
    ticketHash,
    now,
  ]);
}

/** An organisation that can be used, by what stands in its address. */
export function findUsableOrganization(
  db: SqlReader,
  slug: string,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  return db.get(
    `SELECT o.id, o.name FROM Organization o JOIN Placement p ON p.orgId = o.id
      WHERE o.slug = ? AND o.status = 'active' AND p.state <> 'quarantined'`,
    [slug],
  );
}
