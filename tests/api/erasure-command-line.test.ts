import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { holdfast, holdfastJson } from '../support/command-line.ts';
import { standaloneVerifier } from '../support/holdfast-verify.ts';
import { createTestRuntime } from '../support/test-runtime.ts';

let dataDir: string;
let orgId: string;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdfast-erasure-cli-'));
  const rt = await createTestRuntime({ dataDir });
  const org = await createTestOrganization('Acme');
  orgId = org.orgId;
  await call(createContact, org.owner, { firstName: 'Ada' });
  await rt.close();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('holdfast org erase, beside no server', () => {
  it('asks for the slug twice', async () => {
    const wrong = await holdfast(dataDir, ['org', 'erase', 'acme', '--confirm', 'acne']);
    expect(wrong).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('slug') });
  });

  it('erases, and hands out a certificate that the standalone verifier takes', async () => {
    const erased = await holdfastJson<{ id: string; certificate: string }>(dataDir, [
      ...['org', 'erase', 'acme', '--confirm', 'acme'],
    ]);
    expect(erased).toMatchObject({ organization: orgId, state: 'done' });
    const out = join(dataDir, 'certificate.jsonl');
    const written = await holdfast(dataDir, ['erasure', 'certificate', erased.certificate, '--out', out]);
    expect(written).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(erased.certificate) });
    const { verifyExport } = await standaloneVerifier();
    expect(await verifyExport([readFileSync(out)])).toMatchObject({ ok: true, receipts: 1 });
  });

  it('is told of by the erasures and by the ledger of the installation, and by no list of organisations', async () => {
    const listed = await holdfast(dataDir, ['erasure', 'list']);
    expect(listed.stdout).toMatch(new RegExp(`${orgId}\\s+done`));
    expect((await holdfast(dataDir, ['erasure', 'show', orgId])).stdout).toContain(', issued ');
    expect((await holdfast(dataDir, ['org', 'list'])).stdout).toContain('no organisations');
  });

  it('keeps the ledger of the installation, which verifies', async () => {
    expect(await holdfast(dataDir, ['ledger', 'verify', '--installation'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('1 receipts'),
    });
    expect((await holdfast(dataDir, ['ledger', 'verify'])).exitCode).toBe(2);
  });
});
