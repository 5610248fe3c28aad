import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { openConnection } from '#lib/platform/db/connection.ts';
import { backupKey, masterKeysOf, readSubkey } from '#lib/tenancy/keys.ts';
import { addContacts, backupsOf, copiesOf, filesBelow } from '../../../support/backups.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../../../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../../../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;

beforeEach(async () => {
  rt = await createTestRuntime();
  org = await createTestOrganization();
});
afterEach(() => rt.close());

const day = 86_400;

describe('a backup', () => {
  test('made while others write holds one consistent state: every receipt in it verifies, and its rows are those receipts', async () => {
    let writing = true;
    let written = 0;
    const writers = [0, 1, 2, 3].map(async (writer) => {
      while (writing) {
        await call(createContact, org.owner, { firstName: `${writer}` }, { request: { door: 'cli' } });
        written += 1;
      }
    });
    while (written < 40) await new Promise((resume) => setTimeout(resume, 5));
    const before = written;
    const backup = await rt.backups.take();
    const during = written - before;
    writing = false;
    await Promise.all(writers);

    expect(during).toBeGreaterThan(0);
    const [copy] = backup.organizations;
    expect(copy?.receipts).toBeGreaterThanOrEqual(before);
    expect(copy?.receipts).toBeLessThan(written);
    expect((await rt.backups.examine('latest')).found).toMatchObject({ problems: [], receipts: copy?.receipts });
    const key = await readSubkey(rt.tenancy.control, masterKeysOf(rt.secrets.masterKey), org.orgId, 'database-pages');
    const [file = ''] = copiesOf(rt, org.orgId);
    const connection = openConnection({ file, key: key?.bytes ?? new Uint8Array(32), access: 'read' });
    const rows = connection.prepare('SELECT count(*) AS contacts FROM Contact').get();
    connection.close();
    expect(rows).toEqual({ contacts: copy?.receipts });
  });

  test('is unreadable without its key, says no name, and is readable by its owner alone', async () => {
    await addContacts(org, ['Nobody-Should-Read-This']);
    await rt.backups.take();
    for (const name of filesBelow(backupsOf(rt))) {
      const bytes = readFileSync(join(backupsOf(rt), name));
      for (const word of ['Nobody-Should-Read-This', 'SQLite format', org.slug, '@example.com']) {
        expect(bytes.includes(word), `${word} in ${name}`).toBe(false);
      }
    }
  });

  test('keeps the control database under a key of its own, without wrapped keys, sessions or free pages', async () => {
    const row = await rt.tenancy.control.get<{ wrapped: Uint8Array }>('SELECT wrapped FROM DataKey');
    const backup = await rt.backups.take();
    const file = join(backupsOf(rt), backup.control?.object ?? '');
    const masters = masterKeysOf(rt.secrets.masterKey);
    const connection = openConnection({ file, key: backupKey(masters, 1, 'control-pages'), access: 'read' });
    for (const table of ['DataKey', 'Session', 'LoginToken']) {
      expect(connection.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
    }
    expect(connection.pragma('freelist_count', { simple: true })).toBe(0);
    const plain = join(rt.dataDir, 'plain.db');
    connection.close();
    // All pages, as whoever has the master key sees them.
    const copy = openConnection({ file, key: backupKey(masters, 1, 'control-pages'), access: 'write' });
    copy.pragma('journal_mode=DELETE');
    copy.exec("PRAGMA rekey=''");
    copy.close();
    writeFileSync(plain, readFileSync(file));
    expect(readFileSync(plain).includes(org.slug)).toBe(true);
    expect(readFileSync(plain).includes(Buffer.from(row?.wrapped ?? []))).toBe(false);
  });

  test('copies an organisation once as long as nothing changes there, and again within a week', async () => {
    await addContacts(org, ['Ada']);
    const first = await rt.backups.take();
    rt.clock.advance(day);
    const second = await rt.backups.take();
    expect(second.organizations[0]?.object).toBe(first.organizations[0]?.object);
    expect(second.organizations[0]?.goodAt).toBe(second.startedAt);
    expect(copiesOf(rt, org.orgId)).toHaveLength(1);

    await addContacts(org, ['Grace']);
    rt.clock.advance(day);
    const third = await rt.backups.take();
    expect(third.organizations[0]?.receipts).toBe(2);
    expect(copiesOf(rt, org.orgId)).toHaveLength(2);
    rt.clock.advance(8 * day);
    expect((await rt.backups.take()).organizations[0]?.object).not.toBe(third.organizations[0]?.object);
  });

  test('that was kept long enough goes with everything that only it referred to', async () => {
    for (let made = 0; made < 12; made += 1) {
      await addContacts(org, [`${made}`]);
      await rt.backups.take();
      rt.clock.advance(day);
    }
    const { backups } = await rt.backups.list();
    // Seven days, and the ends of the two weeks before; all in one month.
    const madeOn = backups.map(({ startedAt }) => startedAt.slice(0, 10));
    expect(madeOn).toEqual([
      ...['2026-03-12', '2026-03-11', '2026-03-10', '2026-03-09', '2026-03-08', '2026-03-07', '2026-03-06'],
      '2026-03-01',
    ]);
    const referred = backups.flatMap((each) => [
      each.control?.object,
      ...each.organizations.map((copy) => copy.object),
    ]);
    const there = filesBelow(backupsOf(rt)).filter((name) => /^(?:orgs|control)\//.test(name));
    expect(there).toEqual([...new Set(referred)].sort());
  });

  test('without an organisation that cannot be copied says so, and keeps the copy before', async () => {
    const other = await createTestOrganization('Other');
    await rt.backups.take();
    const { location } = (await rt.tenancy.control.get<{ location: string }>(
      'SELECT location FROM Placement WHERE orgId = ?',
      [other.orgId],
    )) as { location: string };
    writeFileSync(join(rt.dataDir, 'tenants', location), 'no database');
    await addContacts(org, ['Ada']);
    const second = await rt.backups.take();
    expect(second.problems).toEqual([{ orgId: other.orgId, problem: expect.any(String) }]);
    expect(second.organizations.map(({ orgId }) => orgId).sort()).toEqual([org.orgId, other.orgId].sort());
    expect((await rt.backups.examine('latest')).found).toMatchObject({ organizations: 2, problems: [] });
  });

  test('is refused while another one is made', async () => {
    const first = rt.backups.take();
    await refused(rt.backups.take(), 'conflict');
    await first;
  });

  test('fails with nothing listed when its place has no room or is no folder', async () => {
    rmSync(join(rt.dataDir, 'backups'), { recursive: true, force: true });
    writeFileSync(join(rt.dataDir, 'backups'), 'in the way');
    await refused(rt.backups.take(), 'storage_unavailable');
    rmSync(join(rt.dataDir, 'backups'));
    expect((await rt.backups.list()).backups).toEqual([]);
    expect(existsSync(join(rt.dataDir, 'staging')) ? filesBelow(join(rt.dataDir, 'staging')) : []).toEqual([]);
    await rt.backups.take();
    expect((await rt.backups.list()).backups).toHaveLength(1);
  });
});
