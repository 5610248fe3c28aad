import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '#lib/access/limits.ts';
import { isoAfter } from '#lib/platform/clock.ts';
import type { SqlWriter } from '#lib/platform/db/types.ts';
import { cutInstallation, installationCuts } from '#lib/privacy/retention/cut-installation.ts';
import { directoryCuts, organisationCuts } from '#lib/privacy/retention/organisation-cuts.ts';
import { ownerCuts } from '#lib/privacy/retention/owner-cuts.ts';
import {
  limiterKeptSeconds,
  type RetentionRuleName,
  retentionRuleNames,
  ruleOf,
} from '#lib/privacy/retention/rules.ts';
import { runRetention } from '#lib/privacy/retention/run-cut.ts';
import { agedDirectoryRows, agedInstallationRows, agedOrganisationRows, insertOf } from '../support/aged-rows.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let globex: TestOrganization;

beforeEach(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
  globex = await createTestOrganization('Globex');
  await rt.tenancy.control.write((tx) =>
    tx.run("INSERT INTO User (id, email, createdAt, updatedAt) VALUES ('usr_aged', 'aged@example.com', '', '')"),
  );
  for (const { orgId } of [acme, globex]) {
    await inDatabase(orgId, (tx) =>
      tx.run("INSERT INTO Contact (id, sortName, createdAt, updatedAt) VALUES ('con_aged', '', '', '')"),
    );
  }
});
afterEach(() => rt.close());

async function inDatabase<T>(orgId: string, body: (tx: SqlWriter) => Promise<T>): Promise<T> {
  const lease = await rt.tenancy.acquire(orgId);
  try {
    return await lease.db.write(body);
  } finally {
    lease.release();
  }
}

const turn = { signal: new AbortController().signal };

type Row = (id: string, at: string, orgId: string) => Parameters<typeof insertOf>[0];

/** One row a second younger than the rule's edge and one a second older. */
function pairOf(rule: RetentionRuleName, row: Row, orgId: string): Parameters<typeof insertOf>[0][] {
  const edgeSeconds = -ruleOf(rule).days * 86_400;
  return [
    row('aged_young', isoAfter(rt.clock.now(), edgeSeconds + 1), orgId),
    row('aged_old', isoAfter(rt.clock.now(), edgeSeconds - 1), orgId),
  ];
}

async function insertAll(tx: SqlWriter, rows: readonly Parameters<typeof insertOf>[0][]): Promise<void> {
  for (const row of rows) await tx.run(...insertOf(row));
}

const idOf: Readonly<Record<string, string>> = {
  IdempotencyRecord: 'actor',
  SpentToken: 'purpose',
  OAuthDeviceCode: 'clientId',
};

async function left(tx: Pick<SqlWriter, 'all'>, table: string, where = '1'): Promise<string[]> {
  const id = idOf[table] ?? 'id';
  const rows = await tx.all<{ id: string }>(
    `SELECT "${id}" AS id FROM "${table}" WHERE "${id}" LIKE 'aged%' AND ${where} ORDER BY 1`,
  );
  return rows.map((row) => row.id);
}

describe("in the organisation's own database, a second before the edge is kept and a second after goes:", () => {
  test.each(Object.entries<Row>(agedOrganisationRows).filter(([rule]) => rule !== 'importRejects'))(
    '%s',
    async (name, row) => {
      const rule = name as RetentionRuleName;
      for (const { orgId } of [acme, globex]) {
        await inDatabase(orgId, (tx) => insertAll(tx, pairOf(rule, row, orgId)));
      }
      const [table] = row('', '', '');
      expect(await call(runRetention, acme.owner)).toMatchObject({ data: [{ rule, count: 1 }] });
      expect(await inDatabase(acme.orgId, (tx) => left(tx, table))).toEqual(['aged_young']);
      expect(await inDatabase(globex.orgId, (tx) => left(tx, table))).toEqual(['aged_old', 'aged_young']);
      expect((await ledgerOf(acme.orgId)).filter(({ action }) => action === 'retention.ran')).toMatchObject([
        { detail: { rule, count: 1, days: ruleOf(rule).days } },
      ]);
    },
  );

  test('importRejects, and the imports that they belong to stay', async () => {
    const pair = pairOf('importRejects', agedOrganisationRows.importRejects, acme.orgId);
    await inDatabase(acme.orgId, async (tx) => {
      await insertAll(tx, pair);
      for (const id of ['aged_young', 'aged_old']) {
        await tx.run(`INSERT INTO ImportReject (importId, row, cells, problems) VALUES (?, 1, '[]', '[]')`, [id]);
      }
    });
    expect(await call(runRetention, acme.owner)).toMatchObject({ data: [{ rule: 'importRejects', count: 1 }] });
    const rejects = await inDatabase(acme.orgId, (tx) => tx.all('SELECT importId FROM ImportReject'));
    expect(rejects).toEqual([{ importId: 'aged_young' }]);
    expect(await inDatabase(acme.orgId, (tx) => left(tx, 'Import'))).toEqual(['aged_old', 'aged_young']);
  });
});

describe("in its part of the control database, without another's:", () => {
  test.each(Object.entries<Row>(agedDirectoryRows))('%s', async (name, row) => {
    const rule = name as RetentionRuleName;
    const [table] = row('', '', '');
    const { control } = rt.tenancy;
    await control.write((tx) => insertAll(tx, pairOf(rule, row, acme.orgId)));
    await control.write((tx) =>
      insertAll(
        tx,
        pairOf(rule, (id, at, orgId) => row(`${id}_globex`, at, orgId), globex.orgId),
      ),
    );
    expect(await call(runRetention, acme.owner)).toMatchObject({ data: [{ rule, count: 1 }] });
    expect(await left(control, table, `orgId = '${acme.orgId}'`)).toEqual(['aged_young']);
    expect(await left(control, table, `orgId = '${globex.orgId}'`)).toHaveLength(2);
    expect((await ledgerOf(acme.orgId)).at(-1)).toMatchObject({ action: 'retention.ran', detail: { rule, count: 1 } });
  });
});

describe('of the installation itself, with a receipt in its own ledger:', () => {
  test.each(Object.entries<Row>(agedInstallationRows))('%s', async (name, row) => {
    const rule = name as RetentionRuleName;
    const [table] = row('', '', '');
    await rt.tenancy.control.write((tx) => insertAll(tx, pairOf(rule, row, acme.orgId)));
    await cutInstallation(rt, turn);
    expect(await left(rt.tenancy.control, table)).toEqual(['aged_young']);
    const ledger = await ledgerOf((await rt.installationLedger.id()) ?? '');
    expect(ledger).toContainEqual(
      expect.objectContaining({ action: 'retention.ran', detail: expect.objectContaining({ rule, count: 1 }) }),
    );
  });

  test('localMail', async () => {
    await rt.mailer.send({ to: 'a@example.com', subject: 'old', text: 't', html: 'h' });
    rt.clock.advance(2);
    await rt.mailer.send({ to: 'a@example.com', subject: 'young', text: 't', html: 'h' });
    rt.clock.advance(30 * 86_400 - 1);
    await cutInstallation(rt, turn);
    expect(rt.mailbox().map(({ subject }) => subject)).toEqual(['young']);
  });
});

test('every rule has a cut, and every cut a rule', () => {
  const cut = [organisationCuts, directoryCuts, installationCuts, ownerCuts].flatMap((cuts) => Object.keys(cuts));
  expect([...cut, 'localMail'].sort()).toEqual([...retentionRuleNames].sort());
});

test('what counts attempts forgets them by itself within two hours', () => {
  for (const [name, { windowSeconds }] of Object.entries(limits)) {
    expect(windowSeconds, name).toBeLessThanOrEqual(limiterKeptSeconds);
  }
});
