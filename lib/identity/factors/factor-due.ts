import { isoAfter } from '../../platform/clock.ts';
import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';

const demanded = `(m.role IN ('owner', 'admin') OR o.factorRequiredOf = 'everybody')`;

/**
 * Sets the date by which the person needs a second factor, inside the caller's write, in each organisation that needs them to
 * have one and has set none yet. A date that stands is never moved: nobody gains time by signing in again.
 */
export async function noteFactorDue(tx: SqlWriter, userId: string, now: Date): Promise<void> {
  await setDates(tx, 'm.userId = ?', userId, now);
}

/** The same for everybody in an organisation. */
export async function noteFactorDueIn(tx: SqlWriter, orgId: string, now: Date): Promise<void> {
  await setDates(tx, 'm.orgId = ?', orgId, now);
}

async function setDates(tx: SqlWriter, which: string, id: string, now: Date): Promise<void> {
  const rows = await tx.all<{ id: string; days: number }>(
    `SELECT m.id, o.factorGraceDays AS days FROM Membership m JOIN Organization o ON o.id = m.orgId
      WHERE ${which} AND m.factorDueAt IS NULL AND ${demanded}`,
    [id],
  );
  for (const row of rows) {
    await tx.run('UPDATE Membership SET factorDueAt = ? WHERE id = ? AND factorDueAt IS NULL', [
      isoAfter(now, row.days * 86_400),
      row.id,
    ]);
  }
}

/** An organisation that needs the person to have a second factor. */
export interface FactorDemand {
  readonly slug: string;
  readonly name: string;
  readonly dueAt: string | null;
}

/** The organisations that need it, whether the person has one or not; the most urgent first. */
export function demandsOf(db: SqlReader, userId: string): Promise<FactorDemand[]> {
  return db.all<FactorDemand>(
    `SELECT o.slug, o.name, m.factorDueAt AS dueAt FROM Membership m JOIN Organization o ON o.id = m.orgId
      WHERE m.userId = ? AND o.status NOT IN ('provisioning', 'erasing') AND ${demanded}
      ORDER BY m.factorDueAt IS NULL, m.factorDueAt, o.id`,
    [userId],
  );
}
