import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileAnswer } from '#lib/access/operation.ts';
import { listAlerts } from '#lib/alerts/list-alerts.ts';
import { setAlertWebhook } from '#lib/alerts/set-webhook.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { exportLedger } from '#lib/ledger/export-ledger.ts';
import { listLedgerKeys } from '#lib/ledger/list-keys.ts';
import { readPublication } from '#lib/ledger/publish/read-publication.ts';
import { updatePublication } from '#lib/ledger/publish/update-publication.ts';
import { readCheckpoint } from '#lib/ledger/read-checkpoint.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { eventually } from '../support/eventually.ts';
import { standaloneVerifier } from '../support/holdfast-verify.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestClock, type TestClock } from '../support/test-clock.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { startWebhookCatcher } from '../support/webhook-catcher.ts';

let base: string;
let dataDir: string;
let folder: string;
let clock: TestClock;
let rt: TestRuntime;
let org: TestOrganization;
const start = async () => {
  rt = await createTestRuntime({ dataDir, clock, env: { LEDGER_CHECKPOINT_DIR: folder, OUTBOUND_LOOPBACK: 'on' } });
};
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'holdfast-publication-'));
  dataDir = join(base, 'data');
  folder = join(base, 'other-disk');
  clock = createTestClock();
  await start();
  org = await createTestOrganization('Publishing');
});
afterEach(async () => {
  await rt.close();
  rmSync(base, { recursive: true, force: true });
});

const add = async (count: number) => {
  for (let n = 0; n < count; n += 1) await call(createContact, org.owner, { firstName: `Person ${n}` });
};
const sign = () => call(readCheckpoint, org.owner);
const files = () => {
  try {
    return readdirSync(join(folder, org.orgId)).sort();
  } catch {
    return [];
  }
};
const stands = (size: number) => eventually(`${size}.checkpoint`, () => files().includes(`${size}.checkpoint`));
const mails = () =>
  rt
    .mailbox()
    .filter(({ subject, to }) => subject.startsWith('Ledger checkpoint') && to === org.owner.email)
    .reverse();
/** What somebody copies out of the mail, as the mail says. */
const noteIn = (text: string) => /^\S+\/ledger\/org_\w+\n(?:.+\n)+\n\u2014 .+\n/m.exec(text)?.[0] ?? '';
const mismatches = async () => (await call(listAlerts, org.owner, { rule: 'ledger.mismatch' })).data;
const databaseFile = () => join(dataDir, 'tenants', org.orgId.slice(-2), `${org.orgId}.db`);
async function stopped(work: () => void): Promise<void> {
  await rt.close();
  work();
  await start();
}
async function verified(note: string) {
  const key = (await call(listLedgerKeys, org.owner)).data[0]?.vkey ?? '';
  const file = (await call(exportLedger, org.owner, {})) as FileAnswer;
  const { verifyExport } = await standaloneVerifier();
  const chunk = Buffer.from(await new Response(file.stream).arrayBuffer());
  return verifyExport([chunk], { key, organization: org.orgId, checkpoints: [{ name: 'mail', note }] });
}

describe('a folder on another disk', () => {
  it('gets every checkpoint as a file of its own, as it was signed, and none is ever changed', async () => {
    await add(3);
    const first = await sign();
    await stands(3);
    await add(2);
    const second = await sign();
    await stands(5);
    expect(files()).toEqual(['3.checkpoint', '5.checkpoint', 'latest.checkpoint']);
    const text = (name: string) => readFileSync(join(folder, org.orgId, name), 'utf8');
    expect([text('3.checkpoint'), text('5.checkpoint'), text('latest.checkpoint')]).toEqual([
      first.note,
      second.note,
      second.note,
    ]);
    await rt.publisher.publish(org.orgId);
    expect(files()).toHaveLength(3);
  });

  it('catches a database that was put back, with all that the installation knows of itself, also after it has grown', async () => {
    await add(4);
    await sign();
    await stands(4);
    const copies = [databaseFile(), join(dataDir, 'control.db')].map((file) => [file, `${file}.copy`] as const);
    await stopped(() => {
      for (const [file, copy] of copies) copyFileSync(file, copy);
    });
    await add(3);
    await sign();
    await stands(7);
    await stopped(() => {
      for (const [file, copy] of copies) copyFileSync(copy, file);
    });
    await rt.publisher.publish(org.orgId);
    expect(await mismatches()).toMatchObject([{ detail: { problem: 'truncated', place: 5, foundBy: 'publication' } }]);
    await add(5);
    await sign();
    const found = await eventually('a rewritten ledger', async () =>
      (await mismatches()).find(({ subject }) => subject === 'rewritten'),
    );
    expect(found.detail).toMatchObject({ place: 7 });
    expect(files()).toEqual(['4.checkpoint', '7.checkpoint', 'latest.checkpoint']);
    await eventually('mail', () => rt.mailbox().find(({ subject }) => subject.startsWith('Critical')));
  });

  it('that cannot be written is an alert, and is tried again until it can', async () => {
    writeFileSync(folder, 'no folder');
    await add(1);
    await sign();
    const raised = async () => (await call(listAlerts, org.owner, { rule: 'ledger.deliveryFailed' })).data;
    expect(await eventually('an alert', async () => (await raised())[0])).toMatchObject({
      subject: 'folder',
      state: 'open',
    });
    rmSync(folder);
    await eventually('the file', async () => {
      clock.advance(300);
      return files().includes('1.checkpoint');
    });
    await eventually('the alert is over', async () => (await raised())[0]?.state === 'resolved');
  });
});

describe('the webhook', () => {
  it('gets every checkpoint, once', async () => {
    const catcher = await startWebhookCatcher();
    try {
      await call(setAlertWebhook, org.owner, { url: catcher.url });
      expect(await call(updatePublication, org.owner, { webhook: true })).toMatchObject({ webhook: true, mail: 'off' });
      const { note, size } = await sign();
      const got = await eventually('a call', () => catcher.calls.find(({ body }) => body.includes(`"size":${size}`)));
      expect(JSON.parse(got.body)).toMatchObject({
        type: 'ledger.checkpoint',
        data: { note, organization: org.orgId },
      });
      await rt.publisher.publish(org.orgId);
      await rt.publisher.publish(org.orgId);
      await add(1);
      const later = await sign();
      await eventually('the next', () => catcher.calls.find(({ body }) => body.includes(`"size":${later.size}`)));
      expect(catcher.calls.filter(({ body }) => body.includes(`"size":${size}`))).toHaveLength(1);
    } finally {
      await catcher.close();
    }
  });
});

describe('mail', () => {
  it('comes once a day with the last checkpoint, if there is a new one, and a receipt says who asked for it', async () => {
    await add(2);
    await sign();
    await call(updatePublication, org.owner, { mail: 'daily' });
    await sign();
    await eventually('the first mail', () => mails().length === 1);
    await add(1);
    const later = await sign();
    await rt.publisher.askDue();
    clock.advance(23 * 3_600);
    await rt.publisher.askDue();
    await eventually(
      'no job',
      async () => (await rt.tenancy.control.all("SELECT id FROM Job WHERE kind = 'ledger.publish'")).length === 0,
    );
    expect(mails()).toHaveLength(1);
    clock.advance(3_600);
    await rt.publisher.askDue();
    await eventually('the second mail', () => mails().length === 2);
    expect(noteIn(mails()[1]?.text ?? '')).toBe(later.note);
    clock.advance(25 * 3_600);
    await rt.publisher.askDue();
    await eventually(
      'it was looked for',
      async () => (await call(readPublication, org.owner)).mailedAt === clock.now().toISOString(),
    );
    expect(mails()).toHaveLength(2);
    expect((await ledgerOf(org.orgId)).at(2)).toMatchObject({
      action: 'ledger.publicationUpdated',
      actor: org.owner.userId,
      detail: { mail: 'daily' },
    });
  });

  it('that was kept catches a database that was put back, by the verifier that anybody can run', async () => {
    await call(updatePublication, org.owner, { mail: 'hourly' });
    await add(3);
    const copy = join(base, 'copy.db');
    await stopped(() => copyFileSync(databaseFile(), copy));
    await add(4);
    const { size } = await sign();
    const mail = await eventually('mail', async () => {
      clock.advance(3_600);
      await rt.publisher.askDue();
      return mails().find(({ subject }) => subject.includes(` ${size} receipts`));
    });
    const note = noteIn(mail.text);
    expect(await verified(note)).toMatchObject({ ok: true, saved: [{ agrees: true }] });
    await stopped(() => copyFileSync(copy, databaseFile()));
    expect(await verified(note)).toMatchObject({ ok: false, problem: { problem: 'truncated', saved: 'mail' } });
    await add(6);
    expect(await verified(note)).toMatchObject({ ok: false, problem: { problem: 'rewritten', saved: 'mail' } });
    await rt.publisher.publish(org.orgId);
    expect((await mismatches()).length).toBeGreaterThan(0);
  });
});
