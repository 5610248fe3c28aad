import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installationSlug } from '#lib/access/installation-slug.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { listAllOrganizations } from '#lib/identity/organizations/list-organizations.ts';
import { isUsableSlug } from '#lib/identity/organizations/slug.ts';
import { readCheckpoint } from '#lib/ledger/read-checkpoint.ts';
import { createOperatorDoor } from '#lib/operator-door.ts';
import { operations } from '#lib/registry.ts';
import { call, createTestOrganization, operator, refused } from '../../support/call.ts';
import { standaloneVerifier } from '../../support/holdfast-verify.ts';
import { ledgerOf } from '../../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../../support/test-runtime.ts';

let rt: TestRuntime;
beforeEach(async () => {
  rt = await createTestRuntime();
});
afterEach(async () => {
  await rt.close();
});

const drilled = (subject: string) => ({ action: 'restore.drilled', subject, detail: { outcome: 'passed' } });

describe("the installation's own ledger", () => {
  it('is made once by whoever comes first, and numbers what many append at once', async () => {
    const seqs = await Promise.all(
      Array.from({ length: 20 }, (_, n) => rt.installationLedger.append(drilled(`drl_${n}`))),
    );
    expect([...seqs].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    const rows = await rt.tenancy.control.all("SELECT id FROM Organization WHERE status = 'installation'");
    expect(rows).toHaveLength(1);
  });

  it('appends once what is asked for twice under one word', async () => {
    const first = await rt.installationLedger.append(drilled('drl_a'), { once: 'drl_a' });
    await rt.installationLedger.append(drilled('drl_b'), { once: 'drl_b' });
    expect(await rt.installationLedger.append(drilled('drl_a'), { once: 'drl_a' })).toBe(first);
    expect(await ledgerOf((await rt.installationLedger.id()) ?? '')).toHaveLength(2);
  });

  it('proves one receipt by a file that the standalone verifier takes, also after a rotation of its key', async () => {
    const door = createOperatorDoor(operations);
    const seq = await rt.installationLedger.append(drilled('drl_a'));
    await rt.installationLedger.prove(seq);
    await door({ operation: 'ledger.rotateKey', org: installationSlug, input: {} });
    await rt.installationLedger.append(drilled('drl_b'));
    const file = await rt.installationLedger.prove(seq);
    const { verifyExport } = await standaloneVerifier();
    expect(await verifyExport([Buffer.from(file)])).toMatchObject({
      ok: true,
      kind: 'filtered',
      size: 3,
      receipts: 2,
      details: { opened: 2 },
    });
    expect(file).not.toContain('drl_b');
    await expect(rt.installationLedger.prove(99)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is read by whoever runs the installation, is a ledger and nothing else, and is in no list', async () => {
    await rt.installationLedger.append(drilled('drl_a'));
    const door = createOperatorDoor(operations);
    expect(await door({ operation: 'ledger.verify', org: installationSlug, input: {} })).toMatchObject({ ok: true });
    const key = { operation: createApiKey.name, org: installationSlug, input: { name: 'x', scopes: ['*'] } };
    await expect(door(key)).rejects.toMatchObject({ code: 'not_found' });
    const listed = await call(listAllOrganizations, operator, {});
    expect(listed.data).toEqual([]);
    expect(isUsableSlug(installationSlug)).toBe(false);
  });

  it('is closed to everybody who is no operator, whatever they are', async () => {
    await rt.installationLedger.append(drilled('drl_a'));
    const orgId = (await rt.installationLedger.id()) ?? '';
    const org = await createTestOrganization('Acme');
    const owner = { ...org.owner, membership: { orgId, role: 'owner' as const } };
    await refused(call(readCheckpoint, owner, {}), 'tenant_unavailable');
  });
});
