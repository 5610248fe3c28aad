import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { holdfast, holdfastJson } from '../support/command-line.ts';
import { openArchive } from '../support/exports.ts';
import { createTestRuntime } from '../support/test-runtime.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdfast-export-cli-'));
  const rt = await createTestRuntime({ dataDir });
  const org = await createTestOrganization('Acme');
  for (let n = 0; n < 30; n += 1) await call(createContact, org.owner, { firstName: `Person ${n}` });
  await rt.close();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('holdfast export', () => {
  it('writes the archive that the ledger tells the digest of, and never over a file that is there', async () => {
    const file = join(dataDir, 'acme.zip');
    const made = await holdfastJson<{ sha256: string; bytes: number }>(dataDir, [
      'export',
      '--org',
      'acme',
      '--out',
      file,
    ]);
    const zip = readFileSync(file);
    expect(made).toMatchObject({ file, bytes: zip.length, sha256: createHash('sha256').update(zip).digest('hex') });
    const archive = openArchive(zip);
    expect(archive.rows('contacts')).toHaveLength(30);
    expect(archive.paths).toContain('csv/contacts.csv');

    writeFileSync(file, 'kept');
    const again = await holdfast(dataDir, ['export', '--org', 'acme', '--out', file]);
    expect(again).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('is there already') });
    expect(readFileSync(file, 'utf8')).toBe('kept');
  });

  it('leaves out what was not asked for, and leaves nothing behind of what fails', async () => {
    const file = join(dataDir, 'json.zip');
    const text = await holdfast(dataDir, ['export', '--org', 'acme', '--out', file, '--no-csv']);
    expect(text).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Everything of acme is in') });
    expect(openArchive(readFileSync(file)).paths.filter((path) => path.endsWith('.csv'))).toEqual([]);
    const nobody = join(dataDir, 'nobody.zip');
    expect(await holdfast(dataDir, ['export', '--org', 'nobody', '--out', nobody])).toMatchObject({ exitCode: 1 });
    expect(existsSync(nobody)).toBe(false);
  });
});
