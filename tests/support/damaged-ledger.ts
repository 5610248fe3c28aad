import type { LedgerProblem } from '#lib/ledger/problems.ts';
import { genesisHash } from '#lib/ledger/receipt.ts';
import type { LedgerEntry } from '#lib/ledger/verify.ts';
import type { KeptCheckpoint } from '#lib/ledger/verify-keys.ts';
import { bodyHash, type ExportedReceipt, type ExportParts, exportText, rootOf } from './ledger-export.ts';
import { partsOf, type RealLedger } from './real-ledger.ts';

/** A copy of a ledger, with what somebody saved of it outside: to be damaged, and to be verified. */
export interface LedgerCopy extends ExportParts {
  /** Checkpoints that were saved outside. */
  readonly saved: readonly { readonly name: string; readonly note: string }[];
  readonly pinned: string;
  readonly orgId: string;
}

/** What a damage may use of the ledger that it damages. */
export interface Damaging {
  readonly ledger: RealLedger;
  readonly copy: LedgerCopy;
  /** A ledger of another organisation. */
  readonly other: LedgerCopy;
}

/** Where a damage is found. */
export interface Found {
  readonly problem: LedgerProblem;
  readonly seq: number | null;
}

export async function copyOf(ledger: RealLedger, filter = {}): Promise<LedgerCopy> {
  const parts = partsOf(await ledger.exported(filter));
  return { ...parts, saved: ledger.saved, pinned: ledger.pinned, orgId: ledger.orgId };
}

/** As the server sees it: rows of the database, the keys, the checkpoints that were kept. */
export function serverView(copy: LedgerCopy): { entries: LedgerEntry[]; kept: KeptCheckpoint[] } {
  const notes = [...copy.saved.map(({ note }) => note), copy.checkpoint];
  const kept = [...new Set(notes)].map((note) => ({ size: Number(note.split('\n')[1]), note }));
  return { entries: copy.receipts.map(entryOf), kept: kept.sort((a, b) => a.size - b.size) };
}

function entryOf({ receipt, hash, opening, erased }: ExportedReceipt): LedgerEntry {
  const { v: _v, commitment, prev, ...rest } = receipt;
  const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
  const kept = {
    salt: opening ? bytes(opening.salt) : null,
    detail: opening?.detail ?? null,
    erasedAt: erased ?? null,
  };
  return { ...rest, commitment: bytes(commitment), prev: bytes(prev), hash: bytes(hash), kept };
}

export function textOf(copy: LedgerCopy): Buffer {
  return Buffer.from(exportText(copy));
}

/** The copy with another receipt line in a place. */
export function replaced(
  copy: LedgerCopy,
  seq: number,
  change: (line: ExportedReceipt) => ExportedReceipt,
): LedgerCopy {
  return { ...copy, receipts: copy.receipts.map((line) => (line.receipt.seq === seq ? change(line) : line)) };
}

/** With another body, and the hash that fits it. */
export function rehashed(line: ExportedReceipt, changes: Partial<ExportedReceipt['receipt']>): ExportedReceipt {
  const receipt = { ...line.receipt, ...changes };
  return { ...line, receipt, hash: bodyHash(receipt) };
}

/** Numbered, linked and hashed anew from a place on, as somebody would do it who can write every row. */
export function relinked(copy: LedgerCopy, receipts: readonly ExportedReceipt[], from: number): LedgerCopy {
  let prev = receipts[from - 2]?.hash ?? genesisHash(copy.orgId).toString('hex');
  const anew = receipts.map((line, index) => {
    if (index + 1 < from) return line;
    const linked = rehashed(line, { seq: index + 1, prev });
    prev = linked.hash;
    return linked;
  });
  return { ...copy, receipts: anew };
}

/** With a checkpoint over the receipts as they stand, signed by whoever holds the ledger's key. */
export function resigned({ sign }: RealLedger, copy: LedgerCopy, origin = copy.header.origin): LedgerCopy {
  const size = copy.receipts.length;
  const root = rootOf(copy.receipts.map(({ hash }) => hash));
  const checkpoint = signedNote(copy, { sign, origin, size, root });
  return { ...copy, header: { ...copy.header, size }, checkpoint };
}

interface NoteToSign {
  readonly sign: (text: string) => Buffer;
  readonly origin?: string;
  readonly size?: number;
  readonly root?: string;
  readonly keyId?: Buffer;
}

/** A note, by default what the copy's own says, under the id of its last key. */
export function signedNote(copy: LedgerCopy, { sign, origin, size, root, keyId }: NoteToSign): string {
  const [itsOrigin, itsSize, itsRoot] = copy.checkpoint.split('\n');
  const said = root === undefined ? itsRoot : Buffer.from(root, 'hex').toString('base64');
  const text = `${origin ?? itsOrigin}\n${size ?? itsSize}\n${said}\ntime 2026-11-24T08:00:00.000Z\n`;
  const id = keyId ?? Buffer.from(copy.header.keys.at(-1)?.vkey.split('+')[1] ?? '', 'hex');
  return `${text}\n\u2014 ${origin ?? itsOrigin} ${Buffer.concat([id, sign(text)]).toString('base64')}\n`;
}
