import { canonicalJson } from './canonical.ts';
import type { KeyStatement } from './key-store.ts';
import { type ReceiptBody, receiptText } from './receipt.ts';
import type { ReceiptFilter } from './receipt-filter.ts';
import type { OpenReceiptRow } from './store.ts';

/*
 * The lines of an export: docs/ledger-format.md, section 5. Each is canonical JSON. Those of receipts are put together by
 * hand, their members in the canonical order: there are millions of them, and the texts inside are canonical already.
 */

export function headerLine(header: {
  readonly org: string;
  readonly origin: string;
  readonly size: number;
  readonly keys: readonly KeyStatement[];
  readonly filter: ReceiptFilter | null;
}): string {
  const { org, origin, size } = header;
  const keys = header.keys.map((statement) => ({ ...statement }));
  const filter = header.filter && definedOf(header.filter);
  return `${canonicalJson({ format: 'holdfast-ledger-export/1', org, origin, size, keys, filter })}\n`;
}

interface LineOptions {
  /** Whether the reader may read the detail. */
  readonly shown: boolean;
  /** In filtered exports: from the receipt to the root. */
  readonly inclusion: readonly Uint8Array[] | null;
}

export function receiptLine(row: OpenReceiptRow, { shown, inclusion }: LineOptions): string {
  const { salt, detail, erasedAt } = row;
  const gone = salt === null || detail === null;
  const erased = gone && erasedAt !== null ? `"erased":${JSON.stringify(erasedAt)},` : '';
  const missing = gone && erasedAt === null ? '"missing":true,' : '';
  const opening = shown && !gone ? `"opening":{"detail":${JSON.stringify(detail)},"salt":"${hex(salt)}"},` : '';
  const proof = inclusion === null ? '' : `"inclusion":[${inclusion.map((hash) => `"${hex(hash)}"`).join(',')}],`;
  return `{${erased}"hash":"${hex(row.hash)}",${proof}${missing}${opening}"receipt":${receiptText(bodyOf(row))}}\n`;
}

export function checkpointLine(note: string): string {
  return `${canonicalJson({ checkpoint: note })}\n`;
}

function bodyOf(row: OpenReceiptRow): ReceiptBody {
  const { seq, id, at, actor, action, subject } = row;
  return { v: 1, seq, id, at, actor, action, subject, commitment: hex(row.commitment), prev: hex(row.prev) };
}

function definedOf(filter: ReceiptFilter): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
