import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { createInteraction } from '#lib/interactions/create-interaction.ts';
import { readEnvironment } from '#lib/platform/env.ts';
import { erasePerson } from '#lib/privacy/persons/erase-person.ts';
import { readErasure } from '#lib/privacy/persons/list-erasures.ts';
import { readPerson } from '#lib/privacy/persons/read-person.ts';
import { runtime } from '#lib/runtime.ts';
import { startRuntime } from '#lib/start-runtime.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { report, rounded } from './report.ts';

/*
 * One person in an organisation of 1,000,000 rows (records of the CRM and details of receipts): how long it takes to find
 * everything about them and to erase it, to the last page, and how long others wait for their turn meanwhile.
 */

const rowsPerTransaction = 10_000;
const interactionsOfPerson = 200;
const title = 'A person in an organisation of 1,000,000 rows';

/** Rows made by the engine itself: `n` is their number, from 1 on. Details stand far behind those of real receipts. */
const makers: readonly { readonly count: number; readonly sql: string }[] = [
  {
    count: 200_000,
    sql: `INSERT INTO Contact (id, firstName, lastName, company, city, phone, email, sortName, createdAt, updatedAt)
      SELECT printf('con_%026d', n), 'First' || n % 997, 'Last' || n % 4999, 'Company, ' || n % 499, 'Bonn',
             '+1 504 555 ' || n, 'person' || n || '@example.com', 'last' || n, :at, :at`,
  },
  {
    count: 100_000,
    sql: `INSERT INTO Deal (id, contactId, title, stage, createdAt, updatedAt)
      SELECT printf('deal_%026d', n), printf('con_%026d', n), 'Offer ' || n, 'proposal', :at, :at`,
  },
  {
    count: 150_000,
    sql: `INSERT INTO Activity (id, contactId, kind, subject, body, createdAt, updatedAt)
      SELECT printf('act_%026d', n), printf('con_%026d', n), 'call', 'Call ' || n, 'Spoke of offer ' || n, :at, :at`,
  },
  {
    count: 250_000,
    sql: `INSERT INTO Interaction (id, contactId, channel, direction, occurredAt, subject, body, metadata, createdAt)
      SELECT printf('int_%026d', n), printf('con_%026d', n % 200000 + 1), 'email', 'inbound', :at, 'Re: offer ' || n,
             'Thank you for offer ' || n || char(10) || 'Regards', '{"agent":"web"}', :at`,
  },
  {
    count: 300_000,
    sql: `INSERT INTO ReceiptDetail (seq, salt, detail)
      SELECT 10000000 + n, randomblob(32), '{"company":"Lighthouse Optics","email":"person' || n || '@example.com","n":"' || :at || '"}'`,
  },
];

async function fill(orgId: string): Promise<void> {
  const lease = await runtime().tenancy.acquire(orgId);
  const at = new Date().toISOString();
  try {
    for (const { count, sql } of makers) {
      for (let from = 0; from < count; from += rowsPerTransaction) {
        const numbers = `WITH RECURSIVE numbers (n) AS (SELECT ${from + 1} UNION ALL SELECT n + 1 FROM numbers WHERE n < ${Math.min(count, from + rowsPerTransaction)})`;
        await lease.db.write((tx) => tx.run(`${numbers} ${sql.replaceAll(':at', `'${at}'`)} FROM numbers`));
      }
    }
  } finally {
    lease.release();
  }
}

async function measure(what: string, run: () => Promise<number>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const cpu = process.cpuUsage();
  delay.enable();
  const from = performance.now();
  const records = await run();
  const seconds = (performance.now() - from) / 1_000;
  delay.disable();
  const { user, system } = process.cpuUsage(cpu);
  report(title, {
    what,
    records,
    seconds: rounded(seconds),
    cpuSeconds: rounded((user + system) / 1e6),
    othersWaitP99Ms: rounded(delay.percentile(99) / 1e6),
    othersWaitMaxMs: rounded(delay.max / 1e6),
  });
}

async function person({ owner }: TestOrganization, n: number): Promise<{ id: string; email: string }> {
  const email = `erased${n}@example.com`;
  const { id } = await call(createContact, owner, { firstName: 'Erased', lastName: `Person ${n}`, email });
  for (let at = 0; at < interactionsOfPerson; at += 1) {
    const report = { contactId: id, channel: 'email', direction: 'inbound', occurredAt: '2026-01-01T00:00:00Z' };
    await call(createInteraction, owner, { ...report, subject: `Mail ${at}` }, { request: { door: 'cli' } });
  }
  return { id, email };
}

async function erase({ owner }: TestOrganization, id: string, confirm: string): Promise<number> {
  const begun = await call(erasePerson, owner, { id, confirm });
  for (;;) {
    const { state, counts } = await call(readErasure, owner, { id: begun.id }, { request: { door: 'cli' } });
    if (state === 'done') return Object.values(counts).reduce((sum, count) => sum + count, 0);
    await wait(20);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
const rt = await startRuntime({
  env: readEnvironment({ HOLDFAST_DATA_DIR: folder, HOLDFAST_LOG: 'silent' }),
  boundOrigin: 'http://127.0.0.1:3000',
  projectRoot: resolve(import.meta.dirname, '../..'),
});
try {
  const org = await createTestOrganization();
  await fill(org.orgId);
  const first = await person(org, 1);
  const second = await person(org, 2);
  await measure('find everything', async () => {
    const { places } = await call(readPerson, org.owner, { id: first.id });
    return places.reduce((sum, { count }) => sum + count, 0);
  });
  await measure('erase, the search index in many parts', () => erase(org, first.id, first.email));
  await measure('erase another', () => erase(org, second.id, second.email));
} finally {
  await rt.close();
  rmSync(folder, { recursive: true, force: true });
}
