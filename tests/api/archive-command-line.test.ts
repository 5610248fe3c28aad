import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import type { ArchiveAnswer } from '#lib/privacy/archive/schema.ts';
import { changedArchive } from '../support/archive-builder.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { holdfast, holdfastJson } from '../support/command-line.ts';
import { downloaded, madeExport } from '../support/exports.ts';
import { startServer, temporaryDataDir } from '../support/server-process.ts';
import { createTestRuntime } from '../support/test-runtime.ts';

let dataDir: string;
let file: string;
let hostile: string;

beforeAll(async () => {
  dataDir = temporaryDataDir();
  file = join(dataDir, 'acme archive.zip');
  hostile = join(dataDir, 'hostile.zip');
  const rt = await createTestRuntime();
  try {
    const { owner } = await createTestOrganization('Acme');
    for (const firstName of ['Ada', 'Bob']) await call(createContact, owner, { firstName });
    const zip = await downloaded(owner, (await madeExport(owner)).id);
    writeFileSync(file, zip);
    const changed = changedArchive(zip);
    changed.row('contacts', 0, (row) => ({ ...row, website: 'javascript:alert(1)' }));
    writeFileSync(hostile, changed.zip());
  } finally {
    await rt.close();
  }
  for (const name of ['Here', 'Beside']) {
    await holdfastJson(dataDir, ['org', 'create', '--name', name, '--owner', 'ann@example.com']);
  }
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('holdfast import', () => {
  it('with --check says what would come over, and writes nothing', async () => {
    const answer = await holdfastJson<ArchiveAnswer>(dataDir, ['import', '--org', 'here', '--check', file]);
    expect(answer).toMatchObject({ state: 'ready', rowsTotal: 2, rowsDone: 0 });
  });

  it('refuses a hostile archive with its problems, and exits with 1', async () => {
    const result = await holdfast(dataDir, ['import', '--org', 'here', hostile]);
    expect(result.exitCode).toBe(1);
    expect(result.stdout).toContain('data/contacts.jsonl: Line 1: website: Not a web address');
  });

  it('takes an archive in on a data folder that no server has, and says what was not taken over', async () => {
    const result = await holdfast(dataDir, ['import', '--org', 'here', file]);
    expect(result.stderr).toBe('');
    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain('2 records');
    expect(result.stdout).toContain('Its members, with their roles (1)');
    const again = await holdfast(dataDir, ['import', '--org', 'here', file]);
    expect(again.exitCode).toBe(1);
    expect(again.stderr).toContain('contacts (2)');
    // What was refused does not wait there: an archive that waits keeps people from being erased.
    const here = ['--org', 'here'];
    const { data } = await holdfastJson<{ data: [{ id: string }] }>(dataDir, [
      'person',
      'find',
      ...here,
      '--who',
      'Bob',
    ]);
    const erased = await holdfast(dataDir, ['person', 'erase', ...here, '--id', data[0].id, '--confirm', data[0].id]);
    expect(erased).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await holdfast(dataDir, ['ledger', 'verify', '--org', 'here'])).exitCode).toBe(0);
  });

  it('says so when there is no such file', async () => {
    const result = await holdfast(dataDir, ['import', '--org', 'here', '/there/is/none.zip']);
    expect(result.exitCode).not.toBe(0);
    expect(result.stderr).toContain('no such file');
  });

  it('takes one in beside a running server', async () => {
    const server = await startServer({ dataDir });
    try {
      const answer = await holdfastJson<ArchiveAnswer>(dataDir, ['import', '--org', 'beside', file]);
      expect(answer).toMatchObject({ state: 'done', rowsDone: 2 });
    } finally {
      await server.stop();
    }
  });
});
