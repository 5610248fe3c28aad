import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { holdfast, holdfastJson } from '../support/command-line.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { openArchive } from '../support/exports.ts';
import { createTestRuntime } from '../support/test-runtime.ts';

const email = 'ada-maria@quackmail.example';
let folder: TemporaryFolder;
let contactId: string;

beforeAll(async () => {
  folder = temporaryFolder();
  const rt = await createTestRuntime({ dataDir: folder.path });
  const { owner } = await createTestOrganization('Acme');
  contactId = (await call(createContact, owner, { firstName: 'Ada', lastName: 'Quack', email })).id;
  await rt.close();
});
afterAll(() => folder.remove());

const person = (verb: string, ...more: string[]) => ['person', verb, '--org', 'acme', ...more];

describe('holdfast person, beside no server', () => {
  it('finds', async () => {
    const found = await holdfastJson<{ data: unknown[] }>(folder.path, person('find', '--who', email));
    expect(found.data).toEqual([{ id: contactId, name: 'Ada Quack', email, contacts: 1, member: false }]);
  });

  it('shows where something is, and exports it', async () => {
    const shown = await holdfast(folder.path, person('show', '--id', contactId));
    expect(shown).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Contacts\s+1\s+Removed/) });
    const out = join(folder.path, 'ada.zip');
    const made = await holdfastJson<{ bytes: number }>(folder.path, person('export', '--id', email, '--out', out));
    expect(openArchive(readFileSync(out)).rows('contacts')).toMatchObject([{ id: contactId }]);
    expect(statSync(out).size).toBe(made.bytes);
    const again = await holdfast(folder.path, person('export', '--id', email, '--out', out));
    expect(again).toMatchObject({ exitCode: 1, stdout: '' });
  });

  it('erases nobody without the name', async () => {
    const wrong = await holdfast(folder.path, person('erase', '--id', contactId, '--confirm', 'Somebody'));
    expect(wrong.exitCode).not.toBe(0);
  });

  it('erases with the name, to the end', async () => {
    const erased = await holdfastJson<{ state: string; counts: object }>(
      folder.path,
      person('erase', '--id', contactId, '--confirm', 'ada quack'),
    );
    expect(erased).toMatchObject({ state: 'done', counts: { contacts: 1 } });
  });
});
