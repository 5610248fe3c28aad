import { batchesOf, inList, listed, numbersOf, type Place } from '../place.ts';

/** Messages that the person sent by a contact form and that nobody has looked at yet. */
const messagesOf: Place['rows'] = async ({ db }, { emails }) =>
  numbersOf(
    await db.all<{ n: number }>(
      `SELECT rowid AS n FROM HeldMessage WHERE fields ->> '$.email' IN ${inList} ORDER BY rowid`,
      [listed(emails)],
    ),
  );

/** Their receipts say why they waited, and nothing of what stood in them. */
const eraseMessages: NonNullable<Place['erase']> = async (at, plan) => {
  for (const rowNumbers of batchesOf(await messagesOf(at, plan))) {
    await at.write(async (tx) => {
      const { changes } = await tx.run(`DELETE FROM HeldMessage WHERE rowid IN ${inList}`, [listed(rowNumbers)]);
      return { heldMessages: changes };
    });
  }
};

export const heldMessagePlaces: readonly Place[] = [
  {
    name: 'heldMessages',
    title: 'Messages that wait to be looked at',
    fate: 'Removed',
    database: 'tenant',
    model: 'HeldMessage',
    columns: ['id', 'fields', 'at'],
    rows: messagesOf,
    erase: eraseMessages,
  },
];
