// node tests/bench/ledger.bench.ts [receipts to verify] [receipts to prove among]
// What a ledger costs: appending, signing, proving, exporting, verifying. Figures of one machine; nothing asserts them.
import { newContactRow } from '#lib/crm/contacts/contact-row.ts';
import { insertContact } from '#lib/crm/contacts/store.ts';
import { appendReceipt } from '#lib/ledger/append.ts';
import type { SignedCheckpoint } from '#lib/ledger/checkpoint.ts';
import { exportPart } from '#lib/ledger/export-parts.ts';
import { signCheckpoint } from '#lib/ledger/sign-checkpoint.ts';
import { readLedger } from '#lib/ledger/store.ts';
import { storedTree } from '#lib/ledger/tile-store.ts';
import { consistencyProof, inclusionProof } from '#lib/ledger/tree.ts';
import { verifyLedger } from '#lib/ledger/verify.ts';
import { openConnection } from '#lib/platform/db/connection.ts';
import type { WriteTx } from '#lib/platform/db/types.ts';
import { newId } from '#lib/platform/ids.ts';
import type { TenantClient } from '#lib/tenancy/clients.ts';
import type { TenantDatabase } from '#lib/tenancy/tenancy.ts';
import { openTestDatabase, type TestDatabase } from '../support/tenancy.ts';
import { quantile, report, rounded } from './report.ts';

const receiptsToVerify = Number(process.argv[2] ?? 1_000_000);
const receiptsToProve = Number(process.argv[3] ?? 10_000_000);
const orgId = newId('org');
const actor = newId('usr');

const sign = (db: TenantDatabase): Promise<SignedCheckpoint> =>
  signCheckpoint({
    db,
    orgId,
    host: 'bench.example',
    wrappingKey: async () => ({ version: 1, bytes: new Uint8Array(32) }),
    now: () => new Date(),
  });

type Tx = WriteTx<TenantClient>;

const addReceipt = (tx: Tx) =>
  appendReceipt(
    tx,
    { action: 'contact.created', subject: newId('con'), detail: { firstName: 'Ada', email: 'ada@example.com' } },
    { orgId, actor, at: new Date() },
  );

async function addContact(tx: Tx, withReceipt: boolean): Promise<void> {
  const input = { firstName: 'Ada', lastName: 'Lovelace', company: 'Analytical', email: `${newId('con')}@example.com` };
  const row = newContactRow(newId('con'), { ...input, tags: [], customFields: {} }, new Date().toISOString());
  await insertContact(tx, row);
  if (!withReceipt) return;
  const draft = { action: 'contact.created', subject: row.id, detail: input };
  await appendReceipt(tx, draft, { orgId, actor, at: new Date() });
}

/** Mean microseconds of wall time and of processor time for each of `count` writes by `writers` at once. */
async function timed(count: number, writers: number, write: () => Promise<unknown>) {
  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  let left = count;
  const writer = async () => {
    while (left > 0) {
      left -= 1;
      await write();
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  const { user, system } = process.cpuUsage(cpu);
  return { wallUs: ((performance.now() - startedMs) * 1_000) / count, cpuUs: (user + system) / count };
}

async function withDatabase(work: (opened: TestDatabase) => Promise<void>): Promise<void> {
  const opened = openTestDatabase();
  try {
    await work(opened);
  } finally {
    await opened.remove();
  }
}

async function appending({ db }: TestDatabase): Promise<void> {
  for (const writers of [1, 8, 64]) {
    const { wallUs, cpuUs } = await timed(writers * 600, writers, () => db.write(addReceipt));
    report('Appending alone', { writers, appendsPerSecond: Math.round(1e6 / wallUs), cpuUs: rounded(cpuUs) });
  }
}

/** Rounds of both kinds in turn, so that what else the machine does meets both. */
async function costOfReceipt({ db }: TestDatabase): Promise<void> {
  for (const writers of [1, 16, 64]) {
    const sums = { with: { wallUs: 0, cpuUs: 0 }, without: { wallUs: 0, cpuUs: 0 } };
    const rounds = 12;
    for (let round = 0; round < rounds * 2; round += 1) {
      const kind = round % 2 === 0 ? 'without' : 'with';
      const { wallUs, cpuUs } = await timed(writers * 60, writers, () =>
        db.write((tx) => addContact(tx, kind === 'with')),
      );
      sums[kind].wallUs += wallUs / rounds;
      sums[kind].cpuUs += cpuUs / rounds;
    }
    report('A receipt within the write of a contact', {
      writers,
      withoutUs: rounded(sums.without.wallUs),
      withUs: rounded(sums.with.wallUs),
      addsPercent: rounded((sums.with.wallUs / sums.without.wallUs - 1) * 100),
      addsCpuUs: rounded(sums.with.cpuUs - sums.without.cpuUs),
    });
  }
}

async function wholeLedger({ db }: TestDatabase): Promise<void> {
  const bulk = await timed(Math.ceil(receiptsToVerify / 1_000), 1, () =>
    db.write(async (tx) => {
      for (let n = 0; n < 1_000; n += 1) await addReceipt(tx);
    }),
  );
  const seconds = async (work: () => Promise<unknown>) => {
    const startedMs = performance.now();
    await work();
    return (performance.now() - startedMs) / 1_000;
  };
  const firstSigning = await seconds(() => sign(db));
  const verifying = await seconds(() => verifyLedger(orgId, readLedger(db)));
  const { size } = await sign(db);
  let bytes = 0;
  const exporting = await seconds(async () => {
    const plan = { size, filter: null };
    for (let from: number | null = 0; from !== null; ) {
      const part = await exportPart(db, { orgId, principal: { kind: 'operator', orgId }, plan, from });
      bytes += Buffer.byteLength(part.text);
      from = part.next;
    }
  });
  report('A whole ledger', {
    receipts: size,
    appendsPerSecondInBulk: Math.round(1e9 / bulk.wallUs),
    firstSigningSeconds: rounded(firstSigning),
    verifiedFromDatabasePerSecond: Math.round(size / verifying),
    exportedPerSecond: Math.round(size / exporting),
    exportMb: Math.round(bytes / 1e6),
  });
}

async function signingAgain({ db }: TestDatabase): Promise<void> {
  for (const fresh of [1, 100, 1_000]) {
    const took: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      await db.write(async (tx) => {
        for (let n = 0; n < fresh; n += 1) await addReceipt(tx);
      });
      const startedMs = performance.now();
      await sign(db);
      took.push(performance.now() - startedMs);
    }
    const sorted = Float64Array.from(took).sort();
    report('Signing what is new', {
      receipts: fresh,
      p50Ms: rounded(quantile(sorted, 0.5)),
      maxMs: rounded(took.sort((a, b) => b - a)[0] ?? 0),
    });
  }
}

/** Rows whose hashes follow each other, without everything that a proof does not read. */
function fill({ file, key }: TestDatabase, count: number): void {
  const connection = openConnection({ file, key, access: 'write' });
  connection.exec('PRAGMA synchronous = OFF');
  const others = connection
    .prepare(
      "SELECT type, name FROM sqlite_schema WHERE tbl_name = 'Receipt' AND sql IS NOT NULL AND type IN ('trigger', 'index')",
    )
    .all() as { type: string; name: string }[];
  for (const { type, name } of others) connection.exec(`DROP ${type} "${name}"`);
  const insert = connection.prepare(
    `WITH RECURSIVE n(seq) AS (SELECT ? UNION ALL SELECT seq + 1 FROM n WHERE seq < ?)
     INSERT INTO Receipt SELECT seq, printf('rcp_%026d', seq), '2026-01-01T00:00:00.000Z', ?, 'contact.created',
       printf('con_%026d', seq), zeroblob(32), CAST(printf('%032d', seq - 1) AS BLOB), CAST(printf('%032d', seq) AS BLOB)
     FROM n`,
  );
  const step = 100_000;
  for (let from = 1; from <= count; from += step)
    insert.run(BigInt(from), BigInt(Math.min(from + step - 1, count)), actor);
  connection.close();
}

async function proving(opened: TestDatabase): Promise<void> {
  const { db } = opened;
  fill(opened, receiptsToProve);
  const startedMs = performance.now();
  const { size } = await sign(db);
  const signingSeconds = (performance.now() - startedMs) / 1_000;
  const latency = async (prove: () => Promise<unknown>) => {
    const took = new Float64Array(2_000);
    for (let n = 0; n < took.length; n += 1) {
      const beganMs = performance.now();
      await prove();
      took[n] = performance.now() - beganMs;
    }
    return took.sort();
  };
  const anywhere = () => Math.floor(Math.random() * size);
  // A reader of its own for each: nothing of the proof before is remembered.
  const inclusion = await latency(() => inclusionProof(anywhere(), size, storedTree(db)));
  const consistency = await latency(() => consistencyProof(anywhere() + 1, size, storedTree(db)));
  report('Proofs', {
    receipts: size,
    firstSigningSeconds: rounded(signingSeconds),
    inclusionP50Ms: rounded(quantile(inclusion, 0.5)),
    inclusionP99Ms: rounded(quantile(inclusion, 0.99)),
    consistencyP50Ms: rounded(quantile(consistency, 0.5)),
    consistencyP99Ms: rounded(quantile(consistency, 0.99)),
  });
}

await withDatabase(appending);
await withDatabase(costOfReceipt);
await withDatabase(async (opened) => {
  await wholeLedger(opened);
  await signingAgain(opened);
});
await withDatabase(proving);
