import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { operation } from '#lib/access/operation.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { organizationInstant } from '#lib/privacy/export/organization-source.ts';
import { writeArchive } from '#lib/privacy/export/write-archive.ts';
import { call, createTestMember, createTestOrganization, type TestOrganization } from '../../../support/call.ts';
import { type OpenArchive, openArchive } from '../../../support/exports.ts';
import { createTestRuntime, type TestRuntime } from '../../../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;

beforeAll(async () => {
  rt = await createTestRuntime();
  org = await createTestOrganization('Acme');
});
afterAll(() => rt.close());

/** An archive of the instant before `meanwhile` ran, written after it, when the call that took the instant had ended. */
async function archiveAround(meanwhile: () => Promise<unknown>, options = {}): Promise<OpenArchive> {
  let taken: Awaited<ReturnType<typeof organizationInstant>> | undefined;
  const take = operation({
    name: 'tests.take',
    title: 'Take an instant',
    permission: 'exports:write',
    feature: undefined,
    limits: [],
    input: z.strictObject({}),
    output: z.void(),
    writes: false,
    run: async (ctx) => {
      taken = await organizationInstant(ctx, rt.tenancy);
    },
  });
  await call(take, org.owner);
  if (taken === undefined) throw new Error('nothing was taken');
  try {
    await meanwhile();
    const pieces: Uint8Array[] = [];
    const archive = writeArchive(taken.source, { csv: true, byteOrderMark: false, files: true, ...options });
    for await (const piece of archive) pieces.push(piece);
    return openArchive(Buffer.concat(pieces));
  } finally {
    taken.close();
  }
}

it('of what is written after the instant nothing is in the archive: no row, no member, no receipt, no word', async () => {
  for (let n = 0; n < 5; n += 1) await call(createContact, org.owner, { firstName: `Before${n}` });
  const archive = await archiveAround(async () => {
    for (let n = 0; n < 50; n += 1) await call(createContact, org.owner, { firstName: 'Zzlater' });
    await createTestMember(org.orgId, 'member', 'zzlater@example.com');
  });
  expect(archive.rows('contacts')).toHaveLength(5);
  expect(archive.rows('members')).toHaveLength(1);
  const { ledger } = archive.manifest;
  expect(ledger?.size).toBe(ledger?.receipts);
  for (const path of archive.paths) expect(archive.text(path).toLowerCase(), path).not.toContain('zzlater');
});

it('tables begin with a byte order mark when that was asked for, and lines of JSON never', async () => {
  const archive = await archiveAround(async () => undefined, { byteOrderMark: true });
  const begins = (path: string) => archive.bytes(path).subarray(0, 3).toString('hex') === 'efbbbf';
  for (const { path, kind } of archive.manifest.files)
    expect(begins(path), path).toBe(kind === 'csv' || kind === 'crm');
});

it('without tables there are neither tables nor files for other programs', async () => {
  const archive = await archiveAround(async () => undefined, { csv: false });
  expect(new Set(archive.manifest.files.map(({ kind }) => kind))).toEqual(
    new Set(['readme', 'schema', 'data', 'ledger']),
  );
  expect(archive.text('README.txt')).toContain('Everything that Acme keeps in Holdfast');
});

it('leaves no database open', () => {
  expect(rt.tenancy.stats().leased).toBe(0);
});
