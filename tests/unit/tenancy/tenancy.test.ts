import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#lib/platform/ids.ts';
import { projectRoot, type TemporaryFolder, temporaryFolder } from '../../support/data-folder.ts';
import { openTestTenancy, type TestTenancy } from '../../support/tenancy.ts';

let temporary: TemporaryFolder;
let dataDir: string;
let opened: TestTenancy;

beforeEach(async () => {
  temporary = temporaryFolder();
  dataDir = join(temporary.path, 'data');
  opened = await openTestTenancy({ dataDir });
});

afterEach(async () => {
  await opened.close();
  temporary.remove();
});

async function reopen(options: Parameters<typeof openTestTenancy>[0] = {}): Promise<void> {
  await opened.close();
  opened = await openTestTenancy({ dataDir, masterKeys: opened.masterKeys, ...options });
}

/** A tenant's schema level is the number of migrations that made it. */
const schemaLevel = readdirSync(join(projectRoot, 'prisma/tenant/migrations'), { withFileTypes: true }).filter(
  (entry) => entry.isDirectory(),
).length;

const fileOf = (orgId: string) => join(dataDir, 'tenants', orgId.slice(-2), `${orgId}.db`);

/** The project's migrations with one more for tenants. */
function rootWithMigration(name: string, sql: string): string {
  const root = join(temporary.path, name);
  for (const kind of ['control', 'tenant']) {
    cpSync(join(projectRoot, 'prisma', kind, 'migrations'), join(root, 'prisma', kind, 'migrations'), {
      recursive: true,
    });
  }
  const folder = join(root, 'prisma/tenant/migrations', name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'migration.sql'), sql);
  return root;
}

const placement = (orgId: string) =>
  opened.tenancy.control.get<{ state: string; stateReason: string | null; schemaLevel: number }>(
    'SELECT state, stateReason, schemaLevel FROM Placement WHERE orgId = ?',
    [orgId],
  );

describe('provisioning', () => {
  test('makes an active organisation with a database that says whose it is', async () => {
    const orgId = await opened.createOrg('acme');
    expect(await opened.tenancy.control.get('SELECT slug, status FROM Organization WHERE id = ?', [orgId])).toEqual({
      slug: 'acme',
      status: 'active',
    });
    expect(await placement(orgId)).toEqual({ state: 'ok', stateReason: null, schemaLevel });
    const identity = await opened.use(orgId, (db) => db.prisma.tenantIdentity.findMany());
    expect(identity).toMatchObject([{ id: 1, orgId }]);
    expect(readdirSync(join(dataDir, 'tenants', orgId.slice(-2))).some((name) => name.endsWith('.new'))).toBe(false);
  });

  test('refuses a slug that is taken, and leaves nothing of the attempt', async () => {
    await opened.createOrg('acme');
    const second = newId('org');
    await expect(
      opened.tenancy.provision({ id: second, slug: 'acme', name: 'Other', plan: 'free' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(existsSync(fileOf(second))).toBe(false);
    await expect(opened.tenancy.acquire(second)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('writes the first owner in the transaction that makes the organisation active, or makes none', async () => {
    const at = new Date().toISOString();
    await opened.tenancy.control.write((tx) =>
      tx.run('INSERT INTO User (id, email, createdAt, updatedAt) VALUES (?, ?, ?, ?)', [
        'usr_1',
        'a@example.org',
        at,
        at,
      ]),
    );
    const join = (orgId: string, userId: string) =>
      opened.tenancy.provision({ id: orgId, slug: orgId.toLowerCase(), name: 'A', plan: 'free' }, async (tx) => {
        await tx.run(
          `INSERT INTO Membership (id, orgId, userId, role, createdAt, updatedAt) VALUES (?, ?, ?, 'owner', ?, ?)`,
          [newId('mem'), orgId, userId, at, at],
        );
      });
    const [good, bad] = [newId('org'), newId('org')];
    await join(good, 'usr_1');
    await expect(join(bad, 'usr_nobody')).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' });
    expect(await opened.tenancy.control.all('SELECT orgId FROM Membership')).toEqual([{ orgId: good }]);
    expect(await opened.tenancy.control.all('SELECT id FROM Organization')).toEqual([{ id: good }]);
    expect(existsSync(fileOf(bad))).toBe(false);
  });

  test('of 40 at once makes 40 databases under 40 keys', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => opened.createOrg()));
    const keys = await Promise.all(ids.map((id) => opened.tenancy.keyOf(id, 'database-pages')));
    expect(new Set(keys.map((key) => Buffer.from(key?.bytes ?? []).toString('hex'))).size).toBe(40);
    for (const id of ids) {
      expect(await opened.use(id, (db) => db.get('SELECT orgId FROM TenantIdentity'))).toEqual({ orgId: id });
    }
  });
});

describe('acquiring', () => {
  test('an unknown id is not_found, and asking again does not reach the control database', async () => {
    const id = newId('org');
    await expect(opened.tenancy.acquire(id)).rejects.toMatchObject({ code: 'not_found' });
    expect(opened.tenancy.stats().negativeHits).toBe(0);
    for (let n = 0; n < 5; n += 1)
      await expect(opened.tenancy.acquire(id)).rejects.toMatchObject({ code: 'not_found' });
    expect(opened.tenancy.stats().negativeHits).toBe(5);
    expect(opened.tenancy.stats().open).toBe(0);
  });

  test('an id that was unknown is found as soon as it has been provisioned', async () => {
    const id = newId('org');
    await expect(opened.tenancy.acquire(id)).rejects.toMatchObject({ code: 'not_found' });
    await opened.tenancy.provision({ id, slug: 'late', name: 'Late', plan: 'free' });
    expect(await opened.use(id, (db) => db.get('SELECT orgId FROM TenantIdentity'))).toEqual({ orgId: id });
  });

  test('what is not the id of an organisation never becomes a path', async () => {
    for (const id of ['', '..', 'org_../../x', `${newId('org')}/../y`, newId('con'), `${newId('org')}\n`]) {
      await expect(opened.tenancy.acquire(id)).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  test('many organisations at once stays within the pool, each with its own data', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, () => opened.createOrg()));
    await reopen({ poolMax: 8 });
    const seen = await Promise.all(
      [...ids, ...ids, ...ids].map((id) =>
        opened.use(id, async (db) => {
          expect(opened.tenancy.stats().open).toBeLessThanOrEqual(8);
          return [id, (await db.get<{ orgId: string }>('SELECT orgId FROM TenantIdentity'))?.orgId];
        }),
      ),
    );
    for (const [asked, got] of seen) expect(got).toBe(asked);
    expect(opened.tenancy.stats()).toMatchObject({ leased: 0, capacity: 8 });
  });

  test('keys are given by version, and none for an organisation that is not there', async () => {
    const orgId = await opened.createOrg();
    const key = await opened.tenancy.keyOf(orgId, 'session-jwt');
    expect(key).toMatchObject({ version: 1 });
    expect(await opened.tenancy.keyOf(orgId, 'session-jwt', 1)).toEqual(key);
    expect(await opened.tenancy.keyOf(orgId, 'session-jwt', 2)).toBeNull();
    expect(await opened.tenancy.keyOf(newId('org'), 'session-jwt')).toBeNull();
  });
});

describe('migrating every organisation', () => {
  const sql = 'CREATE TABLE added (id INTEGER NOT NULL PRIMARY KEY) STRICT;';

  test('brings each to the present schema once', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => opened.createOrg()));
    expect(await opened.tenancy.migrateAll()).toEqual({ migrated: 0, current: 12, quarantined: [] });
    await reopen({ projectRoot: rootWithMigration('9999_added', sql) });
    const progress: string[] = [];
    const report = await opened.tenancy.migrateAll({
      parallel: 3,
      onProgress: (done, total) => progress.push(`${done}/${total}`),
    });
    expect(report).toEqual({ migrated: 12, current: 0, quarantined: [] });
    expect(progress.at(-1)).toBe('12/12');
    expect(await opened.tenancy.migrateAll()).toEqual({ migrated: 0, current: 12, quarantined: [] });
    for (const id of ids) {
      expect(await placement(id)).toMatchObject({ state: 'ok', schemaLevel: schemaLevel + 1 });
      expect(await opened.use(id, (db) => db.all('SELECT * FROM added'))).toEqual([]);
    }
  });

  test('an organisation that is opened before the walk reached it is brought there first', async () => {
    const orgId = await opened.createOrg();
    await reopen({ projectRoot: rootWithMigration('9999_added', sql) });
    expect(await opened.use(orgId, (db) => db.all('SELECT * FROM added'))).toEqual([]);
    expect(await opened.createOrg().then((id) => opened.use(id, (db) => db.all('SELECT * FROM added')))).toEqual([]);
  });

  test('sets aside those that cannot be migrated, says why, and goes on with the rest', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) ids.push(await opened.createOrg());
    const [first, damagedOrg, missing, conflicting, , last] = ids as [string, string, string, string, string, string];
    await opened.use(conflicting, (db) => db.write((tx) => tx.run('CREATE TABLE added (other TEXT)')));
    await opened.close();
    writeFileSync(fileOf(damagedOrg), Buffer.alloc(40_960, 1));
    renameSync(fileOf(missing), `${fileOf(missing)}.elsewhere`);

    await reopen({ projectRoot: rootWithMigration('9999_added', sql) });
    const report = await opened.tenancy.migrateAll();
    expect(report).toMatchObject({ migrated: 3, current: 0 });
    const reasons = new Map(report.quarantined.map(({ orgId, reason }) => [orgId, reason]));
    expect(reasons.get(damagedOrg)).toContain('damaged');
    expect(reasons.get(missing)).toContain('missing');
    expect(reasons.get(conflicting)).toContain('9999_added failed');
    expect(reasons.size).toBe(3);
    expect(await placement(damagedOrg)).toMatchObject({
      state: 'quarantined',
      stateReason: expect.stringContaining('damaged'),
    });
    await expect(opened.tenancy.acquire(damagedOrg)).rejects.toMatchObject({ code: 'tenant_unavailable' });
    for (const id of [first, last]) expect(await opened.use(id, (db) => db.all('SELECT * FROM added'))).toEqual([]);

    // What is repaired is released by the next walk.
    renameSync(`${fileOf(missing)}.elsewhere`, fileOf(missing));
    expect(await opened.tenancy.migrateAll()).toMatchObject({ migrated: 1, current: 3, quarantined: [{}, {}] });
    expect(await opened.use(missing, (db) => db.all('SELECT * FROM added'))).toEqual([]);
  });

  test('a failed migration leaves the organisation as it was', async () => {
    const orgId = await opened.createOrg();
    const broken = rootWithMigration(
      '9999_broken',
      'CREATE TABLE half (id INTEGER) STRICT; SELECT nothing FROM nowhere;',
    );
    await reopen({ projectRoot: broken });
    expect(await opened.tenancy.migrateAll()).toMatchObject({ migrated: 0, quarantined: [{ orgId }] });
    await reopen();
    expect(await opened.tenancy.migrateAll()).toMatchObject({ migrated: 1, quarantined: [] });
    const tables = await opened.use(orgId, (db) => db.all(`SELECT name FROM sqlite_schema WHERE name = 'half'`));
    expect(tables).toEqual([]);
  });
});
