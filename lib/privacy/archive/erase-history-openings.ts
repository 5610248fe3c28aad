import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { listHistoryRows, moveHistory } from './archive-store.ts';
import { type Mentions, withoutOpenings } from './without-openings.ts';

/**
 * Removes what the ledgers that archives brought say of somebody. Afterwards no opening that `mentions` picks out is left in
 * them, each of them verifies as before, and the objects that held it are gone. For the erasure of a person: CLAIMS G3.
 * @returns how many openings were removed.
 */
export async function eraseHistoryOpenings(ctx: TenantContext, mentions: Mentions): Promise<number> {
  let total = 0;
  for (const row of await listHistoryRows(ctx.db)) {
    if (!(await mentioned(ctx, row.object, mentions))) continue;
    const at = ctx.now().toISOString();
    const object = `history/${newId('lhi')}`;
    let erased = 0;
    const { sha256 } = await ctx.objects.put(
      object,
      withoutOpenings(await bytesOf(ctx, row.object), mentions, at, () => {
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

async function mentioned(ctx: TenantContext, object: string, mentions: Mentions): Promise<boolean> {
  let found = false;
  const look: Mentions = (detail, subject) => {
    found ||= mentions(detail, subject);
    return false;
  };
  for await (const _ of withoutOpenings(await bytesOf(ctx, object), look, '')) if (found) return true;
  return found;
}

async function bytesOf(ctx: TenantContext, object: string): Promise<AsyncIterable<Uint8Array>> {
  const stream = await ctx.objects.get(object);
  if (stream === null) throw fail('storage_unavailable', { detail: `the object ${object} is not there` });
  return stream as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>;
}
