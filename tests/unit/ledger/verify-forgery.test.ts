import { sign as signBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '#lib/ledger/verify.ts';
import { openCheckpoints } from '#lib/ledger/verify-keys.ts';
import { copyOf, type LedgerCopy, serverView, textOf } from '../../support/damaged-ledger.ts';
import { type StandaloneVerifier, standaloneVerifier } from '../../support/holdfast-verify.ts';
import { type KeyStatement, newSigner, noteOf, sha256, statementOf } from '../../support/ledger-export.ts';
import { type RealLedger, realLedger } from '../../support/real-ledger.ts';

/* Files that somebody makes who holds none of the ledger's keys, and notes that say one thing in two ways. */

const receipts = 40;

let ledger: RealLedger;
let full: LedgerCopy;
let filtered: LedgerCopy;
let verifier: StandaloneVerifier;
const kinds = [
  ['full', () => full],
  ['filtered', () => filtered],
] as const;

beforeAll(async () => {
  ledger = await realLedger(receipts);
  full = await copyOf(ledger);
  filtered = await copyOf(ledger, { action: 'contact.created' });
  verifier = await standaloneVerifier();
});
afterAll(() => ledger?.remove());

const verify = (copy: LedgerCopy, key = copy.pinned) =>
  verifier.verifyExport([textOf(copy)], { key, organization: copy.orgId });

async function byServer(copy: LedgerCopy): Promise<string | null> {
  const { entries, kept } = serverView({ ...copy, saved: [] });
  const statements = copy.header.keys;
  const { checkpoints, problem } = openCheckpoints(copy.orgId, statements, kept);
  const report = await verifyLedger(copy.orgId, [entries], { trees: checkpoints, statements });
  return (problem ?? report.firstProblem)?.problem ?? null;
}

/** The parts of a note: what is signed, and the signature's bytes behind the name. */
function taken(note: string): { text: string; name: string; bytes: Buffer } {
  const [text = '', line = ''] = note.split('\n\n');
  const [, name = '', encoded = ''] = line.trimEnd().split(' ');
  return { text: `${text}\n`, name, bytes: Buffer.from(encoded, 'base64') };
}
const lineOf = (name: string, bytes: Uint8Array) => `\u2014 ${name} ${Buffer.from(bytes).toString('base64')}\n`;
const turned = (bytes: Buffer) => bytes.with(40, (bytes[40] as number) ^ 1);

describe('signature lines', () => {
  it.each<[string, (line: string, bad: string, other: string) => string, string | null]>([
    ['ours twice', (line) => line + line, null],
    ['ours, and that of a key that nobody knows', (line, _bad, other) => other + line + other, null],
    ['ours, and one under our key that does not hold', (line, bad) => line + bad, 'bad_signature'],
    ['one under our key that does not hold, and ours', (line, bad) => bad + line, 'bad_signature'],
    ['only that of a key that nobody knows', (_line, _bad, other) => other, 'unsigned'],
  ])('%s: every verifier says the same', async (_what, lines, problem) => {
    const { text, name, bytes } = taken(full.checkpoint);
    const other = lineOf(name, Buffer.concat([Buffer.from('00000000', 'hex'), bytes.subarray(4)]));
    const checkpoint = `${text}\n${lines(lineOf(name, bytes), lineOf(name, turned(bytes)), other)}`;
    expect((await verify({ ...full, checkpoint })).problem?.problem ?? null).toBe(problem);
    expect(await byServer({ ...full, checkpoint })).toBe(problem);
  });

  it('with the order of the group added to the signature, which holds by a lax verifier, is refused', async () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const { text, name, bytes } = taken(full.checkpoint);
    const scalar = BigInt(`0x${Buffer.from(bytes.subarray(36)).reverse().toString('hex')}`) + order;
    const other = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex').reverse();
    const checkpoint = `${text}\n${lineOf(name, Buffer.concat([bytes.subarray(0, 36), other]))}`;
    expect(await verify({ ...full, checkpoint })).toMatchObject({ problem: { problem: 'bad_signature' } });
    expect(await byServer({ ...full, checkpoint })).toBe('bad_signature');
  });
});

describe('a note of one meaning has one text', () => {
  const asBase64 = (text: string, change: (last: string) => string) => text.replace(/.(?==*$)/, change);
  const nextLetter = (letter: string) => String.fromCharCode(letter.charCodeAt(0) + 1);
  it.each<[string, (note: string) => string]>([
    ['a plus before the size', (note) => note.replace(`\n${receipts}\n`, `\n+${receipts}\n`)],
    ['a zero before the size', (note) => note.replace(`\n${receipts}\n`, `\n0${receipts}\n`)],
    ['white space about the size', (note) => note.replace(`\n${receipts}\n`, `\n${receipts} \n`)],
    ['a size with an exponent', (note) => note.replace(`\n${receipts}\n`, '\n4e1\n')],
    ['a size in other digits', (note) => note.replace(`\n${receipts}\n`, '\n\uff14\uff10\n')],
    ['a size that no number holds', (note) => note.replace(`\n${receipts}\n`, `\n${2 ** 53}\n`)],
    ['a root with bits behind its end', (note) => asLine(note, 2, (root) => asBase64(root, nextLetter))],
    ['a root without padding', (note) => asLine(note, 2, (root) => root.replace('=', ''))],
    ['a signature with bits behind its end', (note) => asLine(note, 5, (line) => asBase64(line, nextLetter))],
    ['a signature without padding', (note) => asLine(note, 5, (line) => line.replace(/=+$/, ''))],
    ['a carriage return', (note) => asLine(note, 1, (size) => `${size}\r`)],
    ['an empty line more', (note) => note.replace('\n\n', '\n\n\n')],
    ['a line feed more', (note) => `${note}\n`],
    ['no line feed at its end', (note) => note.trimEnd()],
    ['a hyphen for the dash', (note) => note.replace('\u2014', '-')],
  ])('not %s', async (_what, change) => {
    const checkpoint = change(full.checkpoint);
    expect(checkpoint).not.toBe(full.checkpoint);
    expect(await verify({ ...full, checkpoint })).toMatchObject({ problem: { problem: 'checkpoint_malformed' } });
  });

  const asLine = (note: string, at: number, change: (line: string) => string) => {
    const lines = note.split('\n');
    return lines.with(at, change(lines[at] as string)).join('\n');
  };
});

describe.each(kinds)('whoever pinned the second key: %s', (_kind, copy) => {
  /** A key of the forger's own, said to be the one before the pinned one. */
  const forged = (since: number) => {
    const stranger = newSigner(copy().header.origin);
    const first = statementOf(stranger);
    const [, pinned] = copy().header.keys as [KeyStatement, KeyStatement];
    const next = { ...pinned, previous: stranger.vkey, since };
    const said = `holdfast/ledger/key/v1\n${[stranger.origin, 2, since, stranger.vkey, pinned.vkey].join('\n')}\n`;
    const signature = signBytes(null, Buffer.from(said), stranger.privateKey).toString('base64');
    const keys = [first, { ...next, signature }];
    const [, , root = ''] = copy().checkpoint.split('\n');
    const checkpoint = noteOf(stranger, { size: receipts, root: Buffer.from(root, 'base64').toString('hex') });
    return { pinned: pinned.vkey, mine: { ...copy(), header: { ...copy().header, keys } }, checkpoint };
  };

  it('takes the ledger by it', async () => {
    const [, second] = copy().header.keys;
    expect(await verify(copy(), second?.vkey)).toMatchObject({ ok: true, pinned: true });
  });

  it.each([receipts, receipts + 1, Number.MAX_SAFE_INTEGER])(
    'takes nothing that a made-up key before it signed, said to be replaced at %i',
    async (since) => {
      const { pinned, mine, checkpoint } = forged(since);
      expect(await verify({ ...mine, checkpoint }, pinned)).toMatchObject({ ok: false });
      expect(await verify(mine, pinned)).toMatchObject({ ok: false, problem: { problem: 'bad_rotation' } });
    },
  );

  it('takes no other beginning, although the pinned key signed the end', async () => {
    const { pinned, mine } = forged(ledger.rotatedAt);
    expect(await verify(mine, pinned)).toMatchObject({
      ok: false,
      problem: { problem: 'bad_rotation', seq: ledger.rotatedAt },
    });
  });
});

describe.each(kinds)('a file about another ledger than the pinned key names: %s', (_kind, copy) => {
  it.each<[string, (origin: string) => string]>([
    ['capitals', (origin) => origin.replace('holdfast', 'Holdfast')],
    ['a dot behind the host', (origin) => origin.replace('.com/', '.com./')],
    ['a port', (origin) => origin.replace('.com/', '.com:443/')],
    ['a path before it', (origin) => `other.example/ledger/${origin}`],
    ['letters that look alike', (origin) => origin.replace('o', '\u043e')],
  ])('is refused: %s', async (_what, change) => {
    const origin = change(copy().header.origin);
    const header = { ...copy().header, origin };
    const problem = 'bad_rotation';
    expect(await verify({ ...copy(), header })).toMatchObject({ ok: false, problem: { problem } });
    const signer = newSigner(origin);
    const [, , root = ''] = copy().checkpoint.split('\n');
    const checkpoint = noteOf(signer, { size: receipts, root: Buffer.from(root, 'base64').toString('hex') });
    const keys = [statementOf(signer)];
    expect(await verify({ ...copy(), header: { ...header, keys }, checkpoint })).toMatchObject({
      ok: false,
      problem: { problem: 'unknown_key' },
    });
  });

  it('is refused under a key of small order, which signs everything', async () => {
    const weak = Buffer.alloc(32).with(0, 1);
    const { origin } = copy().header;
    const key = Buffer.concat([Buffer.of(1), weak]);
    const vkey = `${origin}+${sha256(`${origin}\n`, key).toString('hex', 0, 4)}+${key.toString('base64')}`;
    const keys: KeyStatement[] = [{ version: 1, vkey, previous: null, since: 0, signature: null }];
    const { text, name } = taken(copy().checkpoint);
    const nothing = Buffer.concat([Buffer.from(vkey.split('+')[1] ?? '', 'hex'), weak, Buffer.alloc(32)]);
    const forged = { ...copy(), header: { ...copy().header, keys }, checkpoint: `${text}\n${lineOf(name, nothing)}` };
    expect(await verify(forged)).toMatchObject({ ok: false, problem: { problem: 'unknown_key' } });
  });
});

describe.each(kinds)('a file that is not what it says: %s', (_kind, copy) => {
  it.each([0, receipts - 1, receipts + 1, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER])(
    'a ledger of %i receipts is not proven by the checkpoint of another size',
    async (size) => {
      expect(await verify({ ...copy(), header: { ...copy().header, size } })).toMatchObject({ ok: false });
    },
  );

  it('bytes behind the checkpoint are found out, with and without a line feed', async () => {
    for (const rest of ['x', '\n', '{}', '{}\n', '\0']) {
      const bytes = Buffer.concat([textOf(copy()), Buffer.from(rest)]);
      expect(await verifier.verifyExport([bytes], { key: copy().pinned }), rest).toMatchObject({ ok: false });
    }
  });

  it.each([
    ['a member that changes objects', '{"__proto__":{"hash":"x"},'],
    ['a great many members', `{${Array.from({ length: 100_000 }, (_, n) => `"a${n}":1,`).join('')}`],
  ])('%s is refused', async (_what, start) => {
    const lines = textOf(copy()).toString().split('\n');
    const text = lines.with(2, (lines[2] as string).replace('{', start)).join('\n');
    expect(await verifier.verifyExport([Buffer.from(text)], { key: copy().pinned })).toMatchObject({
      problem: { problem: 'malformed', line: 3 },
    });
  });
});
