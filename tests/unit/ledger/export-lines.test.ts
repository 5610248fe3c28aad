import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkpointLine, headerLine, receiptLine } from '#lib/ledger/export-lines.ts';
import type { KeyStatement } from '#lib/ledger/key-store.ts';
import type { ReceiptFilter } from '#lib/ledger/receipt-filter.ts';
import type { OpenReceiptRow } from '#lib/ledger/store.ts';

/* The exports were computed once, by a program that shares nothing with this product, and are never changed. */

const folder = join(import.meta.dirname, '..', '..', 'vectors', 'ledger', 'exports');
const names = readdirSync(folder).filter((name) => name.endsWith('.ledger.jsonl'));

interface SourceReceipt {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly commitment: string;
  readonly prev: string;
  readonly salt: string;
  readonly detail: string;
}

interface Header {
  readonly org: string;
  readonly origin: string;
  readonly size: number;
  readonly keys: readonly KeyStatement[];
  readonly filter: ReceiptFilter | null;
}

interface Line {
  readonly hash: string;
  readonly receipt: { readonly seq: number };
  readonly erased?: string;
  readonly opening?: object;
  readonly inclusion?: readonly string[];
}

const { receipts } = JSON.parse(readFileSync(join(folder, 'source.json'), 'utf8')) as {
  receipts: readonly SourceReceipt[];
};

/** The row that the database would hold of a receipt of the source. */
function rowOf(seq: number, hash: string, erasedAt: string | null): OpenReceiptRow {
  const { salt, detail, commitment, prev, ...plain } = receipts[seq - 1] as SourceReceipt;
  const bytes = (hex: string) => Buffer.from(hex, 'hex');
  const kept = erasedAt === null ? { salt: bytes(salt), detail } : { salt: null, detail: null };
  const { id, at, actor, action, subject } = plain;
  const chained = { commitment: bytes(commitment), prev: bytes(prev), hash: bytes(hash) };
  return { seq, id, at, actor, action, subject, ...chained, ...kept, erasedAt, detailSeq: seq };
}

it('there are exports of every kind', () => {
  expect(names.map((name) => name.replace('.ledger.jsonl', '')).sort()).toEqual([
    'before-rotation',
    'empty',
    'erased',
    'filtered',
    'full',
    'one',
    'public',
  ]);
});

describe.each(names)('the frozen export %s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const lines = text.split(/(?<=\n)/);

  it('is what we write, byte for byte', () => {
    const header = JSON.parse(lines[0] ?? '') as Header;
    let written = headerLine(header);
    for (const line of lines.slice(1, -1)) {
      const { hash, receipt, erased, opening, inclusion } = JSON.parse(line) as Line;
      written += receiptLine(rowOf(receipt.seq, hash, erased ?? null), {
        shown: opening !== undefined,
        inclusion: inclusion === undefined ? null : inclusion.map((sibling) => Buffer.from(sibling, 'hex')),
      });
    }
    written += checkpointLine((JSON.parse(lines.at(-1) ?? '') as { checkpoint: string }).checkpoint);
    expect(written).toBe(text);
  });
});

it('a detail that is gone without a note is told of as missing', () => {
  const row = { ...rowOf(1, '00'.repeat(32), 'x'), erasedAt: null };
  expect(JSON.parse(receiptLine(row, { shown: true, inclusion: null }))).toMatchObject({ missing: true });
});
