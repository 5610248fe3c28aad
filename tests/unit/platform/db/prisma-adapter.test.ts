import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Connection } from '#lib/platform/db/connection.ts';
import { isUniqueViolation } from '#lib/platform/db/prisma-errors.ts';
import { isHoldfastError, toHoldfastError } from '#lib/platform/errors.ts';
import type { TenantClient } from '#lib/tenancy/clients.ts';
import type { TenantDatabase } from '#lib/tenancy/tenancy.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/tenancy.ts';

const at = '2026-01-01T00:00:00.000Z';
const contact = (id: string) => ({ id, sortName: id, createdAt: at, updatedAt: at });
const deal = (id: string) => ({ id, title: id, stage: 'lead', createdAt: at, updatedAt: at });

let opened: TestDatabase;
let db: TenantDatabase;

let writer: Connection;

beforeEach(() => {
  opened = openTestDatabase({
    admit: (connection) => {
      writer = connection;
    },
  });
  db = opened.db;
});

afterEach(() => opened.remove());

describe('values', () => {
  test('come back as they went in: 64-bit integers, bytes, text, null', async () => {
    const salt = Uint8Array.of(1, 0, 255);
    await db.write(async ({ prisma }) => {
      await prisma.deal.create({ data: { ...deal('d1'), amountMinor: 9_007_199_254_740_991n, notes: '“Ünï”' } });
      await prisma.deal.create({ data: { ...deal('d2'), amountMinor: -5n } });
      await prisma.receiptDetail.create({ data: { seq: 7, salt } });
    });
    expect(await db.prisma.deal.findUnique({ where: { id: 'd1' } })).toMatchObject({
      amountMinor: 9_007_199_254_740_991n,
      notes: '“Ünï”',
      contactId: null,
      version: 1,
    });
    expect((await db.prisma.receiptDetail.findUnique({ where: { seq: 7 } }))?.salt).toEqual(salt);
    expect(
      await db.prisma.deal.aggregate({ _sum: { amountMinor: true }, _count: true, _min: { version: true } }),
    ).toEqual({
      _sum: { amountMinor: 9_007_199_254_740_986n },
      _count: 2,
      _min: { version: 1 },
    });
    expect(await db.prisma.deal.findMany({ where: { amountMinor: { lt: 0n } }, select: { id: true } })).toEqual([
      { id: 'd2' },
    ]);
  });

  test('of raw queries take their type from the value', async () => {
    const [row] = await db.prisma.$queryRaw<
      object[]
    >`SELECT ${1} + 1 AS whole, 0.5 AS half, ${'x'} AS text, NULL AS absent,
      9007199254740993 AS large, x'00ff' AS bytes, typeof(${3}) AS type`;
    expect(row).toEqual({
      whole: 2n,
      half: 0.5,
      text: 'x',
      absent: null,
      large: 9_007_199_254_740_993n,
      bytes: Uint8Array.of(0, 255),
      type: 'integer',
    });
  });
});

describe('errors', () => {
  const codeOf = (body: (prisma: TenantClient) => Promise<unknown>) =>
    db
      .write((tx) => body(tx.prisma))
      .then(
        () => 'none',
        (error: { code?: string }) => error,
      );

  test('of a unique index name its fields (P2002)', async () => {
    await db.write(({ prisma }) => prisma.receiptDetail.create({ data: { seq: 1, outboxId: 'obx_1' } }));
    const error = await codeOf((prisma) => prisma.receiptDetail.create({ data: { seq: 2, outboxId: 'obx_1' } }));
    expect(error).toMatchObject({ code: 'P2002', meta: { modelName: 'ReceiptDetail' } });
    expect(JSON.stringify(error)).toContain('"fields":["outboxId"]');
    expect(isUniqueViolation(error)).toBe(true);
  });

  test('of a primary key, a foreign key and a missing row are P2002, P2003 and P2025', async () => {
    await db.write(({ prisma }) => prisma.contact.create({ data: contact('c1') }));
    expect(await codeOf((prisma) => prisma.contact.create({ data: contact('c1') }))).toMatchObject({ code: 'P2002' });
    const orphan = await codeOf((prisma) => prisma.deal.create({ data: { ...deal('d1'), contactId: 'nobody' } }));
    expect(orphan).toMatchObject({ code: 'P2003' });
    expect(isUniqueViolation(orphan)).toBe(false);
    const missing = await codeOf((prisma) => prisma.contact.update({ where: { id: 'nobody' }, data: { city: 'X' } }));
    expect(missing).toMatchObject({ code: 'P2025' });
  });

  test('of a not-null column name it (P2011)', async () => {
    const error = await codeOf((prisma) => prisma.$executeRaw`INSERT INTO Contact (id) VALUES ('c1')`);
    expect(JSON.stringify(error)).toContain('sortName');
  });

  test('of the storage are storage_unavailable, through Prisma too', async () => {
    writer.pragma(`max_page_count=${writer.pragma('page_count', { simple: true })}`);
    const notes = 'x'.repeat(500_000);
    const error = await codeOf((prisma) => prisma.contact.create({ data: { ...contact('c1'), notes } }));
    expect(isHoldfastError(error)).toBe(true);
    expect(error).toMatchObject({ code: 'storage_unavailable' });
  });

  test('that the adapter throws on the read side are ours again at the door', async () => {
    const error = await db.prisma.$executeRawUnsafe('PRAGMA query_only=OFF').catch((thrown: unknown) => thrown);
    expect(toHoldfastError(error)).toMatchObject({ code: 'internal' });
    const rewrapped = Object.assign(new Error('x'), {
      name: 'PrismaClientKnownRequestError',
      code: 'storage_unavailable',
    });
    expect(toHoldfastError(rewrapped)).toMatchObject({ code: 'storage_unavailable', status: 503 });
    expect(toHoldfastError(Object.assign(new Error('x'), { code: 'not_found' }))).toMatchObject({ code: 'internal' });
  });
});

describe('the client for reads', () => {
  test('cannot write', async () => {
    await expect(db.prisma.contact.create({ data: contact('c1') })).rejects.toThrow(/readonly/);
    await expect(db.prisma.$executeRaw`DELETE FROM Contact`).rejects.toThrow(/readonly/);
    await expect(db.prisma.$executeRawUnsafe('PRAGMA query_only=OFF')).rejects.toThrow(/shared handle/);
    expect(await db.prisma.contact.count()).toBe(0);
  });

  test('reads inside a transaction from one snapshot, and others read the present meanwhile', async () => {
    await db.prisma.$transaction(async (snapshot) => {
      expect(await snapshot.contact.count()).toBe(0);
      await db.write(({ prisma }) => prisma.contact.create({ data: contact('c1') }));
      expect(await snapshot.contact.count()).toBe(0);
      expect(await db.prisma.contact.count()).toBe(1);
    });
    expect(await db.prisma.$transaction([db.prisma.contact.count(), db.prisma.deal.count()])).toEqual([1, 0]);
  });
});

describe('the client inside a write', () => {
  test('is refused when no write is running, and in a later write of somebody else', async () => {
    let leaked: TenantClient | undefined;
    await db.write(async (tx) => {
      leaked = tx.prisma;
    });
    expect(() => leaked?.contact).toThrow(/after its body had ended/);
    const model = await db.write(async (tx) => ({ contacts: tx.prisma.contact }));
    await expect(model.contacts.count()).rejects.toThrow(/outside a write body/);
    expect(await db.prisma.contact.count()).toBe(0);
  });

  test('is refused to whoever got hold of it, also while somebody else writes', async () => {
    const model = await db.write(async (tx) => ({ contacts: tx.prisma.contact }));
    const running = db.write(() => pause(20));
    await pause(5);
    await expect(model.contacts.create({ data: contact('c1') })).rejects.toThrow(/outside a write body/);
    await running;
    expect(await db.prisma.contact.count()).toBe(0);
  });

  test('does not let a query that nobody awaited slip into the next write', async () => {
    let stray: Promise<unknown> | undefined;
    const first = db.write(async ({ prisma }) => {
      const contacts = prisma.contact;
      stray = (async () => {
        await pause(5);
        await contacts.create({ data: contact('stray') });
      })();
      stray.catch(() => {});
    });
    const second = db.write(async ({ prisma }) => {
      await pause(20);
      await prisma.contact.create({ data: contact('c2') });
    });
    await Promise.all([first, second]);
    await expect(stray).rejects.toThrow(/after its body had ended/);
    expect((await db.prisma.contact.findMany()).map((row) => row.id)).toEqual(['c2']);
  });

  test('nests: a transaction that fails takes back its own changes and no others', async () => {
    await db.write(async ({ prisma }) => {
      await prisma.contact.create({ data: contact('kept') });
      await expect(
        prisma.$transaction([
          prisma.contact.create({ data: contact('lost') }),
          prisma.contact.create({ data: contact('kept') }),
        ]),
      ).rejects.toMatchObject({ code: 'P2002' });
      await expect(
        prisma.$transaction(async (inner) => {
          await inner.contact.create({ data: contact('lost too') });
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      await prisma.$transaction(async (inner) => {
        await inner.contact.create({ data: contact('inner') });
      });
      expect((await prisma.contact.findMany({ orderBy: { id: 'asc' } })).map((row) => row.id)).toEqual([
        'inner',
        'kept',
      ]);
    });
    expect(await db.prisma.contact.count()).toBe(2);
  });

  test('keeps the statements beside a nested transaction out of it, so that its rollback spares them', async () => {
    await db.write(async (tx) => {
      const failing = tx.prisma.$transaction(async (inner) => {
        await inner.contact.create({ data: contact('inner') });
        await pause(10);
        throw new Error('no');
      });
      const beside = (async () => {
        await pause(3);
        await Promise.all([
          tx.run('INSERT INTO Contact (id, sortName, createdAt, updatedAt) VALUES (?, ?, ?, ?)', ['sql', 'x', at, at]),
          tx.prisma.contact.create({ data: contact('prisma') }),
        ]);
      })();
      await Promise.allSettled([failing, beside]);
    });
    expect((await db.prisma.contact.findMany({ orderBy: { id: 'asc' } })).map((row) => row.id)).toEqual([
      'prisma',
      'sql',
    ]);
  });

  test('creates with related rows, and takes all of it back when one of them fails', async () => {
    await db.write(({ prisma }) =>
      prisma.contact.create({ data: { ...contact('c1'), deals: { create: [deal('d1'), deal('d2')] } } }),
    );
    await expect(
      db.write(({ prisma }) =>
        prisma.contact.create({ data: { ...contact('c2'), deals: { create: [deal('d3'), deal('d1')] } } }),
      ),
    ).rejects.toMatchObject({ code: 'P2002' });
    expect(await db.prisma.contact.findMany({ include: { deals: { select: { id: true } } } })).toMatchObject([
      { id: 'c1', deals: [{ id: 'd1' }, { id: 'd2' }] },
    ]);
  });

  test('serves 200 concurrent writes with reads between them: each reads its own change, none is lost', async () => {
    await db.write(({ prisma }) => prisma.contact.create({ data: { ...contact('counter'), version: 0 } }));
    let reading = true;
    const seen: number[] = [];
    const reader = (async () => {
      while (reading) {
        const [row, [counted]] = await Promise.all([
          db.prisma.contact.findUniqueOrThrow({ where: { id: 'counter' } }),
          db.all<{ n: number }>('SELECT count(*) AS n FROM Deal'),
        ]);
        seen.push(row.version, counted?.n ?? -1);
        await pause(0);
      }
    })();
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) =>
        db.write(async ({ prisma }) => {
          const before = await prisma.contact.findUniqueOrThrow({ where: { id: 'counter' } });
          await prisma.contact.update({ where: { id: 'counter' }, data: { version: before.version + 1 } });
          await prisma.deal.create({ data: deal(`d${n}`) });
          // Every tenth gives up after its change: the others must not see it.
          if (n % 10 === 9) throw new Error('given up');
          return before.version + 1;
        }),
      ),
    );
    reading = false;
    await reader;
    const versions = results.filter((result) => result.status === 'fulfilled').map((result) => result.value);
    expect(versions).toEqual(Array.from({ length: 180 }, (_, n) => n + 1));
    expect((await db.prisma.contact.findUniqueOrThrow({ where: { id: 'counter' } })).version).toBe(180);
    expect(await db.prisma.deal.count()).toBe(180);
    // Readers saw committed states alone: the counter and the deals rise together, a group at a time.
    for (let at = 2; at < seen.length; at += 2) {
      expect(seen[at]).toBeGreaterThanOrEqual(seen[at - 2] ?? 0);
      expect(seen[at + 1]).toBeLessThanOrEqual(180);
    }
  });
});
