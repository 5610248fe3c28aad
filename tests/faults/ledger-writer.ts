import { appendReceipt } from '#lib/ledger/append.ts';
import { rotateLedgerKey } from '#lib/ledger/key-store.ts';
import type { Database } from '#lib/platform/db/types.ts';
import { append, orgId, origin, sign, wrappingKey } from '../unit/ledger/signing.ts';

/** The master of the test's database files: one key for all copies. */
export const fileKey = new Uint8Array(32).fill(9);

/**
 * Every kind of write that a ledger knows: receipts, one that settles a debt, a rotation, and the signing of each. Says each
 * note that it was handed; whatever was said must be durable.
 */
export async function writeLedger(db: Database<unknown>, say: (note: string) => void): Promise<void> {
  await append(db, 40);
  say((await sign(db)).note);
  await settle(db);
  await db.write(async (tx) => {
    const statement = await rotateLedgerKey(tx, { orgId, host: 'ledger.example:8443', wrappingKey }, new Date());
    const draft = { action: 'ledger.keyRotated', subject: origin, detail: { ...statement } };
    await appendReceipt(tx, draft, { orgId, actor: 'usr_1', at: new Date() });
  });
  say((await sign(db)).note);
}

/** Twice, as after a crash: it must be appended once. */
async function settle(db: Database<unknown>): Promise<void> {
  const draft = { action: 'member.removed', subject: 'mem_1', detail: {} };
  for (let time = 0; time < 2; time += 1) {
    await db.write((tx) => appendReceipt(tx, draft, { orgId, actor: 'usr_1', at: new Date(), outboxId: 'obx_1' }));
  }
}
