import { afterEach, beforeEach, expect, test } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { placeHold } from '#lib/privacy/holds/place-hold.ts';
import { previewRetention } from '#lib/privacy/retention/preview-cut.ts';
import { runRetention } from '#lib/privacy/retention/run-cut.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const interactions = 200_000;
const inOneWrite = 50_000;

let rt: TestRuntime;
let acme: TestOrganization;

beforeEach(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
  const lease = await rt.tenancy.acquire(acme.orgId);
  await lease.db.write((tx) =>
    tx.run("INSERT INTO Contact (id, sortName, createdAt, updatedAt) VALUES ('con_1', '', '', '')"),
  );
  for (let from = 0; from < interactions; from += inOneWrite) {
    await lease.db.write((tx) =>
      tx.run(
        `WITH RECURSIVE n(value) AS (SELECT ${from} UNION ALL SELECT value + 1 FROM n WHERE value < ${from + inOneWrite - 1})
         INSERT INTO Interaction (id, contactId, channel, direction, occurredAt, body, externalId, createdAt)
         SELECT 'int_' || value, 'con_1', 'email', 'inbound', '2020-01-01T00:00:00.000Z', 'words', value, '' FROM n`,
      ),
    );
  }
  lease.release();
});
afterEach(() => rt.close());

test('200,000 interactions go in pieces, and whoever writes meanwhile waits for no more than the one under way', async () => {
  expect(await call(previewRetention, acme.owner)).toMatchObject({ total: interactions });
  let cut = 0;
  let cutting = true;
  const cuts = (async () => {
    for (;;) {
      const { total, done } = await call(runRetention, acme.owner, {}, { request: { door: 'cli' } });
      cut += total;
      if (done) break;
    }
    cutting = false;
  })();
  const ahead: number[] = [];
  const lastSeq = async () => (await ledgerOf(acme.orgId)).at(-1)?.seq ?? 0;
  while (cutting && ahead.length < 20) {
    const before = await lastSeq();
    const { id } = await call(createContact, acme.owner, { firstName: 'Ada' });
    const written = (await ledgerOf(acme.orgId)).find(({ subject }) => subject === id)?.seq ?? 0;
    ahead.push(written - before - 1);
  }
  expect(ahead.length).toBeGreaterThan(3);
  // The head is read before the write is asked for: a cut may end in between, and one is under way.
  for (const passed of ahead) expect(passed).toBeLessThanOrEqual(5);
  await cuts;
  expect(cut).toBe(interactions);
  expect(await call(verifyOwnLedger, acme.owner)).toMatchObject({ ok: true });
});

test('a hold that is placed in the midst of it keeps the rest', async () => {
  const first = await call(runRetention, acme.owner);
  expect(first.done).toBe(false);
  await call(placeHold, acme.owner, { reason: 'Case 7 O 12/26' });
  const lease = await rt.tenancy.acquire(acme.orgId);
  const left = async () => (await lease.db.get<{ n: number }>('SELECT count(*) AS n FROM Interaction'))?.n;
  const kept = await left();
  expect(kept).toBeGreaterThan(0);
  expect(await call(runRetention, acme.owner)).toMatchObject({ total: 0, done: true });
  expect(await left()).toBe(kept);
  lease.release();
});
