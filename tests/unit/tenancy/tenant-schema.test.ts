import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TenantDatabase } from '#lib/tenancy/tenancy.ts';
import { openTestDatabase, type TestDatabase } from '../../support/tenancy.ts';

const at = '2026-01-01T00:00:00.000Z';
let opened: TestDatabase;
let db: TenantDatabase;

beforeEach(() => {
  opened = openTestDatabase();
  db = opened.db;
});

afterEach(() => opened.remove());

const run = (sql: string, params: readonly (string | number | Uint8Array | null)[] = []) =>
  db.write((tx) => tx.run(sql, params));

describe('the ledger table', () => {
  const hash = (n: number) => new Uint8Array(32).fill(n);
  const receipt = (seq: number, prev: Uint8Array, own: Uint8Array) =>
    run(
      `INSERT INTO Receipt (seq, id, at, actor, action, subject, commitment, prev, hash) VALUES (?, ?, ?, 'a', 'b', 'c', ?, ?, ?)`,
      [seq, `rcp_${seq}_${own[0]}`, at, hash(9), prev, own],
    );

  test('takes receipts in order, each linked to the one before', async () => {
    await receipt(1, hash(0), hash(1));
    await receipt(2, hash(1), hash(2));
    expect(await db.all('SELECT seq FROM Receipt')).toEqual([{ seq: 1 }, { seq: 2 }]);
  });

  test('refuses a gap, a fork, a broken link, a replacement and a hash of another length', async () => {
    await receipt(1, hash(0), hash(1));
    await receipt(2, hash(1), hash(2));
    for (const attempt of [
      () => receipt(4, hash(2), hash(3)),
      () => receipt(2, hash(1), hash(3)),
      () => receipt(3, hash(1), hash(3)),
      () => receipt(0, hash(2), hash(3)),
      () => receipt(3, hash(2), new Uint8Array(31)),
      () =>
        run(
          `INSERT OR REPLACE INTO Receipt (seq, id, at, actor, action, subject, commitment, prev, hash)
           VALUES (2, 'rcp_x', ?, 'a', 'b', 'c', ?, ?, ?)`,
          [at, hash(9), hash(1), hash(7)],
        ),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: expect.stringMatching(/^SQLITE_CONSTRAINT/) });
    }
    expect(await db.all('SELECT seq, hash FROM Receipt ORDER BY seq')).toMatchObject([{ seq: 1 }, { seq: 2 }]);
  });

  test('never changes and never loses a receipt, through SQL or Prisma', async () => {
    await receipt(1, hash(0), hash(1));
    await expect(run(`UPDATE Receipt SET action = 'x'`)).rejects.toThrow('receipts are never changed');
    await expect(run('DELETE FROM Receipt')).rejects.toThrow('receipts are never deleted');
    await expect(db.write(({ prisma }) => prisma.receipt.deleteMany())).rejects.toThrow('receipts are never deleted');
    await expect(
      db.write(({ prisma }) => prisma.receipt.update({ where: { seq: 1 }, data: { actor: 'x' } })),
    ).rejects.toThrow('receipts are never changed');
    expect(await db.prisma.receipt.count()).toBe(1);
  });

  test('lets a detail be erased, not rewritten', async () => {
    await run(`INSERT INTO ReceiptDetail (seq, salt, detail) VALUES (1, ?, '{"a":1}')`, [hash(5)]);
    await expect(run(`UPDATE ReceiptDetail SET detail = '{"a":2}'`)).rejects.toThrow('can only be erased');
    await expect(run('UPDATE ReceiptDetail SET salt = ?', [hash(6)])).rejects.toThrow('can only be erased');
    await run('UPDATE ReceiptDetail SET salt = NULL, detail = NULL, erasedAt = ?', [at]);
    await expect(run(`UPDATE ReceiptDetail SET detail = '{"a":1}'`)).rejects.toThrow('can only be erased');
  });
});

describe('the identity of a database', () => {
  test('is one row that never changes', async () => {
    await run(`INSERT INTO TenantIdentity (id, orgId, createdAt) VALUES (1, 'org_a', ?)`, [at]);
    await expect(run(`UPDATE TenantIdentity SET orgId = 'org_b'`)).rejects.toThrow('never changes');
    await expect(run('DELETE FROM TenantIdentity')).rejects.toThrow('never changes');
    await expect(run(`INSERT INTO TenantIdentity (id, orgId, createdAt) VALUES (2, 'org_b', ?)`, [at])).rejects.toThrow(
      'CHECK',
    );
  });
});

describe('amounts', () => {
  test('are integers within what JavaScript can say exactly', async () => {
    const deal = (amount: string) =>
      run(
        `INSERT INTO Deal (id, title, stage, amountMinor, createdAt, updatedAt) VALUES ('d', 't', 'lead', ${amount}, ?, ?)`,
        [at, at],
      );
    for (const amount of ['1.5', `'many'`, '9007199254740992', '-9007199254740992']) {
      await expect(deal(amount)).rejects.toThrow('CHECK');
    }
    await deal('9007199254740991');
  });
});

describe('the contact search index', () => {
  const search = async (match: string) =>
    (
      await db.all<{ id: string }>(
        `SELECT c.id FROM contact_search s JOIN contact_search_key k ON k.number = s.rowid
           JOIN Contact c ON c.id = k.contactId WHERE contact_search MATCH ? ORDER BY c.id`,
        [match],
      )
    ).map((row) => row.id);

  beforeEach(async () => {
    await db.write(async ({ prisma }) => {
      const common = { createdAt: at, updatedAt: at };
      await prisma.contact.createMany({
        data: [
          {
            id: 'c1',
            firstName: 'James',
            lastName: 'Butt',
            email: 'jbutt@gmail.com',
            phone: '504-621-8927',
            mobile: '(504) 845-1427',
            city: 'New Orleans',
            sortName: 'butt',
            ...common,
          },
          {
            id: 'c2',
            firstName: 'José',
            lastName: 'Chemel',
            company: 'Chemel, James L Cpa',
            city: 'Łódź',
            sortName: 'chemel',
            ...common,
          },
        ],
      });
    });
  });

  test('finds any three characters of name, company, e-mail, phone digits and city, without case and accents', async () => {
    expect(await search('"chemel"')).toEqual(['c2']);
    expect(await search('"hem"')).toEqual(['c2']);
    expect(await search('"jose"')).toEqual(['c2']);
    expect(await search('"JAMES"')).toEqual(['c1', 'c2']);
    expect(await search('"tt@gm"')).toEqual(['c1']);
    expect(await search('"5046218927"')).toEqual(['c1']);
    expect(await search('"8451427"')).toEqual(['c1']);
    expect(await search('"orlea"')).toEqual(['c1']);
    expect(await search('"james" AND "orleans"')).toEqual(['c1']);
    expect(await search('"89275048"')).toEqual([]);
  });

  test('follows changes and deletions, and forgets what was', async () => {
    await run(`UPDATE Contact SET lastName = 'Venere', phone = NULL, version = version + 1 WHERE id = 'c1'`);
    expect(await search('"butt"')).toEqual(['c1']);
    await run(`UPDATE Contact SET email = NULL WHERE id = 'c1'`);
    expect(await search('"butt"')).toEqual([]);
    expect(await search('"5046218927"')).toEqual([]);
    expect(await search('"venere"')).toEqual(['c1']);
    await run(`DELETE FROM Contact WHERE id = 'c1'`);
    expect(await search('"venere"')).toEqual([]);
    expect(await db.all('SELECT contactId FROM contact_search_key')).toEqual([{ contactId: 'c2' }]);
    await run(`INSERT INTO contact_search (contact_search, rank) VALUES ('integrity-check', 1)`);
  });

  test('a write that is rolled back leaves no trace in it', async () => {
    await db
      .write(async (tx) => {
        await tx.run(`UPDATE Contact SET city = 'Atlantis' WHERE id = 'c1'`);
        throw new Error('no');
      })
      .catch(() => {});
    expect(await search('"atlantis"')).toEqual([]);
    expect(await search('"orleans"')).toEqual(['c1']);
  });
});
