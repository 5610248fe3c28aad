import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { updateContact } from '#lib/crm/contacts/update-contact.ts';
import { appendReceipt } from '#lib/ledger/append.ts';
import { listLedgerKeys } from '#lib/ledger/list-keys.ts';
import { updatePublication } from '#lib/ledger/publish/update-publication.ts';
import { readCheckpoint } from '#lib/ledger/read-checkpoint.ts';
import { rotateKey } from '#lib/ledger/rotate-key.ts';
import { runtime } from '#lib/runtime.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { holdfast } from '../support/command-line.ts';
import { eventually } from '../support/eventually.ts';
import { type ExportReport, standaloneVerifier } from '../support/holdfast-verify.ts';
import type { ProgramResult } from '../support/run-program.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { verifyInWorker } from '../support/verify-worker.ts';

/*
 * A ledger of 100,000 receipts from its first write to its roll-back, as people meet it: exported and verified by the command
 * line, by the one file, and by the worker of the page /verify.
 */

const total = 100_000;
const earlierSize = 40_000;

let dataDir: string;
let org: TestOrganization;
let person: { readonly id: string };
let pinned: string;
/** Copied out of the mail that came after the last write. */
let mailed: string;
const path = (name: string) => join(dataDir, name);
const databaseFile = () => join(dataDir, 'tenants', org.orgId.slice(-2), `${org.orgId}.db`);

async function writeUpTo(size: number): Promise<void> {
  const lease = await runtime().tenancy.acquire(org.orgId);
  try {
    const row = await lease.db.get<{ seq: number }>('SELECT max(seq) AS seq FROM Receipt');
    for (let seq = row?.seq ?? 0; seq < size; ) {
      await lease.db.write(async (tx) => {
        for (const end = Math.min(seq + 2_000, size); seq < end; ) {
          const draft = { action: 'contact.updated', subject: `con_${seq % 97}`, detail: { says: `Größe ${seq}\n"` } };
          seq = await appendReceipt(tx, draft, { orgId: org.orgId, actor: 'usr_1', at: runtime().clock.now() });
        }
      });
    }
  } finally {
    lease.release();
  }
}

async function running(work: (rt: TestRuntime) => Promise<void>): Promise<void> {
  const rt = await createTestRuntime({ dataDir });
  try {
    await work(rt);
  } finally {
    await rt.close();
  }
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdfast-at-length-'));
  await running(async () => {
    org = await createTestOrganization('At length');
    person = await call(createContact, org.owner, { firstName: 'Ada', email: 'ada@example.com' });
    await call(updateContact, org.owner, { id: person.id, lastName: 'Okafor' });
    await call(updatePublication, org.owner, { mail: 'hourly' });
    await writeUpTo(earlierSize);
    await call(readCheckpoint, org.owner);
    pinned = (await call(listLedgerKeys, org.owner)).data[0]?.vkey ?? '';
  });
  copyFileSync(databaseFile(), path('an-hour-ago.db'));
  await running(async (rt) => {
    await writeUpTo(60_000);
    await call(rotateKey, org.owner);
    await writeUpTo(total);
    const { size } = await call(readCheckpoint, org.owner);
    const mail = await eventually('the mail', async () => {
      rt.clock.advance(3_600);
      await rt.publisher.askDue();
      return rt.mailbox().find(({ subject }) => subject.includes(` ${size} receipts`));
    });
    mailed = /^\S+\/ledger\/org_\w+\n(?:.+\n)+\n\u2014 .+\n/m.exec(mail.text)?.[0] ?? '';
  });
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const ledgerVerb = (...args: readonly string[]): Promise<ProgramResult> =>
  holdfast(dataDir, ['ledger', ...args, '--org', org.slug]);

async function exported(name: string): Promise<Buffer<ArrayBuffer>> {
  expect(await ledgerVerb('export', '--out', path(name))).toMatchObject({ exitCode: 0, stderr: '' });
  return readFileSync(path(name));
}

/** What both verifiers of files say, which has to be the same. */
async function verdict(bytes: Buffer<ArrayBuffer>): Promise<ExportReport> {
  const checkpoints = [{ name: 'mail', note: mailed }];
  const options = { key: pinned, organization: org.orgId, checkpoints };
  const { verifyExport } = await standaloneVerifier();
  const byFile = await verifyExport([Buffer.from(bytes)], options);
  expect(await verifyInWorker(bytes, options)).toEqual(byFile);
  return byFile;
}

let good: Buffer<ArrayBuffer>;

it('is verified by the server, by the one file and by the worker of the page, with one head', async () => {
  const served = await ledgerVerb('verify');
  expect(served).toMatchObject({ exitCode: 0, stderr: '' });
  good = await exported('good.ledger.jsonl');
  const report = await verdict(good);
  expect(report).toMatchObject({ ok: true, pinned: true, kind: 'full', receipts: total, saved: [{ agrees: true }] });
  expect(report.details).toEqual({ opened: total, erased: 0, absent: 0 });
  expect(served.stdout).toContain(`${total} receipts, head ${total}:${report.head?.hash}`);
});

it.each<[string, string, (lines: string[], at: number) => string[]]>([
  ['a changed byte', 'altered', (lines, at) => lines.with(at, (lines[at] as string).replace('"usr_1"', '"usr_2"'))],
  ['a changed detail', 'detail_altered', (lines, at) => lines.with(at, (lines[at] as string).replace('Gr', 'gr'))],
  ['a receipt taken out', 'missing', (lines, at) => lines.toSpliced(at, 1)],
  ['a receipt put in twice', 'out_of_order', (lines, at) => lines.toSpliced(at, 0, lines[at] as string)],
  ['two exchanged', 'missing', (lines, at) => lines.toSpliced(at, 2, lines[at + 1] as string, lines[at] as string)],
])('names %s and its place among them', async (_what, problem, damage) => {
  // The header is the first line, so the receipt stands at its own number.
  const seq = 77_777;
  const lines = damage(good.toString().split('\n'), seq);
  expect(await verdict(Buffer.from(lines.join('\n')))).toMatchObject({ ok: false, problem: { problem, seq } });
});

it('stays verified, with the same head, after everything that it told of a person was erased', async () => {
  const before = await verdict(good);
  await running(async (rt) => {
    const lease = await rt.tenancy.acquire(org.orgId);
    await lease.db.write((tx) =>
      tx.run(
        `UPDATE ReceiptDetail SET salt = NULL, detail = NULL, erasedAt = ?
          WHERE seq IN (SELECT seq FROM Receipt WHERE subject = ?)`,
        [rt.clock.now().toISOString(), person.id],
      ),
    );
    lease.release();
  });
  const bytes = await exported('erased.ledger.jsonl');
  expect(good.includes('ada@example.com')).toBe(true);
  expect(bytes.includes('ada@example.com')).toBe(false);
  expect(await verdict(bytes)).toMatchObject({
    ok: true,
    details: { opened: total - 2, erased: 2, absent: 0 },
    head: before.head,
    root: before.root,
  });
  expect(await ledgerVerb('verify')).toMatchObject({ exitCode: 0 });
  // Told as a detail that is gone for no known reason, the same file is damaged.
  const kept = bytes.toString().replace(/\{"erased":"[^"]+",("hash":"\w+",)/, '{$1"missing":true,');
  expect(await verdict(Buffer.from(kept))).toMatchObject({ ok: false, problem: { problem: 'detail_missing', seq: 1 } });
});

it('put back to an hour ago, is caught by the mail, by the auditor, and after it has grown past what was lost', async () => {
  expect(await ledgerVerb('audit')).toMatchObject({ exitCode: 0 });
  copyFileSync(path('an-hour-ago.db'), databaseFile());
  const rolledBack = await exported('rolled-back.ledger.jsonl');
  const { verifyExport } = await standaloneVerifier();
  expect(await verifyExport([rolledBack], { key: pinned })).toMatchObject({ ok: true, receipts: earlierSize });
  // The mail's checkpoint bears a key that came after the copy was made.
  expect(await verdict(rolledBack)).toMatchObject({
    ok: false,
    problem: { problem: 'truncated', saved: 'mail', seq: earlierSize + 1 },
  });
  expect(await ledgerVerb('audit')).toMatchObject({
    exitCode: 1,
    stdout: expect.stringContaining('cut or rolled back'),
  });
  await running(() => writeUpTo(total + 1));
  expect(await verdict(await exported('grown.ledger.jsonl'))).toMatchObject({ ok: false, problem: { saved: 'mail' } });
});
