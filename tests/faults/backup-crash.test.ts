import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendReceipt } from '#lib/ledger/append.ts';
import type { Backups } from '#lib/tenancy/backup/backups.ts';
import { masterKeysOf } from '#lib/tenancy/keys.ts';
import { filesBelow } from '../support/backups.ts';
import { startChild } from '../support/child.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { openTestTenancy, type TestTenancy } from '../support/tenancy.ts';
import { backupsOfTenancy } from '../support/tenancy-backups.ts';

const script = new URL('./backup-child.ts', import.meta.url);
const masterKey = randomBytes(32);

let temporary: TemporaryFolder;
let dataDir: string;
let opened: TestTenancy;
let backups: Backups;
let orgId: string;

async function open(): Promise<void> {
  opened = await openTestTenancy({ dataDir, masterKeys: masterKeysOf(masterKey) });
  backups = backupsOfTenancy(opened);
  await backups.settle();
}

/** Runs the command in a process that dies before its n-th step; 0: it lives. @returns its steps, if it did. */
async function run(command: string, killAt: number): Promise<readonly string[]> {
  await opened.close();
  const child = startChild(script, [command, dataDir, masterKey.toString('hex'), orgId, `${killAt}`]);
  const ended = await child.ended;
  expect(ended, `${command} ${killAt}`).toBe(killAt === 0 ? 0 : 'SIGKILL');
  await open();
  return (
    child.lines
      .find((line) => line.startsWith('steps '))
      ?.split(' ')
      .slice(1) ?? []
  );
}

const write = (action: string) =>
  opened.use(orgId, (db) =>
    db.write((tx) =>
      appendReceipt(tx, { action, subject: orgId, detail: {} }, { orgId, actor: 'tests', at: new Date() }),
    ),
  );
const actions = () =>
  opened.use(orgId, async (db) =>
    (await db.all<{ action: string }>('SELECT action FROM Receipt ORDER BY seq')).map((row) => row.action),
  );
const copies = () => filesBelow(join(dataDir, 'backups', 'v1')).filter((name) => name.startsWith('orgs/'));

beforeEach(async () => {
  temporary = temporaryFolder();
  dataDir = join(temporary.path, 'data');
  await open();
  orgId = await opened.createOrg();
  await write('first');
});
afterEach(async () => {
  await opened.close();
  temporary.remove();
});

/** Every so-many-th step is tried, 1 for all: each is two processes that start. */
const stride = 2;

describe('killed before any of its steps', () => {
  test('a backup is not listed or is whole, and the next one leaves nothing behind of it', async () => {
    const steps = await run('backup', 0);
    expect(steps.length).toBeGreaterThan(20);
    expect(steps).toContain('promises.rename');
    let whole = (await backups.list()).backups.length;
    expect(whole).toBe(1);
    for (let at = 1; at <= steps.length; at += stride) {
      await write(`before ${at}`);
      await run('backup', at);
      const { backups: listed, unreadable } = await backups.list();
      expect(unreadable, `step ${at}`).toEqual([]);
      // Killed between the description and the rotation, this one and the one before are both there, and whole.
      expect(listed.length, `step ${at}`).toBeGreaterThan(0);
      for (const { id } of listed) {
        expect((await backups.examine(id)).found.problems, `step ${at}, ${id}`).toEqual([]);
      }
      if (listed[0]?.organizations[0]?.receipts === (await actions()).length) whole += 1;
    }
    await backups.take();
    expect(copies()).toHaveLength(1);
    expect(filesBelow(join(dataDir, 'backups', 'v1')).filter((name) => name.startsWith('control/'))).toHaveLength(1);
    // Some kills come after the description is there.
    expect(whole).toBeGreaterThan(1);
    expect(whole).toBeLessThan(steps.length);
  }, 600_000);

  test('a restore of one organisation ends in what it was or in what the backup says, and it is open again', async () => {
    await backups.take();
    await write('later');
    const steps = await run('restore', 0);
    expect(steps).toContain('linkSync');
    expect(await actions()).toEqual(['first', 'organization.restored']);
    let restored = 0;
    for (let at = 1; at <= steps.length; at += stride) {
      await write(`before ${at}`);
      const before = await actions();
      await run('restore', at);
      const after = await actions();
      const state = `step ${at}, ${steps[at - 1]}`;
      if (after.at(-1) === 'organization.restored' && after.length === 2) restored += 1;
      else expect(after, state).toEqual(before);
      const row = await opened.tenancy.control.get('SELECT status FROM Organization WHERE id = ?', [orgId]);
      expect(row, state).toEqual({ status: 'active' });
      expect(existsSync(join(dataDir, 'staging')) ? readdirSync(join(dataDir, 'staging')) : [], state).toEqual([]);
    }
    expect(restored).toBeGreaterThan(0);
    expect(restored).toBeLessThan(steps.length);
  }, 600_000);

  test('forgetting an organisation is finished by asking again', async () => {
    await backups.take();
    const other = await opened.createOrg();
    const steps = await run('forget', 0);
    expect(copies()).toEqual([]);
    for (let at = 1; at <= steps.length; at += stride) {
      await backups.take();
      expect(copies().length).toBeGreaterThan(0);
      await run('forget', at);
      await backups.forget(orgId);
      const left = filesBelow(join(dataDir, 'backups', 'v1')).filter((name) => name.includes(orgId));
      expect(left, `step ${at}, ${steps[at - 1]}`).toEqual([]);
      expect((await backups.list()).unreadable).toEqual([]);
      expect((await backups.examine('latest')).found.problems).toEqual([]);
      await opened.close();
      await open();
    }
    expect(other).not.toBe(orgId);
  }, 600_000);
});
