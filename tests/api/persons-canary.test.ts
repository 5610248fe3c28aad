import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readContact } from '#lib/crm/contacts/read-contact.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { erasePerson } from '#lib/privacy/persons/erase-person.ts';
import { readErasure } from '#lib/privacy/persons/list-erasures.ts';
import { readPerson } from '#lib/privacy/persons/read-person.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { openEverything, searchFolder } from '../support/data-folder-search.ts';
import { eventually } from '../support/eventually.ts';
import { bystander, canary, canaryTexts, spreadPerson } from '../support/spread-person.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let folder: TemporaryFolder;
let rt: TestRuntime;
let acme: TestOrganization;

beforeEach(async () => {
  folder = temporaryFolder();
  rt = await createTestRuntime({ dataDir: folder.path });
  acme = await createTestOrganization();
});
afterEach(async () => {
  await rt.close().catch(() => undefined);
  folder.remove();
});

async function erased(id: string, deals: 'keep' | 'remove' = 'keep') {
  const confirm = canary.email;
  const { id: erasureId } = await call(erasePerson, acme.owner, { id, confirm, deals });
  return eventually('the erasure to end', async () => {
    rt.clock.advance(10);
    const now = await call(readErasure, acme.owner, { id: erasureId });
    return now.state === 'done' && now;
  });
}

async function closedFolder() {
  const keys = await openEverything(rt);
  await rt.close();
  return keys;
}

describe('the canary', () => {
  it('is found all over the data folder before it is erased, so that the search means something', async () => {
    await spreadPerson(acme);
    const found = searchFolder(await closedFolder(), canaryTexts);
    expect(found.filter((place) => place.startsWith('pages of'))).toHaveLength(canaryTexts.length + 1);
    expect(found.some((place) => place.startsWith('object files/'))).toBe(true);
    expect(found.some((place) => place.startsWith('mailbox/'))).toBe(true);
  });

  it.each(['keep', 'remove'] as const)(
    'once erased (deals: %s) is nowhere: no file, no decrypted page, no object; the ledger verifies and others are whole',
    async (deals) => {
      const { contactId, bystanderId } = await spreadPerson(acme);
      const before = await call(readPerson, acme.owner, { id: contactId });
      const done = await erased(contactId, deals);
      expect(
        Object.fromEntries(before.places.filter((place) => place.erased).map(({ name, count }) => [name, count])),
      ).toEqual(done.counts);
      await refused(call(readPerson, acme.owner, { id: canary.email }), 'not_found');
      await refused(call(readContact, acme.owner, { id: contactId }), 'not_found');
      expect(await call(readContact, acme.owner, { id: bystanderId })).toMatchObject({
        ...bystander,
        notes: 'Knows <[erased]>.',
      });
      const verdict = await call(verifyOwnLedger, acme.owner, {}, { request: { door: 'cli' } });
      expect(verdict).toMatchObject({ ok: true, firstProblem: null });
      expect(verdict.erasedDetails).toBeGreaterThan(10);
      expect(searchFolder(await closedFolder(), canaryTexts)).toEqual([]);
    },
  );
});
