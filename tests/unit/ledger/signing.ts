import { appendReceipt } from '#lib/ledger/append.ts';
import type { SignedCheckpoint } from '#lib/ledger/checkpoint.ts';
import { signCheckpoint } from '#lib/ledger/sign-checkpoint.ts';
import { emptyRoot, nodeHash } from '#lib/ledger/tree.ts';
import type { Database } from '#lib/platform/db/types.ts';

export const orgId = 'org_01J0000000000000000000000H';
export const origin = `ledger.example:8443/ledger/${orgId}`;
export const wrappingKey = { version: 1, bytes: new Uint8Array(32).fill(7) };

const signedAt = new Date('2026-11-22T09:00:00Z');

export function sign(db: Database<unknown>, at = signedAt): Promise<SignedCheckpoint> {
  return signCheckpoint({
    db,
    orgId,
    host: 'ledger.example:8443',
    wrappingKey: async () => wrappingKey,
    now: () => at,
  });
}

/** Appends receipts, a thousand to a transaction. */
export async function append(db: Database<unknown>, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1_000) {
    await db.write(async (tx) => {
      for (let n = 0; n < Math.min(left, 1_000); n += 1) {
        const draft = { action: 'contact.created', subject: `con_${n}`, detail: { n } };
        await appendReceipt(tx, draft, { orgId, actor: 'usr_1', at: new Date('2026-11-22T08:00:00Z') });
      }
    });
  }
}

/** The hashes of all receipts, as they stand in their rows. */
export async function leavesOf(db: Database<unknown>): Promise<Uint8Array[]> {
  return (await db.all<{ hash: Uint8Array }>('SELECT hash FROM Receipt ORDER BY seq')).map((row) => row.hash);
}

/** The root as RFC 9162, 2.1.1, defines it, from all leaves. */
export function plainRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length < 2) return leaves[0] ?? emptyRoot;
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return nodeHash(plainRoot(leaves.slice(0, half)), plainRoot(leaves.slice(half)));
}

/** The path as RFC 9162, 2.1.3.1, defines it, from all leaves. */
export function plainPath(index: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length < 2) return [];
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return index < half
    ? [...plainPath(index, leaves.slice(0, half)), plainRoot(leaves.slice(half))]
    : [...plainPath(index - half, leaves.slice(half)), plainRoot(leaves.slice(0, half))];
}
