import { sign as signBytes } from 'node:crypto';
import { canonicalJson } from '#lib/ledger/canonical.ts';
import {
  type Damaging,
  type Found,
  type LedgerCopy,
  rehashed,
  relinked,
  replaced,
  resigned,
  signedNote,
} from './damaged-ledger.ts';
import { type ExportedReceipt, newSigner, rootOf, statementOf } from './ledger-export.ts';

/** One way to damage a ledger, and where every verifier has to find it. */
export interface Damage {
  readonly name: string;
  readonly apply: (to: Damaging) => LedgerCopy;
  readonly finds: (to: Damaging) => Found;
  /** Where the server finds it, when it has something to say there that a file has not. */
  readonly onServer?: (to: Damaging) => Found;
}

/** A place in the middle, behind the first saved checkpoint and before the rotation. */
const middle = ({ copy }: Damaging) => Math.floor(copy.receipts.length / 2);
const at = ({ copy }: Damaging, seq: number) => copy.receipts[seq - 1] as ExportedReceipt;
const nextSaved = ({ ledger }: Damaging, seq: number) => ledger.saved.find(({ size }) => size >= seq)?.size ?? 0;
const inMiddle =
  (problem: Found['problem'], behind = 0) =>
  (to: Damaging): Found => ({ problem, seq: middle(to) + behind });
const atEnd =
  (problem: Found['problem']) =>
  (to: Damaging): Found => ({ problem, seq: to.copy.receipts.length });
const inCheckpoint = (problem: Found['problem']) => (): Found => ({ problem, seq: null });
const inRotation = (to: Damaging): Found => ({ problem: 'bad_rotation', seq: to.ledger.rotatedAt });
const flipped = (text: string, place: number) =>
  `${text.slice(0, place)}${text[place] === '0' ? '1' : '0'}${text.slice(place + 1)}`;

const field = (
  name: string,
  change: (line: ExportedReceipt) => ExportedReceipt,
  problem: Found['problem'],
): Damage => ({
  name,
  apply: (to) => replaced(to.copy, middle(to), change),
  finds: inMiddle(problem),
});

const ofReceipts: readonly Damage[] = [
  ...(['actor', 'action', 'subject', 'id'] as const).map((name) =>
    field(
      `another ${name}`,
      (line) => ({ ...line, receipt: { ...line.receipt, [name]: `${line.receipt[name]}x` } }),
      'altered',
    ),
  ),
  field(
    'another time',
    (line) => ({ ...line, receipt: { ...line.receipt, at: '2026-11-22T08:00:00.001Z' } }),
    'altered',
  ),
  ...(['commitment', 'prev'] as const).map((name) =>
    field(
      `another ${name}`,
      (line) => ({ ...line, receipt: { ...line.receipt, [name]: flipped(line.receipt[name], 17) } }),
      'altered',
    ),
  ),
  field('another hash', (line) => ({ ...line, hash: flipped(line.hash, 63) }), 'altered'),
  {
    name: 'an edited receipt with the hash that fits it',
    apply: (to) => replaced(to.copy, middle(to), (line) => rehashed(line, { subject: 'con_other' })),
    finds: inMiddle('unlinked', 1),
  },
  {
    name: 'a receipt taken out',
    apply: (to) => ({ ...to.copy, receipts: to.copy.receipts.filter((_, index) => index + 1 !== middle(to)) }),
    finds: inMiddle('missing'),
  },
  {
    name: 'a receipt taken out, and those behind it numbered anew',
    apply: (to) => {
      const rest = to.copy.receipts.filter((_, index) => index + 1 !== middle(to));
      const receipts = rest.map((line, index) => ({ ...line, receipt: { ...line.receipt, seq: index + 1 } }));
      return { ...to.copy, receipts };
    },
    finds: inMiddle('altered'),
  },
  {
    name: 'a receipt put in twice',
    apply: (to) => ({ ...to.copy, receipts: to.copy.receipts.toSpliced(middle(to), 0, at(to, middle(to))) }),
    finds: inMiddle('out_of_order'),
  },
  {
    name: 'a receipt made up and put in, linked to the one before',
    apply: (to) => {
      const seq = middle(to);
      const forged = rehashed(at(to, seq), { subject: 'con_forged' });
      return { ...to.copy, receipts: to.copy.receipts.toSpliced(seq - 1, 0, forged) };
    },
    finds: inMiddle('out_of_order'),
  },
  {
    name: 'two receipts exchanged',
    apply: (to) => {
      const seq = middle(to);
      return { ...to.copy, receipts: to.copy.receipts.toSpliced(seq - 1, 2, at(to, seq + 1), at(to, seq)) };
    },
    finds: inMiddle('missing'),
  },
  {
    name: 'a receipt of another organisation in the place of ours',
    apply: (to) => replaced(to.copy, middle(to), () => to.other.receipts[middle(to) - 1] as ExportedReceipt),
    finds: inMiddle('unlinked'),
  },
  {
    name: 'the receipts of another organisation',
    apply: (to) => ({ ...to.copy, receipts: to.other.receipts }),
    finds: () => ({ problem: 'foreign', seq: 1 }),
  },
  {
    name: 'the last receipts cut off',
    apply: (to) => ({ ...to.copy, receipts: to.copy.receipts.slice(0, middle(to)) }),
    finds: inMiddle('missing', 1),
    onServer: inMiddle('truncated', 1),
  },
];

const ofDetails: readonly Damage[] = [
  field(
    'another detail',
    (line) => ({ ...line, opening: { salt: '', ...line.opening, detail: '{}' } }),
    'detail_altered',
  ),
  field(
    'another salt',
    (line) => ({ ...line, opening: { detail: '', ...line.opening, salt: 'ab'.repeat(32) } }),
    'detail_altered',
  ),
  {
    name: 'the opening of another receipt',
    apply: (to) => replaced(to.copy, middle(to), (line) => ({ ...line, ...openingOf(at(to, middle(to) + 1)) })),
    finds: inMiddle('detail_altered'),
  },
  field('a detail that is gone', ({ opening: _gone, ...line }) => ({ ...line, missing: true }), 'detail_missing'),
];

const ofHistory: readonly Damage[] = [
  {
    name: 'one receipt changed and everything behind it computed and signed anew',
    apply: (to) => {
      const edited = replaced(to.copy, middle(to), (line) => rehashed(line, { subject: 'con_other' }));
      return resigned(to.ledger, relinked(edited, edited.receipts, middle(to)));
    },
    finds: (to) => ({ problem: 'rewritten', seq: nextSaved(to, middle(to)) }),
  },
  {
    name: 'a roll-back: an earlier state, with the checkpoint that was good then',
    apply: (to) => {
      const earlier = to.ledger.saved[1];
      const size = earlier?.size ?? 0;
      const header = { ...to.copy.header, size };
      return { ...to.copy, header, receipts: to.copy.receipts.slice(0, size), checkpoint: earlier?.note ?? '' };
    },
    finds: (to) => ({ problem: 'truncated', seq: (to.ledger.saved[1]?.size ?? 0) + 1 }),
  },
  {
    name: 'a fork: other receipts behind the last but one checkpoint, as many, and signed',
    apply: (to) => {
      const from = (to.ledger.saved[1]?.size ?? 0) + 1;
      return resigned(to.ledger, relinked(to.copy, withOtherSubjects(to, from), from));
    },
    finds: atEnd('forked'),
  },
  {
    name: 'a roll-back, written over with more receipts than there had been, and signed',
    apply: (to) => {
      const from = (to.ledger.saved[1]?.size ?? 0) + 1;
      const receipts = withOtherSubjects(to, from);
      return resigned(to.ledger, relinked(to.copy, [...receipts, at(to, 1), at(to, 3)], from));
    },
    finds: atEnd('rewritten'),
  },
];

const ofCheckpoints: readonly Damage[] = [
  ...(
    [
      ['another root', 2, Buffer.alloc(32).toString('base64'), 'bad_signature'],
      ['another time', 3, 'time 2026-11-25T08:00:00.000Z', 'bad_signature'],
      ['another line', 3, 'time 2026-11-25T08:00:00.000Z\nmore', 'bad_signature'],
      ['another origin', 0, 'holdfast.example.com/ledger/org_other', 'wrong_origin'],
      ['a size that is no number', 1, '02000', 'checkpoint_malformed'],
      ['a root that is too short', 2, 'AAAA', 'checkpoint_malformed'],
    ] as const
  ).map(([what, line, text, problem]) => ({
    name: `a checkpoint with ${what}`,
    apply: (to: Damaging) => {
      const lines = to.copy.checkpoint.split('\n').toSpliced(line, 1, ...text.split('\n'));
      return { ...to.copy, saved: [], checkpoint: lines.join('\n') };
    },
    finds: inCheckpoint(problem),
  })),
  {
    name: 'a checkpoint without a signature of ours',
    apply: (to) => checkpointSignedBy(to, { keyId: Buffer.from('00000000', 'hex') }),
    finds: inCheckpoint('unsigned'),
  },
  {
    name: 'a checkpoint that somebody else signed under the id of our key',
    apply: (to) => {
      const stranger = newSigner(to.copy.header.origin);
      return checkpointSignedBy(to, { sign: (text) => signBytes(null, Buffer.from(text), stranger.privateKey) });
    },
    finds: inCheckpoint('bad_signature'),
  },
  {
    name: 'a checkpoint of another ledger',
    apply: (to) => ({ ...to.copy, saved: [], checkpoint: to.other.checkpoint }),
    finds: inCheckpoint('wrong_origin'),
  },
  {
    name: 'a checkpoint under the key that was replaced',
    apply: (to) => checkpointSignedBy(to, { keyId: Buffer.from(to.ledger.pinned.split('+')[1] ?? '', 'hex') }),
    finds: inCheckpoint('unsigned'),
  },
  {
    name: 'a checkpoint that our key signed over other receipts',
    apply: (to) => checkpointSignedBy(to, { root: rootOf([at(to, 1).hash]) }),
    finds: inCheckpoint('root_altered'),
    onServer: atEnd('rewritten'),
  },
];

const ofKeys: readonly Damage[] = [
  {
    name: 'a key that the one before did not sign over',
    apply: (to) => {
      const stranger = newSigner(to.copy.header.origin);
      const [first, second] = to.copy.header.keys;
      if (first === undefined || second === undefined) throw new Error('the ledger has two keys');
      const forged = statementOf(stranger, { signer: stranger, statement: first }, second.since);
      return withKeys(to, [first, { ...forged, previous: first.vkey }]);
    },
    finds: () => ({ problem: 'bad_rotation', seq: null }),
    onServer: inRotation,
  },
  {
    name: 'a change of keys that no receipt tells of',
    apply: (to) =>
      relinked(
        replaced(to.copy, to.ledger.rotatedAt, (line) => rehashed(line, { action: 'contact.updated' })),
        to.copy.receipts.map((line) =>
          line.receipt.seq === to.ledger.rotatedAt ? rehashed(line, { action: 'contact.updated' }) : line,
        ),
        to.ledger.rotatedAt,
      ),
    finds: inRotation,
  },
  {
    name: 'a receipt of a change of keys that no statement tells of',
    apply: (to) => {
      const receipts = to.copy.receipts.map((line) =>
        line.receipt.seq === middle(to) ? rehashed(line, { action: 'ledger.keyRotated' }) : line,
      );
      return { ...relinked(to.copy, receipts, middle(to)), saved: [] };
    },
    finds: inMiddle('bad_rotation'),
  },
  {
    name: 'a change of keys whose detail was left out',
    apply: (to) =>
      replaced(to.copy, to.ledger.rotatedAt, ({ opening: _gone, ...line }) => ({ ...line, erased: erasedAt })),
    finds: inRotation,
  },
  {
    name: 'a statement that says another place than the receipt',
    apply: (to) => {
      const [first, second] = to.copy.header.keys;
      if (first === undefined || second === undefined) throw new Error('the ledger has two keys');
      return withKeys(to, [first, { ...second, since: second.since - 1 }]);
    },
    finds: () => ({ problem: 'bad_rotation', seq: null }),
    onServer: (to) => ({ problem: 'bad_rotation', seq: to.ledger.rotatedAt - 1 }),
  },
];

const erasedAt = '2026-11-23T00:00:00.000Z';

/** Every damage that a ledger can suffer in whatever form it is kept. */
export const damages: readonly Damage[] = [...ofReceipts, ...ofDetails, ...ofHistory, ...ofCheckpoints, ...ofKeys];

function openingOf({ opening }: ExportedReceipt): Pick<ExportedReceipt, 'opening'> {
  return opening === undefined ? {} : { opening };
}

function withOtherSubjects({ copy }: Damaging, from: number): ExportedReceipt[] {
  return copy.receipts.map((line) =>
    line.receipt.seq < from ? line : { ...line, receipt: { ...line.receipt, subject: 'con_other' } },
  );
}

function checkpointSignedBy({ copy, ledger }: Damaging, note: Partial<Parameters<typeof signedNote>[1]>): LedgerCopy {
  return { ...copy, saved: [], checkpoint: signedNote(copy, { sign: ledger.sign, ...note }) };
}

function withKeys({ copy }: Damaging, keys: LedgerCopy['header']['keys']): LedgerCopy {
  return { ...copy, header: { ...copy.header, keys: keys.map((key) => JSON.parse(canonicalJson({ ...key }))) } };
}
