import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOf, type LedgerCopy, replaced, textOf } from '../../support/damaged-ledger.ts';
import {
  type StandaloneVerifier,
  standaloneVerifier,
  type VerifyExportOptions,
} from '../../support/holdfast-verify.ts';
import {
  consistencyOf,
  type ExportedReceipt,
  exportText,
  newSigner,
  noteOf,
  rootOf,
  statementOf,
} from '../../support/ledger-export.ts';
import { type RealLedger, realLedger } from '../../support/real-ledger.ts';

const receipts = 40;

let ledger: RealLedger;
let full: LedgerCopy;
let filtered: LedgerCopy;
let verifier: StandaloneVerifier;

beforeAll(async () => {
  ledger = await realLedger(receipts);
  full = await copyOf(ledger);
  filtered = await copyOf(ledger, { action: 'contact.created' });
  verifier = await standaloneVerifier();
});
afterAll(() => ledger?.remove());

const options = (): VerifyExportOptions => ({ key: ledger.pinned, organization: ledger.orgId });
const verify = (bytes: Uint8Array, more: VerifyExportOptions = {}) =>
  verifier.verifyExport([bytes], { ...options(), ...more });
const edited = (copy: LedgerCopy, change: (lines: string[]) => string[]) =>
  Buffer.from(`${change(textOf(copy).toString().trimEnd().split('\n')).join('\n')}\n`);

describe('a file in which one bit was turned', () => {
  it.each([
    ['full', () => full],
    ['filtered', () => filtered],
  ])('is found out, wherever the bit is: %s', async (_kind, copy) => {
    const text = textOf(copy());
    const [, size] = copy().checkpoint.split('\n');
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.nat(7), async (at, bit) => {
        const bytes = Buffer.from(text);
        bytes[at] = (bytes[at] as number) ^ (1 << bit);
        const { ok, problem } = await verify(bytes);
        // What an exporter says of an erasure, nobody can check: only that it says so.
        const claim = text.subarray(0, at).toString().split('\n').at(-1) ?? '';
        if (/^\{"erased":"[^"]*$/.test(claim)) return;
        expect({ ok, place: problem?.line ?? problem?.seq }, `byte ${at}, bit ${bit}, size ${size}`).toMatchObject({
          ok: false,
          place: expect.any(Number),
        });
      }),
      { numRuns: 1_500 },
    );
  });

  it('is found out in a checkpoint that was saved', async () => {
    const [saved] = ledger.saved;
    const note = Buffer.from(saved?.note ?? '');
    await fc.assert(
      fc.asyncProperty(fc.nat(note.length - 1), fc.nat(7), async (at, bit) => {
        const bytes = Buffer.from(note);
        bytes[at] = (bytes[at] as number) ^ (1 << bit);
        const { ok, problem } = await verify(textOf(full), { checkpoints: [{ name: 'mine', note: bytes.toString() }] });
        expect({ ok, saved: problem?.saved }).toEqual({ ok: false, saved: 'mine' });
      }),
    );
  });
});

describe('a file that was cut', () => {
  it('is found out, wherever it was cut', async () => {
    const text = textOf(full);
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), async (length) => {
        expect(await verify(text.subarray(0, length))).toMatchObject({
          ok: false,
          problem: { problem: 'checkpoint_missing', line: text.subarray(0, length).toString().split('\n').length },
        });
      }),
    );
  });
});

describe('a file that is not of its form', () => {
  it.each<[string, (lines: string[]) => string[], number, string?]>([
    ['white space in a line', (lines) => lines.with(4, (lines[4] as string).replace('","', '", "')), 5],
    ['a carriage return', (lines) => lines.with(4, `${lines[4]}\r`), 5],
    ['an empty line', (lines) => lines.toSpliced(4, 0, ''), 5],
    ['a byte order mark', (lines) => lines.with(0, `\ufeff${lines[0]}`), 1],
    ['a member twice', (lines) => lines.with(4, (lines[4] as string).replace('{', '{"hash":"","')), 5],
    ['a member too many', (lines) => lines.with(4, (lines[4] as string).replace(/\}$/, ',"z":1}')), 5],
    ['a number with a fraction', (lines) => lines.with(4, (lines[4] as string).replace('"seq":4', '"seq":4.0')), 5],
    ['a number with an exponent', (lines) => lines.with(4, (lines[4] as string).replace('"seq":4', '"seq":4e0')), 5],
    ['a number out of range', (lines) => lines.with(4, (lines[4] as string).replace('"seq":4', `"seq":${2 ** 53}`)), 5],
    ['a negative number', (lines) => lines.with(4, (lines[4] as string).replace('"seq":4', '"seq":-4')), 5],
    ['an escape that need not be', (lines) => lines.with(4, (lines[4] as string).replace('usr_1', 'usr\\u005f1')), 5],
    ['capital hexadecimal digits', (lines) => lines.with(4, (lines[4] as string).replace(/[0-9a-f]{64}/, upper)), 5],
    ['capital hexadecimal digits in a salt', (lines) => lines.with(4, (lines[4] as string).replace(salt, upper)), 5],
    ['an instant that is none', (lines) => lines.with(4, (lines[4] as string).replace('T08:', 'T25:')), 5],
    ['no object', (lines) => lines.with(4, '[]'), 5],
    ['null', (lines) => lines.with(4, 'null'), 5],
    ['nothing but brackets', (lines) => lines.with(4, '['.repeat(2_000_000)), 5],
    ['deep nesting', (lines) => lines.with(4, `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`), 5],
    ['another header', (lines) => lines.toSpliced(4, 0, lines[0] as string), 5],
    ['no header', (lines) => lines.slice(1), 1],
    ['a header of another version', (lines) => lines.with(0, (lines[0] as string).replace('export/1', 'export/2')), 1],
    ['a line behind the checkpoint', (lines) => [...lines, lines[4] as string], receipts + 3],
    ['a second checkpoint', (lines) => [...lines, lines.at(-1) as string], receipts + 3],
    ['a proof where none belongs', (lines) => lines.with(4, proofless(lines[4] as string)), 5],
  ])('is found out, not crashed on: %s', async (_what, change, line) => {
    expect(await verify(edited(full, change))).toMatchObject({ ok: false, problem: { problem: 'malformed', line } });
  });

  const salt = /(?<="salt":")[0-9a-f]{64}/;
  const upper = (hex: string) => hex.toUpperCase();
  const proofless = (line: string) => line.replace(/("hash":"[0-9a-f]{64}",)/, '$1"inclusion":[],');

  it('is found out by bytes that are no UTF-8, at their line', async () => {
    const bytes = textOf(full);
    const at = bytes.indexOf('usr_1', bytes.indexOf('"seq":6'));
    bytes[at] = 0xff;
    expect(await verify(bytes)).toMatchObject({ receipts: 6, problem: { problem: 'malformed', line: 8 } });
  });

  it('is given up at a line without an end, whatever its length', async () => {
    let portions = 0;
    async function* endless() {
      for (;;) {
        portions += 1;
        yield Buffer.alloc(1_000_000, 0x61);
      }
    }
    expect(await verifier.verifyExport(endless())).toMatchObject({ problem: { problem: 'malformed', line: 1 } });
    expect(portions).toBeLessThan(40);
  });

  it('is answered, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect((await verify(bytes)).ok).toBe(false);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(receipts + 1), fc.json(), async (line, json) => {
        expect((await verify(edited(full, (lines) => lines.with(line, json)))).ok).toBe(false);
      }),
    );
  });
});

describe('a filtered file', () => {
  it('is in order, and proves what it holds', async () => {
    const report = await verify(textOf(filtered));
    expect(report).toMatchObject({ ok: true, kind: 'filtered', size: receipts, pinned: true });
    expect(report.receipts).toBe(filtered.receipts.length);
  });

  const change = (line: (line: ExportedReceipt) => ExportedReceipt) =>
    replaced(filtered, filtered.receipts[3]?.receipt.seq ?? 0, line);

  it.each<[string, () => LedgerCopy, string]>([
    [
      'a turned node in a proof',
      () => change((line) => ({ ...line, inclusion: turned(line.inclusion) })),
      'proof_altered',
    ],
    [
      'a proof that is too short',
      () => change((line) => ({ ...line, inclusion: line.inclusion?.slice(1) ?? [] })),
      'proof_altered',
    ],
    ['no proof', () => change(({ inclusion: _gone, ...line }) => line), 'malformed'],
    ['a receipt that the filter does not mean', () => insertedFrom(full, 2), 'outside_filter'],
  ])('is found out by %s', async (_what, damage, problem) => {
    const seq = problem === 'outside_filter' ? 2 : filtered.receipts[3]?.receipt.seq;
    expect(await verify(textOf(damage()))).toMatchObject({ ok: false, problem: { problem, seq } });
  });

  const turned = (proof: readonly string[] = []) => proof.with(1, 'ab'.repeat(32));
  const insertedFrom = (copy: LedgerCopy, seq: number) => {
    const line = { ...(copy.receipts[seq - 1] as ExportedReceipt), inclusion: [] };
    return { ...filtered, receipts: [...filtered.receipts, line].sort((a, b) => a.receipt.seq - b.receipt.seq) };
  };

  it('is compared with saved checkpoints by consistency proofs, and says where it was not', async () => {
    const hashes = full.receipts.map(({ hash }) => hash);
    const from = ledger.saved[0]?.size ?? 0;
    const proof = consistencyOf(hashes, from);
    const checkpoints = ledger.saved;
    const text = textOf(filtered);
    expect((await verify(text, { checkpoints })).saved.map(({ agrees }) => agrees)).toEqual([null, null, true]);
    const proven = await verify(text, { checkpoints, consistency: [{ from, to: receipts, proof }] });
    expect(proven.saved.map(({ agrees }) => agrees)).toEqual([true, null, true]);
    const turnedProof = [{ from, to: receipts, proof: turned(proof) }];
    expect(await verify(text, { checkpoints, consistency: turnedProof })).toMatchObject({
      problem: { problem: 'rewritten', seq: from },
    });
  });
});

it.each<[string, () => LedgerCopy]>([
  ['full', () => full],
  ['filtered', () => filtered],
])('a good checkpoint of another size than the file says is found out: %s', async (_kind, copy) => {
  const damaged = { ...copy(), checkpoint: ledger.saved[1]?.note ?? '' };
  expect(await verify(textOf(damaged))).toMatchObject({ ok: false, problem: { problem: 'wrong_size' } });
});

describe('a pinned key', () => {
  it('leads on to the key that replaced it, and back to none', async () => {
    const [, second] = full.header.keys;
    for (const key of [ledger.pinned, second?.vkey ?? '']) {
      expect(await verify(textOf(full), { key })).toMatchObject({ ok: true, pinned: true, key: second?.vkey });
    }
  });

  it('that is not of this ledger is named', async () => {
    const other = await realLedger(20, 'org_01J0000000000000000000000Z');
    try {
      expect(await verify(textOf(full), { key: other.pinned })).toMatchObject({ problem: { problem: 'unknown_key' } });
    } finally {
      await other.remove();
    }
  });

  it('that is missing leaves the file unproven, and says so', async () => {
    expect(await verify(textOf(full), { key: null })).toMatchObject({ ok: true, pinned: false });
  });

  it('that is no key is refused', async () => {
    await expect(verify(textOf(full), { key: `${ledger.pinned}x` })).rejects.toThrow(TypeError);
  });

  it('another organisation than the one asked for is named', async () => {
    expect(await verify(textOf(full), { organization: 'org_x' })).toMatchObject({ problem: { problem: 'foreign' } });
  });
});

it('the empty ledger verifies', async () => {
  const { org, origin, format } = full.header;
  const signer = newSigner(origin);
  const header = { format, org, origin, size: 0, keys: [statementOf(signer)], filter: null };
  const empty = { header, receipts: [], checkpoint: noteOf(signer, { size: 0, root: rootOf([]) }) };
  const report = await verify(Buffer.from(exportText(empty)), { key: signer.vkey });
  expect(report).toMatchObject({ ok: true, pinned: true, receipts: 0, head: null, root: rootOf([]) });
});

it('SHA-256 as written out for browsers is that of the system, at every length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(verifier.sha256Portable(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }),
  );
  const long = Buffer.alloc(1_000_003, 0xa5);
  expect(verifier.sha256Portable(long)).toBe(createHash('sha256').update(long).digest('hex'));
});
