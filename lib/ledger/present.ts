import type { z } from 'zod';
import { mayDo, type Principal } from '../access/principal.ts';
import type { SignedCheckpoint } from './checkpoint.ts';
import { detailPermission } from './detail-permission.ts';
import type { Checkpoint, OpenReceipt, Receipt } from './schema.ts';
import { entryOf, type OpenReceiptRow, type ReceiptRow } from './store.ts';
import { canonicalReceipt } from './verify.ts';

export function presentReceipt(row: ReceiptRow): z.output<typeof Receipt> {
  return {
    seq: row.seq,
    id: row.id,
    at: row.at,
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    commitment: hex(row.commitment),
    prev: hex(row.prev),
    hash: hex(row.hash),
  };
}

/** A receipt with its detail, for those who may read such records anyway. */
export function presentOpenReceipt(row: OpenReceiptRow, reader: Principal): z.output<typeof OpenReceipt> {
  const receipt = { ...presentReceipt(row), canonical: canonicalReceipt(entryOf(row)) };
  if (row.salt === null || row.detail === null) {
    return { ...receipt, detailState: row.erasedAt === null ? 'missing' : 'erased', opening: null };
  }
  if (!mayDo(reader, detailPermission(row.action))) return { ...receipt, detailState: 'hidden', opening: null };
  return { ...receipt, detailState: 'shown', opening: { salt: hex(row.salt), detail: row.detail } };
}

export function presentCheckpoint(row: SignedCheckpoint): z.output<typeof Checkpoint> {
  return { size: row.size, root: hex(row.root), at: row.at, keyVersion: row.keyVersion, note: row.note };
}

/** What every proof answers with, beside what it is about. */
export function presentProof(answer: {
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: SignedCheckpoint | undefined;
}): { root: string; proof: string[]; checkpoint: string | null } {
  return { root: hex(answer.root), proof: answer.proof.map(hex), checkpoint: answer.checkpoint?.note ?? null };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
