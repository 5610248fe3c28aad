import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkpointText, signCheckpointNote, signerOf } from '#lib/ledger/note.ts';
import { updatePublication } from '#lib/ledger/publish/update-publication.ts';
import { consistencyProof, nodeHash, rootOf, type SubtreeHash } from '#lib/ledger/tree.ts';
import { addCheckpoint } from '#lib/ledger/witness/add-checkpoint.ts';
import { cosignatureIn, readWitnessKey, type WitnessKey, witnessOf } from '#lib/ledger/witness/cosignature.ts';
import { readWitness } from '#lib/ledger/witness/read-key.ts';
import { submissionText } from '#lib/ledger/witness/submission.ts';
import { sha256 } from '#lib/platform/crypto/digest.ts';
import { anonymous, call, createTestOrganization, operator, refused } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const origin = 'log.example.com/ledger/org_01J0000000000000000000000H';
const log = signerOf(origin, Buffer.alloc(32, 9));
const stranger = signerOf(origin, Buffer.alloc(32, 8));

/** A log in memory whose leaves are made of a name, from some place on of another. */
function tree(size: number, name = 'a', since = Number.POSITIVE_INFINITY) {
  const leaf = (index: number) => sha256(`${index < since ? 'a' : name} ${index}`);
  const subtree: SubtreeHash = async (height, index) =>
    height === 0
      ? leaf(index)
      : nodeHash(await subtree(height - 1, index * 2), await subtree(height - 1, index * 2 + 1));
  return {
    async note(signer = log) {
      return signCheckpointNote(
        { origin, size, root: await rootOf(size, subtree), at: '2026-03-01T12:00:00.000Z' },
        signer,
      );
    },
    async proof(from: number) {
      return (await consistencyProof(from, size, subtree)).map((hash) => Buffer.from(hash).toString('hex'));
    },
  };
}

let rt: TestRuntime;
let witness: WitnessKey;
beforeEach(async () => {
  rt = await createTestRuntime({ env: { WITNESS_LOGS: log.vkey, HOLDFAST_URL: 'https://witness.example.com' } });
  const facts = await call(readWitness, operator);
  witness = readWitnessKey(facts.vkey) as WitnessKey;
  expect(facts).toMatchObject({ url: 'https://witness.example.com/api/v1/witness', logs: [log.vkey] });
});
afterEach(() => rt.close());

const post = (text: string) =>
  call(
    addCheckpoint,
    anonymous,
    {},
    {
      request: { body: new Blob([text]).stream() as ReadableStream<Uint8Array> },
    },
  );
const submit = async (oldSize: number, to: ReturnType<typeof tree>, proof?: readonly string[]) =>
  post(submissionText({ oldSize, proof: proof ?? (await to.proof(oldSize)), note: await to.note() }));
const cosigned = async (oldSize: number, to: ReturnType<typeof tree>) => {
  const note = await to.note();
  const { text } = await submit(oldSize, to);
  return cosignatureIn(text, note.slice(0, note.lastIndexOf('\n\n') + 1), witness) === text;
};
const sizeSaid = (size: number) => ({ contentType: 'text/x.tlog.size', text: `${size}\n` });

describe('a witness', () => {
  it('cosigns a log that grows, whatever the sizes, and the same checkpoint again', async () => {
    let seen = 0;
    for (const size of [0, 1, 2, 3, 7, 8, 8, 20, 33]) {
      expect(await cosigned(seen, tree(size)), `from ${seen} to ${size}`).toBe(true);
      seen = size;
    }
  });

  it('says in one line that the checkpoint and the time are signed by its key alone', async () => {
    const note = await tree(5).note();
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    const { text: line, contentType } = await submit(0, tree(5));
    expect(contentType).toMatch(/^text\/plain/);
    expect(line).toMatch(/^\u2014 witness\.example\.com\/witness [A-Za-z0-9+/=]+\n$/);
    expect(cosignatureIn(line, text, witness)).toBe(line);
    expect(
      cosignatureIn(line, checkpointText({ origin, size: 6, root: Buffer.alloc(32), at: 'x' }), witness),
    ).toBeNull();
    const other = readWitnessKey(witnessOf(Buffer.alloc(32, 5), 'witness.example.com').vkey) as WitnessKey;
    expect(cosignatureIn(line, text, other)).toBeNull();
    const bytes = Buffer.from(line.split(' ')[2] ?? '', 'base64');
    expect(bytes.byteLength).toBe(76);
    expect(Number(bytes.readBigUInt64BE(4))).toBe(rt.clock.now().getTime() / 1000);
  });

  it('says the size that it has seen to a log that is mistaken about it: 409', async () => {
    await submit(0, tree(10));
    expect(await submit(0, tree(12))).toEqual(sizeSaid(10));
    expect(await submit(9, tree(12))).toEqual(sizeSaid(10));
    expect(await cosigned(10, tree(12))).toBe(true);
  });

  it('never cosigns a log that was rolled back, forked or rewritten', async () => {
    await submit(0, tree(10));
    expect(await submit(8, tree(8))).toEqual(sizeSaid(10));
    expect(await submit(10, tree(10, 'b', 9), [])).toEqual(sizeSaid(10));
    await refused(submit(10, tree(15, 'b', 4)), 'proof_refused');
    await refused(submit(10, tree(15), []), 'proof_refused');
    await refused(submit(10, tree(15), (await tree(15).proof(10)).toReversed()), 'proof_refused');
    expect(await cosigned(10, tree(15))).toBe(true);
  });

  it('forgets nothing when its process ends, and its database refuses to go back', async () => {
    await submit(0, tree(10));
    const row = () =>
      rt.tenancy.control.get<{ size: number }>('SELECT size FROM WitnessedLog WHERE origin = ?', [origin]);
    expect(await row()).toMatchObject({ size: 10 });
    const change = (sql: string) => rt.tenancy.control.write((tx) => tx.run(sql));
    await expect(change('UPDATE WitnessedLog SET size = 9')).rejects.toThrow('never goes back');
    await expect(change('UPDATE WitnessedLog SET root = zeroblob(32)')).rejects.toThrow('never goes back');
    await expect(change('DELETE FROM WitnessedLog')).rejects.toThrow('never forgets');
  });

  it('of two that come at once with other trees of one size cosigns one', async () => {
    await submit(0, tree(4));
    const answers = await Promise.all([submit(4, tree(6)), submit(4, tree(6, 'b', 4))]);
    expect(answers.filter(({ contentType }) => contentType.startsWith('text/plain'))).toHaveLength(1);
    expect(answers).toContainEqual(sizeSaid(6));
  });

  it('403 without a signature of the log, 404 for a log that nobody named, 400 for anything else', async () => {
    const note = await tree(3).note(stranger);
    await refused(post(submissionText({ oldSize: 0, proof: [], note })), 'forbidden');
    const others = 'elsewhere.example.com/ledger/org_1';
    const body = { origin: others, size: 1, root: Buffer.alloc(32), at: '2026-03-01T12:00:00.000Z' };
    const elsewhere = signCheckpointNote(body, signerOf(others, Buffer.alloc(32, 9)));
    await refused(post(submissionText({ oldSize: 0, proof: [], note: elsewhere })), 'not_found');
    const good = await tree(3).note();
    for (const text of [
      '',
      'old 0',
      `old 0\n${good}`,
      `old -1\n\n${good}`,
      `old 01\n\n${good}`,
      `old 0\nabc\n\n${good}`,
      `old 4\n\n${good}`,
      'old 0\n\nnote',
    ]) {
      await refused(post(text), 'malformed_body');
    }
    const proof = Array.from({ length: 64 }, () => '0'.repeat(64));
    await refused(post(submissionText({ oldSize: 0, proof, note: good })), 'malformed_body');
  });
});

describe('the witnesses of a ledger', () => {
  it('are addresses of the public internet with a key that is a witness’s', async () => {
    const org = await createTestOrganization('Witnessed');
    const { vkey } = await call(readWitness, operator);
    const url = 'https://witness.example.org/api/v1/witness';
    for (const [unfit, message] of [
      [{ vkey: log.vkey, url }, 'Witness 1: Not the key of a witness.'],
      [{ vkey: `${vkey.slice(0, -2)}AA`, url }, 'Witness 1: Not the key of a witness.'],
      [{ vkey, url: 'http://witness.example.org/' }, 'Witness 1: Give an https address.'],
      [{ vkey, url: 'https://169.254.169.254/' }, 'Witness 1: Not an address of the public internet.'],
    ] as const) {
      const error = await refused(call(updatePublication, org.owner, { witnesses: [unfit] }), 'invalid_input');
      expect(error.problems).toEqual([{ path: 'witnesses', message }]);
    }
    const set = await call(updatePublication, org.owner, { witnesses: [{ vkey, url }] });
    expect(set.witnesses).toEqual([{ vkey, url, size: 0, failingSince: null }]);
    expect((await call(updatePublication, org.owner, { mail: 'off' })).witnesses).toHaveLength(1);
    expect((await call(updatePublication, org.owner, { witnesses: [] })).witnesses).toEqual([]);
  });
});
