// node tests/bench/tenancy.bench.ts [organisations]
// Measures the tenancy engine by itself, on this machine and this disk, and prints one JSON object on stdout.
import { readdirSync } from 'node:fs';
import { newId } from '#lib/platform/ids.ts';
import type { TenantLease } from '#lib/tenancy/tenancy.ts';
import { openTestTenancy } from '../support/tenancy.ts';

const organisations = Number(process.argv[2] ?? 1_000);
const at = '2026-01-01T00:00:00.000Z';

async function main(): Promise<void> {
  const opened = await openTestTenancy({ poolMax: organisations + 8 });
  try {
    const ids: string[] = [];
    const provisioning = await each(organisations, async () => {
      ids.push(await opened.createOrg());
    });

    const memoryBefore = residentBytes();
    const descriptorsBefore = descriptors();
    const leases: TenantLease[] = [];
    const opening = await each(organisations, async (n) => {
      const lease = await opened.tenancy.acquire(ids[n] as string);
      await lease.db.get('SELECT orgId FROM TenantIdentity');
      leases.push(lease);
    });
    const memoryPerOpenKib = Math.round((residentBytes() - memoryBefore) / organisations / 1024);
    const descriptorsPerOpen = round((descriptors() - descriptorsBefore) / organisations);
    const reading = await each(20_000, async (n) => {
      await leases[n % organisations]?.db.get('SELECT orgId FROM TenantIdentity');
    });

    const prismaBefore = residentBytes();
    const prismaClients = Math.min(100, organisations);
    const firstPrisma = await each(prismaClients, async (n) => {
      await leases[n]?.db.prisma.contact.count();
    });
    const memoryPerPrismaKib = Math.round((residentBytes() - prismaBefore) / prismaClients / 1024);

    const { db } = leases[0] as TenantLease;
    const insert = () =>
      db.write((tx) =>
        tx.run('INSERT INTO Deal (id, title, stage, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?)', [
          newId('deal'),
          'Bench',
          'lead',
          at,
          at,
        ]),
      );
    const insertByPrisma = () =>
      db.write(({ prisma }) =>
        prisma.deal.create({
          data: { id: newId('deal'), title: 'Bench', stage: 'lead', createdAt: at, updatedAt: at },
        }),
      );
    const alone = await each(2_000, insert);
    const writersTogether = { 8: await together(8, 4_000, insert), 64: await together(64, 20_000, insert) };
    const prismaAlone = await each(500, insertByPrisma);
    const prismaTogether = await together(64, 2_000, insertByPrisma);
    const readingByPrisma = await each(2_000, async () => {
      await db.prisma.deal.findMany({ take: 50, orderBy: { createdAt: 'desc' } });
    });

    for (const lease of leases) lease.release();
    const report = {
      organisations,
      provisionMs: provisioning,
      openMs: opening,
      memoryPerOpenKib,
      descriptorsPerOpen,
      readMs: reading,
      firstPrismaQueryMs: firstPrisma,
      memoryPerPrismaKib,
      readBy50PrismaMs: readingByPrisma,
      durableWritesPerSecond: {
        alone: perSecond(alone.mean),
        eightWriters: writersTogether[8],
        sixtyFourWriters: writersTogether[64],
        prismaAlone: perSecond(prismaAlone.mean),
        prismaSixtyFourWriters: prismaTogether,
      },
    };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } finally {
    await opened.remove();
  }
}

interface Spread {
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
}

/** Runs `step` one after the other and tells how long it took, in milliseconds. */
async function each(times: number, step: (n: number) => Promise<unknown>): Promise<Spread> {
  const took: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const from = performance.now();
    await step(n);
    took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => round(took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0);
  return { mean: round(took.reduce((sum, ms) => sum + ms, 0) / took.length), p50: at(0.5), p99: at(0.99) };
}

/** Writes a second when so many writers each wait for their own write before the next. */
async function together(writers: number, times: number, step: () => Promise<unknown>): Promise<number> {
  let left = times;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (left > 0) {
        left -= 1;
        await step();
      }
    }),
  );
  return perSecond((performance.now() - from) / times);
}

function perSecond(ms: number): number {
  return Math.round(1_000 / ms);
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

function residentBytes(): number {
  return process.memoryUsage().rss;
}

/** Open file descriptors of this process; 0 where the system does not tell. */
function descriptors(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return 0;
  }
}

await main();
