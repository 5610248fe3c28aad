import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { holdfast, holdfastJson } from '../support/command-line.ts';
import { standaloneVerifier } from '../support/holdfast-verify.ts';
import { createTestRuntime } from '../support/test-runtime.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdfast-ledger-cli-'));
  const rt = await createTestRuntime({ dataDir });
  const org = await createTestOrganization('Acme');
  for (let n = 0; n < 600; n += 1) await call(createContact, org.owner, { firstName: `Person ${n}` });
  await rt.close();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('holdfast ledger', () => {
  it('exports what the standalone verifier takes, also after a rotation, and never over a file that is there', async () => {
    const keys = await holdfast(dataDir, ['ledger', 'keys', '--org', 'acme']);
    const pinned = keys.stdout.trim();
    const saved = await holdfast(dataDir, ['ledger', 'checkpoint', '--org', 'acme']);
    expect(saved).toMatchObject({ exitCode: 0, stderr: '' });
    const rotated = await holdfastJson<{ version: number }>(dataDir, ['ledger', 'rotate-key', '--org', 'acme']);
    expect(rotated.version).toBe(2);
    const file = join(dataDir, 'acme.ledger.jsonl');
    const made = await holdfastJson<object>(dataDir, ['ledger', 'export', '--org', 'acme', '--out', file]);
    expect(made).toEqual({ file, size: 601 });
    const { verifyExport } = await standaloneVerifier();
    const report = await verifyExport([readFileSync(file)], {
      key: pinned,
      checkpoints: [{ name: 'saved', note: saved.stdout }],
    });
    expect(report).toMatchObject({ ok: true, receipts: 601, saved: [{ size: 600, agrees: true }] });

    writeFileSync(file, 'kept');
    const again = await holdfast(dataDir, ['ledger', 'export', '--org', 'acme', '--out', file]);
    expect(again).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('is there already') });
    expect(readFileSync(file, 'utf8')).toBe('kept');
  });

  it('exports with a filter, each receipt with its proof', async () => {
    const file = join(dataDir, 'filtered.ledger.jsonl');
    const args = ['ledger', 'export', '--org', 'acme', '--out', file, '--action', 'ledger.keyRotated'];
    expect(await holdfast(dataDir, args)).toMatchObject({ exitCode: 0 });
    const { verifyExport } = await standaloneVerifier();
    expect(await verifyExport([readFileSync(file)])).toMatchObject({ ok: true, kind: 'filtered', receipts: 1 });
  });
});
