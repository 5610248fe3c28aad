import type { SqlReader, SqlWriter } from '../platform/db/types.ts';
import { newId } from '../platform/ids.ts';

export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  readonly emailVerifiedAt: string | null;
}

const columns = 'id, email, name, emailVerifiedAt';

export function findUser(db: SqlReader, id: string): Promise<UserRow | undefined> {
  return db.get<UserRow>(`SELECT ${columns} FROM User WHERE id = ?`, [id]);
}

export function findUserByEmail(db: SqlReader, email: string): Promise<UserRow | undefined> {
  return db.get<UserRow>(`SELECT ${columns} FROM User WHERE email = ?`, [email]);
}

export async function anyUser(db: SqlReader): Promise<boolean> {
  return (await db.get('SELECT 1 FROM User LIMIT 1')) !== undefined;
}

/** @param verifiedAt when the mailbox was proven to be theirs; null when it was not. */
export async function createUser(
  tx: SqlWriter,
  user: {
    readonly email: string;
    readonly name: string | null;
    readonly verifiedAt: string | null;
    readonly now: Date;
  },
): Promise<UserRow> {
  const row: UserRow = { id: newId('usr'), email: user.email, name: user.name, emailVerifiedAt: user.verifiedAt };
  const at = user.now.toISOString();
  await tx.run('INSERT INTO User (id, email, name, emailVerifiedAt, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?)', [
    row.id,
    row.email,
    row.name,
    row.emailVerifiedAt,
    at,
    at,
  ]);
  return row;
}

/**
 * The person of a mailbox that was just proven theirs: found, or made with `name`. Afterwards the address counts as
 * verified.
 */
export async function userOfProvenEmail(
  tx: SqlWriter,
  email: string,
  name: string | null,
  now: Date,
): Promise<UserRow> {
  const at = now.toISOString();
  const found = await findUserByEmail(tx, email);
  if (!found) return createUser(tx, { email, name, verifiedAt: at, now });
  if (found.emailVerifiedAt === null) {
    await tx.run('UPDATE User SET emailVerifiedAt = ?, updatedAt = ? WHERE id = ?', [at, at, found.id]);
  }
  return found;
}
