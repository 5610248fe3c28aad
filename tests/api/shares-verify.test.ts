import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { listLedgerKeys } from '#lib/ledger/list-keys.ts';
import { rotateKey } from '#lib/ledger/rotate-key.ts';
import { projectionFile } from '#lib/ledger/share/projection-file.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { type StandaloneVerifier, standalonePath, standaloneVerifier } from '../support/holdfast-verify.ts';
import { makeLink, open } from '../support/shared-link.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
let verifier: StandaloneVerifier;
/** The first key, pinned before it was rotated. */
let pinned: string;
let redacted: string;

const verify = (text: string, key: string | null = pinned) => verifier.verifyExport([Buffer.from(text)], { key });
const fileOf = async (input: object) => projectionFile(await open((await makeLink(org, input)).token));

beforeAll(async () => {
  rt = await createTestRuntime();
  verifier = await standaloneVerifier();
  org = await createTestOrganization('Acme');
  for (let n = 0; n < 30; n += 1) await call(createContact, org.owner, { firstName: `Person ${n}` });
  pinned = (await call(listLedgerKeys, org.owner)).data[0]?.vkey ?? '';
  await call(rotateKey, org.owner);
  for (let n = 0; n < 7; n += 1) await call(createContact, org.owner, { firstName: `Later ${n}` });
  redacted = await fileOf({ action: 'contact.created' });
});

afterAll(() => rt.close());

describe('a projection under pseudonyms', () => {
  it('verifies offline, across a rotation, with a key that was pinned before it', async () => {
    expect(await verify(redacted)).toMatchObject({
      ok: true,
      pinned: true,
      kind: 'projection',
      receipts: 37,
      size: 38,
    });
    expect(await verify(await fileOf({ seq: 31 }))).toMatchObject({ ok: true, kind: 'projection', receipts: 1 });
  });

  it.each([
    ['another hash', /"hash":"./, '"hash":"f', 'proof_altered'],
    ['another place', /"seq":5,/, '"seq":6,', 'out_of_order'],
    ['a proof that leads elsewhere', /"inclusion":\["./, '"inclusion":["0', 'proof_altered'],
    ['another size', /"size":\d+/, '"size":37', 'proof_altered'],
    ['an actor in the clear', /"actor":"actor-[0-9a-f]+"/, '"actor":"usr_1"', 'malformed'],
    ['a member that does not belong there', /"seq":7,/, '"salt":"x","seq":7,', 'malformed'],
    ['no checkpoint', /\{"checkpoint".*\n$/, '', 'checkpoint_missing'],
    ['another time of the checkpoint', /\\ntime 20/, '\\ntime 19', 'bad_signature'],
  ])('is refused with %s', async (_name, what, put, problem) => {
    const hash = redacted.replace(what, (found) => (found === put ? put.replace(/.$/, 'e') : put));
    expect(hash).not.toBe(redacted);
    expect((await verify(hash)).problem?.problem).toBe(problem);
  });

  it("is refused under another organisation's key", async () => {
    const other = await createTestOrganization('Other');
    const { data } = await call(listLedgerKeys, other.owner);
    expect((await verify(redacted, data[0]?.vkey)).problem?.problem).toBe('unknown_key');
  });

  it('proves the hashes, and says itself that it proves nothing of what stands beside them', async () => {
    const forged = redacted.replaceAll('contact.created', 'contact.deleted');
    expect(await verify(forged)).toMatchObject({ ok: true, kind: 'projection' });
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-share-'));
    try {
      const path = join(folder, 'share.jsonl');
      writeFileSync(path, redacted);
      const { stdout } = await promisify(execFile)(process.execPath, [standalonePath, path, '--key', pinned]);
      expect(stdout).toContain('not proven');
      expect(stdout).toMatch(/^VERIFIED/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a projection with ids', () => {
  it('is a filtered export, whose receipts are proven in every word', async () => {
    const text = await fileOf({ action: 'contact.created', reveal: 'ids' });
    expect(await verify(text)).toMatchObject({ ok: true, kind: 'filtered', details: { opened: 1, absent: 37 } });
    const forged = text.replace(/"subject":"con_/, '"subject":"con_0');
    expect((await verify(forged)).problem?.problem).toBe('altered');
  });

  it('is one too of a single receipt, and of all there are', async () => {
    expect(await verify(await fileOf({ seq: 3, reveal: 'ids' }))).toMatchObject({ ok: true, kind: 'filtered' });
    expect(await verify(await fileOf({ reveal: 'ids' }))).toMatchObject({ ok: true, kind: 'filtered' });
  });
});
