import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { createOrganization } from '#lib/identity/organizations/create-organization.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { newId } from '#lib/platform/ids.ts';
import { findErasure } from '#lib/privacy/erasure/erasure-store.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../../../support/call.ts';
import { standaloneVerifier } from '../../../support/holdfast-verify.ts';
import { createTestRuntime, type TestRuntime } from '../../../support/test-runtime.ts';
import { approvedErasure } from './support.ts';

let rt: TestRuntime;
let org: TestOrganization;
let other: TestOrganization;
beforeEach(async () => {
  rt = await createTestRuntime();
  org = await createTestOrganization('Quillfeather Works', 'enterprise');
  other = await createTestOrganization('Other');
});
afterEach(async () => {
  await rt.close();
});

const control = () => rt.tenancy.control;

async function erased(orgId: string): Promise<void> {
  const id = await approvedErasure(orgId);
  await rt.eraser.runDue();
  expect(await findErasure(control(), id)).toMatchObject({ state: 'done', step: 'certified', problem: null });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

describe('erasing an organisation', () => {
  it('leaves nothing but the id in its tombstone and certificate, on disk and in the decrypted directory', async () => {
    await call(createContact, org.owner, {
      firstName: 'Wilhelmina',
      lastName: 'Quackenbush',
      email: 'w@quackenbush.example',
    });
    await call(createApiKey, org.owner, { name: 'Quillfeather key', scopes: ['*'] });
    const store = rt.objects.of(org.orgId);
    await store.put(
      'files/fil_1',
      (async function* () {
        yield Buffer.from('Quackenbush');
      })(),
    );
    const [key] = await control().all<{ wrapped: Uint8Array }>('SELECT wrapped FROM DataKey WHERE orgId = ?', [
      org.orgId,
    ]);
    await erased(org.orgId);

    const needles = ['Quillfeather', 'quillfeather-works', 'Quackenbush', 'quackenbush'].map((text) =>
      Buffer.from(text),
    );
    const wrapped = Buffer.from(key?.wrapped ?? []);
    expect(wrapped.length).toBeGreaterThan(32);
    const raw = filesBelow(rt.dataDir);
    for (const file of raw) {
      const bytes = readFileSync(file);
      for (const needle of [...needles, wrapped]) expect(bytes.includes(needle), file).toBe(false);
      if (file.includes(org.orgId)) expect(file).toMatch(/\/(?:erasures|tombstones)\//);
    }
    const plain = await decryptedControl(rt);
    // It is the directory in the clear that is searched: what belongs to others is found.
    for (const kept of ['other', other.owner.email]) expect(plain.includes(kept)).toBe(true);
    for (const needle of [...needles, wrapped]) expect(plain.includes(needle), needle.toString('hex')).toBe(false);
  });

  it('answers like an organisation that never was, and frees its address', async () => {
    await erased(org.orgId);
    await refused(call(listContacts, org.owner, {}), 'not_found');
    const never = { ...org.owner, membership: { orgId: newId('org'), role: 'owner' as const } };
    await refused(call(listContacts, never, {}), 'not_found');
    const again = { ...org.owner, membership: null };
    const made = await call(createOrganization, again, { name: 'Quillfeather Works' });
    expect(made.organization.slug).toBe('quillfeather-works');
  });

  it('gives one certificate that the standalone verifier takes, without anything personal', async () => {
    await call(createContact, org.owner, { firstName: 'Wilhelmina' });
    await erased(org.orgId);
    const [certificate, second] = await control().all<{ file: string; number: string }>(
      'SELECT * FROM ErasureCertificate',
    );
    expect(second).toBeUndefined();
    const { verifyExport } = await standaloneVerifier();
    expect(await verifyExport([Buffer.from(certificate?.file ?? '')])).toMatchObject({
      ok: true,
      receipts: 1,
      certifies: [{ organization: org.orgId, number: certificate?.number }],
    });
    const line = JSON.parse((certificate?.file ?? '').split('\n')[1] ?? '');
    const detail = JSON.parse(line.opening.detail);
    expect(detail).toMatchObject({
      certificate: certificate?.number,
      organization: org.orgId,
      rows: { Contact: 1, Receipt: 1 },
      ledger: { size: 1 },
    });
    expect(certificate?.file).not.toMatch(/Quillfeather|Wilhelmina|usr_|@/);
  });

  it('leaves other organisations as they are, and its people signed in, in none', async () => {
    await call(createContact, other.owner, { firstName: 'Kept' });
    await erased(org.orgId);
    expect((await call(listContacts, other.owner, {})).data).toHaveLength(1);
    expect((await call(listReceipts, other.owner, {})).data).toHaveLength(1);
    const session = await control().get('SELECT orgId, revokedAt FROM Session WHERE id = ?', [org.owner.sessionId]);
    expect(session).toEqual({ orgId: null, revokedAt: null });
  });

  it('erases one whose database file is gone, and one whose file is damaged, and says that it could not be counted', async () => {
    const file = join(rt.dataDir, 'tenants', org.orgId.slice(-2), `${org.orgId}.db`);
    await rt.tenancy.acquire(org.orgId).then(({ release }) => release());
    await rt.tenancy.shut(org.orgId, 0);
    rt.tenancy.reopen(org.orgId);
    rmSync(file);
    await erased(org.orgId);
    const damaged = join(rt.dataDir, 'tenants', other.orgId.slice(-2), `${other.orgId}.db`);
    await rt.tenancy.shut(other.orgId, 0);
    rt.tenancy.reopen(other.orgId);
    writeFileSync(damaged, 'not a database at all'.repeat(500));
    await erased(other.orgId);
    const files = await control().all<{ file: string }>('SELECT file FROM ErasureCertificate');
    for (const { file: text } of files) expect(text).toContain('\\"rows\\":null');
    expect(files).toHaveLength(2);
  });
});

/** The control database as somebody would find it who has the master key: every page, free ones too. */
async function decryptedControl(from: TestRuntime): Promise<Buffer> {
  const { openConnection } = await import('#lib/platform/db/connection.ts');
  const { controlDatabaseKey, masterKeysOf } = await import('#lib/tenancy/keys.ts');
  const masters = masterKeysOf(from.secrets.masterKey);
  const connection = openConnection({
    file: join(from.dataDir, 'control.db'),
    key: controlDatabaseKey(masters, masters.current),
    access: 'read',
  });
  try {
    return connection.serialize();
  } finally {
    connection.close();
  }
}
