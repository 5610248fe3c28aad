import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type StandaloneVerifier, standaloneVerifier } from '../../support/holdfast-verify.ts';
import { exportText, newSigner, noteOf, rootOf, statementOf } from '../../support/ledger-export.ts';
import { partsOf } from '../../support/real-ledger.ts';

let verifier: StandaloneVerifier;
beforeAll(async () => {
  verifier = await standaloneVerifier();
});

describe('a checkpoint that was saved after the file ends', () => {
  const vector = (name: string) => readFileSync(`tests/vectors/ledger/exports/${name}`);
  const pinnedVector = () => (JSON.parse(vector('keys.json').toString()) as { pinned: string }).pinned;
  const ofVector = (note: string) =>
    verifier.verifyExport([vector('before-rotation.ledger.jsonl')], {
      key: pinnedVector(),
      checkpoints: [{ name: 'later', note }],
    });
  const later = () => partsOf(vector('full.ledger.jsonl').toString()).checkpoint;

  it('shows the cut, also when a key signed it that the file knows nothing of', async () => {
    expect(await ofVector(later())).toMatchObject({
      ok: false,
      problem: { problem: 'truncated', saved: 'later', seq: 5 },
    });
  });

  it('is one of this ledger, and not under a key of the file that did not sign it', async () => {
    const id = Buffer.from(pinnedVector().split('+')[1] ?? '', 'hex');
    const [text = '', line = ''] = later().split('\n\n');
    const [dash, name, encoded = ''] = line.trimEnd().split(' ');
    const bytes = Buffer.concat([id, Buffer.from(encoded, 'base64').subarray(4)]);
    const claimed = `${text}\n\n${dash} ${name} ${bytes.toString('base64')}\n`;
    expect(await ofVector(claimed)).toMatchObject({ problem: { problem: 'bad_signature', saved: 'later' } });
    const foreign = later().replaceAll('example.com', 'example.net');
    expect(await ofVector(foreign)).toMatchObject({ problem: { problem: 'wrong_origin', saved: 'later' } });
  });
});

it('the checkpoint of the empty ledger agrees with whatever came of it, and needs no proof', async () => {
  const org = 'org_01J0000000000000000000000H';
  const format = 'holdfast-ledger-export/1';
  const origin = `holdfast.example.com/ledger/${org}`;
  const signer = newSigner(origin);
  const none = rootOf([]);
  const header = { format, org, origin, size: 3, keys: [statementOf(signer)], filter: { action: 'x.done' } };
  const bytes = Buffer.from(exportText({ header, receipts: [], checkpoint: noteOf(signer, { size: 3, root: none }) }));
  const saved = (root: string) => [{ name: 'first', note: noteOf(signer, { size: 0, root }) }];
  const report = await verifier.verifyExport([bytes], { key: signer.vkey, checkpoints: saved(none) });
  expect(report).toMatchObject({ ok: true, saved: [{ size: 0, agrees: true }] });
  const wrong = await verifier.verifyExport([bytes], { key: signer.vkey, checkpoints: saved('ab'.repeat(32)) });
  expect(wrong).toMatchObject({ ok: false, problem: { problem: 'rewritten', saved: 'first' } });
});
