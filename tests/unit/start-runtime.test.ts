import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnvironment } from '#lib/platform/env.ts';
import { newId } from '#lib/platform/ids.ts';
import { createLog } from '#lib/platform/log.ts';
import { hasRuntime, runtime } from '#lib/runtime.ts';
import { startRuntime } from '#lib/start-runtime.ts';
import { holderOf } from '#lib/tenancy/data-folder.ts';
import { oweReceipts } from '#lib/tenancy/outbox.ts';
import { createTestOrganization, refused } from '../support/call.ts';
import { temporaryDataDir } from '../support/server-process.ts';

const projectRoot = resolve(import.meta.dirname, '../..');
let dataDir: string;

beforeEach(() => {
  dataDir = join(temporaryDataDir(), 'data');
});
afterEach(async () => {
  if (hasRuntime()) await runtime().close();
  rmSync(resolve(dataDir, '..'), { recursive: true, force: true });
});

function start(settings: Readonly<Record<string, string>> = {}) {
  return startRuntime({
    env: readEnvironment({ HOLDFAST_DATA_DIR: dataDir, ...settings }),
    boundOrigin: 'http://127.0.0.1:4000',
    projectRoot,
    log: createLog('silent'),
  });
}

describe('starting an installation', () => {
  it('holds the data folder until it is closed, and is then the process’s runtime no more', async () => {
    const rt = await start();
    expect(runtime()).toBe(rt);
    expect(holderOf(dataDir)).toMatchObject({ pid: process.pid });
    await rt.close();
    expect(hasRuntime()).toBe(false);
    expect(holderOf(dataDir)).toBeUndefined();
  });

  it('undoes what it began when something fails: the next start finds the folder free', async () => {
    await refused(start({ TURNSTILE_SITE_KEY: '0x4AAAAAAAAAAAAAAAAAAAAA' }), 'unsafe_configuration');
    expect(hasRuntime()).toBe(false);
    expect(holderOf(dataDir)).toBeUndefined();
    await start();
  });

  it('happens once in a process', async () => {
    const rt = await start();
    await refused(start(), 'internal');
    expect(runtime()).toBe(rt);
  });

  it('takes its origin from the settings, and only without them from the address that was bound', async () => {
    expect((await start()).origin).toBe('http://127.0.0.1:4000');
    await runtime().close();
    expect((await start({ HOLDFAST_URL: 'https://trust.example/' })).origin).toBe('https://trust.example');
  });

  it('refuses production on weak settings before it touches anything', async () => {
    const error = await refused(start({ HOLDFAST_ENV: 'production' }), 'unsafe_configuration');
    expect(error.problems.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['HOLDFAST_MASTER_KEY', 'HOLDFAST_URL', 'SMTP_URL', 'CORS_ALLOWED_ORIGINS']),
    );
    expect(holderOf(dataDir)).toBeUndefined();
  });

  it('pays the receipts that a crash left owing', async () => {
    const before = await start();
    const { orgId } = await createTestOrganization('Acme');
    const subject = newId('mem');
    await before.tenancy.control.write((tx) =>
      oweReceipts(tx, [{ action: 'member.joined', subject, detail: {} }], { orgId, actor: 'usr_x', at: new Date() }),
    );
    await before.close();

    const after = await start();
    expect(await after.tenancy.control.all('SELECT id FROM ReceiptOutbox')).toEqual([]);
    const lease = await after.tenancy.acquire(orgId);
    const receipt = await lease.db.get('SELECT action, actor FROM Receipt WHERE subject = ?', [subject]);
    lease.release();
    expect(receipt).toEqual({ action: 'member.joined', actor: 'usr_x' });
  });
});
