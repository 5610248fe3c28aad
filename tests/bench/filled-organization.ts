import { runtime } from '#lib/runtime.ts';

const rowsPerTransaction = 10_000;

/** Rows made by the engine itself: `n` is their number, from 1 on. */
const makers: readonly { readonly count: number; readonly sql: string }[] = [
  {
    count: 400_000,
    sql: `INSERT INTO Contact (id, firstName, lastName, company, addressLine, city, phone, email, tags, customFields, sortName, createdAt, updatedAt)
      SELECT printf('con_%026d', n), 'First' || n % 997, 'Last' || n % 4999, 'Company, ' || n % 499, n || ' N Blue Gum St', 'Bonn',
             '+1 504 555 ' || n, 'person' || n || '@example.com', '["lead","north"]', '{"Rank":"A"}', 'last' || n, :at, :at`,
  },
  {
    count: 100_000,
    sql: `INSERT INTO Deal (id, contactId, title, stage, amountMinor, currency, createdAt, updatedAt)
      SELECT printf('deal_%026d', n), printf('con_%026d', n), 'Offer ' || n, 'proposal', n * 100, 'EUR', :at, :at`,
  },
  {
    count: 200_000,
    sql: `INSERT INTO Activity (id, contactId, kind, subject, body, createdAt, updatedAt)
      SELECT printf('act_%026d', n), printf('con_%026d', n), 'call', 'Call ' || n, 'Spoke of offer ' || n || ', "again".', :at, :at`,
  },
  {
    count: 300_000,
    sql: `INSERT INTO Interaction (id, contactId, channel, direction, occurredAt, subject, body, metadata, createdAt)
      SELECT printf('int_%026d', n), printf('con_%026d', n), 'email', 'inbound', :at, 'Re: offer ' || n,
             'Thank you for offer ' || n || char(10) || 'Regards', '{"agent":"web"}', :at`,
  },
];
/** How many rows there are when all of them are made. */
export const records = makers.reduce((sum, { count }) => sum + count, 0);

/** Fills an organisation with the records, or with the share of them that is given. @returns how many. */
export async function fillOrganization(orgId: string, share = 1): Promise<number> {
  const lease = await runtime().tenancy.acquire(orgId);
  const at = new Date().toISOString();
  try {
    for (const { count: all, sql } of makers) {
      const count = Math.floor(all * share);
      for (let from = 0; from < count; from += rowsPerTransaction) {
        const numbers = `WITH RECURSIVE numbers (n) AS (SELECT ${from + 1} UNION ALL SELECT n + 1 FROM numbers WHERE n < ${Math.min(count, from + rowsPerTransaction)})`;
        const statement = `${numbers} ${sql.replaceAll(':at', `'${at}'`)} FROM numbers`;
        await lease.db.write((tx) => tx.run(statement));
      }
    }
    return Math.floor(records * share);
  } finally {
    lease.release();
  }
}
