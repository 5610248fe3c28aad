import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import { newId } from '../../platform/ids.ts';

/** Who somebody is at a provider. OpenID Connect Core, section 2: the two together are unique and never reassigned. */
export interface Subject {
  readonly issuer: string;
  readonly subject: string;
}

/** The person whom this identity signs in; undefined for one that is linked to nobody. */
export async function holderOf(db: SqlReader, { issuer, subject }: Subject): Promise<string | undefined> {
  const row = await db.get<{ userId: string }>('SELECT userId FROM Account WHERE issuer = ? AND subject = ?', [
    issuer,
    subject,
  ]);
  return row?.userId;
}

/** Afterwards the identity signs the person in. It must be linked to nobody. @returns the id of the link. */
export async function insertLink(tx: SqlWriter, userId: string, identity: Subject, now: Date): Promise<string> {
  const id = newId('acc');
  await tx.run('INSERT INTO Account (id, userId, issuer, subject, createdAt) VALUES (?, ?, ?, ?, ?)', [
    id,
    userId,
    identity.issuer,
    identity.subject,
    now.toISOString(),
  ]);
  return id;
}

/** Afterwards the identity signs nobody in. @returns false when the person has no such link. */
export async function deleteLink(tx: SqlWriter, userId: string, id: string): Promise<boolean> {
  const { changes } = await tx.run('DELETE FROM Account WHERE userId = ? AND id = ?', [userId, id]);
  return changes === 1;
}
