import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { createDeal } from '#lib/crm/deals/create-deal.ts';
import { isHoldfastError } from '#lib/platform/errors.ts';
import { checkArchive } from '#lib/privacy/archive/check-archive.ts';
import { openArchive } from '#lib/privacy/archive/open-archive.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { downloaded, madeExport } from '../support/exports.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const mutations = 2_000;

let rt: TestRuntime;
let zip: Buffer;

beforeAll(async () => {
  rt = await createTestRuntime();
  const { owner } = await createTestOrganization('Acme');
  const { id } = await call(createContact, owner, { firstName: 'Ada', email: 'ada@example.com' });
  await call(createDeal, owner, { contactId: id, title: 'Big one' });
  zip = await downloaded(owner, (await madeExport(owner, { csv: false })).id);
});
afterAll(() => rt.close());

/** The same numbers in every run (mulberry32), so that a failure can be looked at again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const telling = [
  '504b0304',
  '504b0102',
  '504b0506',
  '504b0606',
  '504b0607',
  '504b0708',
  'ffffffff',
  '00000000',
  'ffff',
];

/** One to three small harms: bits, bytes that mean something in a ZIP, pieces taken out, put in, repeated, or cut off. */
function mutated(archive: Buffer, next: (below: number) => number): Buffer {
  let bytes = Buffer.from(archive);
  // The end says most about a ZIP: half of the harm is done there.
  const place = () => (next(2) === 0 ? next(bytes.length) : bytes.length - 1 - next(Math.min(bytes.length, 3_000)));
  for (let harms = 1 + next(3); harms > 0 && bytes.length > 100; harms -= 1) {
    const at = place();
    const length = Math.min(bytes.length - at, 1 + next(64));
    switch (next(6)) {
      case 0:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << next(8));
        break;
      case 1:
        Buffer.from(telling[next(telling.length)] ?? '', 'hex').copy(bytes, at);
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
        break;
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
        break;
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.alloc(length, next(256)), bytes.subarray(at)]);
        break;
      default:
        bytes = bytes.subarray(0, next(20) === 0 ? at : bytes.length);
        bytes[at % bytes.length] = next(256);
    }
  }
  return bytes;
}

/** One digest over every file of an archive, by name and content. */
async function contentOf(archive: Buffer): Promise<string> {
  const digest = createHash('sha256');
  const opened = await openArchive(bytesSource(archive));
  for (const path of [...opened.files.keys()].sort()) {
    digest.update(`${path}\n`);
    for await (const piece of opened.read(path)) digest.update(piece);
  }
  return digest.digest('hex');
}

it(`an archive that was damaged at random is refused, or holds what it held: ${mutations} of them`, async () => {
  const whole = await contentOf(zip);
  const outcomes = { refused: 0, equal: 0, unchanged: 0 };
  for (let seed = 1; seed <= mutations; seed += 1) {
    const harmed = mutated(zip, numbers(seed));
    if (harmed.equals(zip)) {
      outcomes.unchanged += 1;
      continue;
    }
    try {
      await checkArchive(bytesSource(harmed));
    } catch (error) {
      if (!isHoldfastError(error) || error.code !== 'archive_refused')
        throw new Error(`seed ${seed}`, { cause: error });
      expect(error.problems.length, `seed ${seed}`).toBeGreaterThan(0);
      outcomes.refused += 1;
      continue;
    }
    expect(await contentOf(harmed), `seed ${seed}`).toBe(whole);
    outcomes.equal += 1;
  }
  // Times of entries and the like may be changed without any harm; hardly anything else.
  expect(outcomes.refused).toBeGreaterThan(mutations * 0.8);
}, 240_000);
