import type { ReceiptDraft } from '../../ledger/receipt.ts';
import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import { newId } from '../../platform/ids.ts';
import type { OrganizationObjects } from '../../platform/storage/object-store.ts';
import { listHistoryRows, moveHistory } from './archive-store.ts';
import { type Mentions, withoutOpenings } from './without-openings.ts';

/** An organisation's histories: a context is one, and so is what a restore erases in. */
interface Histories {
  readonly db: SqlReader;
  readonly objects: Pick<OrganizationObjects, 'get' | 'put' | 'remove'>;
  now(): Date;
  write(receipt: ReceiptDraft, body: (tx: SqlWriter) => Promise<void>): Promise<void>;
}

/**
 * Removes what the ledgers that archives brought say of somebody. Afterwards no opening that `mentions` picks out is left in
 * them, each of them verifies as before, and the objects that held it are gone. For the erasure of a person: CLAIMS G3.
 * @returns how many openings were removed.
 */
export async function eraseHistoryOpenings(ctx: Histories, mentions: Mentions): Promise<number> {
  let total = 0;
  for (const row of await listHistoryRows(ctx.db)) {
    const content = (await mentioned(ctx, row.object, mentions)) ? await ctx.objects.get(row.object) : null;
    // One that was lost says nothing of anybody.
    if (content === null) continue;
    const at = ctx.now().toISOString();
    const object = `history/${newId('lhi')}`;
    let erased = 0;
    const { sha256 } = await ctx.objects.put(
      object,
      withoutOpenings(piecesOf(content), mentions, at, () => {
        erased += 1;
      }),
    );
    await ctx.write({ action: 'ledgerHistory.openingsErased', subject: row.id, detail: { erased } }, (tx) =>
      moveHistory(tx, row.id, { object, sha256 }),
    );
    await ctx.objects.remove(row.object);
    total += erased;
  }
  return total;
}

async function mentioned(ctx: Histories, object: string, mentions: Mentions): Promise<boolean> {
  let found = false;
  const look: Mentions = (detail, subject) => {
    found ||= mentions(detail, subject);
    return false;
  };
  const content = await ctx.objects.get(object);
  if (content === null) return false;
  for await (const _ of withoutOpenings(piecesOf(content), look, '')) if (found) return true;
  return found;
}

const piecesOf = (content: ReadableStream<Uint8Array>) =>
  content as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>;
