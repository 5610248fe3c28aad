import { randomBytesFast } from '../platform/crypto/random.ts';
import type { SqlWriter } from '../platform/db/types.ts';
import { newId } from '../platform/ids.ts';
import { canonicalJson } from './canonical.ts';
import { commitmentOf, genesisHash, type ReceiptDraft, receiptHash } from './receipt.ts';

interface AppendOptions {
  readonly orgId: string;
  readonly actor: string;
  readonly at: Date;
  /** The control database's outbox entry that this receipt settles. */
  readonly outboxId?: string;
}

/**
 * Appends one receipt inside the caller's write. Afterwards (once that write commits) the receipt stands at the next
 * sequence number and links to the one before; if the write is rolled back, no trace of it is left. The head is read
 * from the database in the same transaction, never from memory, so that a crash, a rollback or another process cannot
 * fork the chain. An outbox entry is settled once: asked again, the first receipt's sequence number comes back.
 *
 * @returns the receipt's sequence number.
 */
export async function appendReceipt(tx: SqlWriter, draft: ReceiptDraft, options: AppendOptions): Promise<number> {
  if (options.outboxId !== undefined) {
    const settled = await tx.get<{ seq: number }>('SELECT seq FROM ReceiptDetail WHERE outboxId = ?', [
      options.outboxId,
    ]);
    if (settled) return settled.seq;
  }
  const head = await tx.get<{ seq: number; hash: Uint8Array }>(
    'SELECT seq, hash FROM Receipt ORDER BY seq DESC LIMIT 1',
  );
  const seq = (head?.seq ?? 0) + 1;
  const prev = head ? Buffer.from(head.hash) : genesisHash(options.orgId);
  const salt = randomBytesFast(32);
  const detail = canonicalJson(draft.detail);
  const commitment = commitmentOf(salt, detail);
  const id = newId('rcp');
  const at = options.at.toISOString();
  const { actor } = options;
  const { action, subject } = draft;
  const hash = receiptHash({
    v: 1,
    seq,
    id,
    at,
    actor,
    action,
    subject,
    commitment: commitment.toString('hex'),
    prev: prev.toString('hex'),
  });
  await tx.run(
    'INSERT INTO Receipt (seq, id, at, actor, action, subject, commitment, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [seq, id, at, actor, action, subject, commitment, prev, hash],
  );
  await tx.run('INSERT INTO ReceiptDetail (seq, salt, detail, outboxId) VALUES (?, ?, ?, ?)', [
    seq,
    salt,
    detail,
    options.outboxId ?? null,
  ]);
  return seq;
}
