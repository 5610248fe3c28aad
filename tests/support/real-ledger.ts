import { appendReceipt } from '#lib/ledger/append.ts';
import { exportPart, planOf } from '#lib/ledger/export-parts.ts';
import { keyInForce, rotateLedgerKey } from '#lib/ledger/key-store.ts';
import { parseVkey } from '#lib/ledger/note.ts';
import type { ReceiptFilter } from '#lib/ledger/receipt-filter.ts';
import { signCheckpoint } from '#lib/ledger/sign-checkpoint.ts';
import { type OpenedDatabase, tenantDatabase } from '../unit/ledger/databases.ts';
import { keyPrincipal } from './call.ts';
import type { ExportedReceipt, ExportHeader, ExportParts } from './ledger-export.ts';

/** A ledger that the product wrote and signed, with a change of keys, erased details and checkpoints saved on the way. */
export interface RealLedger {
  readonly orgId: string;
  /** The vkey of the first key, as somebody pinned it before anything happened. */
  readonly pinned: string;
  readonly saved: readonly { readonly name: string; readonly size: number; readonly note: string }[];
  /** Place of the receipt that tells of the new key. */
  readonly rotatedAt: number;
  readonly erased: number;
  /** Signs as the ledger does now: what somebody could who took over the server. */
  readonly sign: (text: string) => Buffer;
  exported(filter?: ReceiptFilter): Promise<string>;
  remove(): Promise<void>;
}

const host = 'holdfast.example.com';
const wrappingKey = { version: 1, bytes: Buffer.alloc(32, 7) };

/** Writes so many receipts (20 at least), the rotation's among them. */
export async function realLedger(receipts: number, orgId = 'org_01J0000000000000000000000H'): Promise<RealLedger> {
  const tenant = tenantDatabase();
  const { db } = tenant;
  let time = Date.UTC(2026, 10, 22, 8);
  const now = () => {
    time += 1_000;
    return new Date(time);
  };
  const holder = { orgId, host, wrappingKey };
  const saved: RealLedger['saved'][number][] = [];
  const save = async () => {
    const { size, note } = await signCheckpoint({ db, orgId, host, wrappingKey: async () => wrappingKey, now });
    saved.push({ name: `${size}.note`, size, note });
  };
  let written = 0;
  const writeUpTo = (upTo: number) =>
    db.write(async (tx) => {
      for (; written < upTo; written += 1) {
        const detail = { name: `Näme ${written}`, says: '"\\\n\u2028/', n: written / 7 };
        const action = written % 3 === 0 ? 'contact.created' : 'contact.updated';
        await appendReceipt(
          tx,
          { action, subject: `con_${written % 7}`, detail },
          { orgId, actor: 'usr_1', at: now() },
        );
      }
    });

  await writeUpTo(Math.floor(receipts * 0.3));
  await save();
  await writeUpTo(Math.floor(receipts * 0.6));
  await db.write(async (tx) => {
    const statement = await rotateLedgerKey(tx, holder, now());
    const subject = parseVkey(statement.vkey).origin;
    const draft = { action: 'ledger.keyRotated', subject, detail: { ...statement } };
    await appendReceipt(tx, draft, { orgId, actor: 'usr_1', at: now() });
    written += 1;
  });
  const rotatedAt = written;
  await writeUpTo(Math.floor(receipts * 0.8));
  await save();
  await writeUpTo(receipts);
  await save();
  const erased = await erase(tenant, [2, 5]);
  const signer = await db.write(async (tx) => (await keyInForce(tx, holder, now())).signer);
  const exported = (filter: ReceiptFilter = {}) => exportOf(tenant, orgId, receipts, filter);
  const { header } = partsOf(await exported());
  const pinned = header.keys[0]?.vkey ?? '';
  return { orgId, pinned, saved, rotatedAt, erased, exported, sign: signer.sign, remove: () => tenant.remove() };
}

/** An export, taken apart. */
export function partsOf(text: string): ExportParts {
  const lines = text.trimEnd().split('\n');
  const [header, ...rest] = lines.map((line) => JSON.parse(line) as unknown);
  const { checkpoint } = rest.pop() as { checkpoint: string };
  return { header: header as ExportHeader, receipts: rest as ExportedReceipt[], checkpoint };
}

async function exportOf(
  { db }: OpenedDatabase<unknown>,
  orgId: string,
  size: number,
  filter: ReceiptFilter,
): Promise<string> {
  const principal = keyPrincipal(orgId, ['receipts:read', 'contacts:read']);
  let text = '';
  for (let from: number | null = 0; from !== null; ) {
    const part = await exportPart(db, { orgId, principal, plan: planOf(size, filter), from });
    text += part.text;
    from = part.next;
  }
  return text;
}

async function erase({ db }: OpenedDatabase<unknown>, seqs: readonly number[]): Promise<number> {
  await db.write(async (tx) => {
    for (const seq of seqs) {
      await tx.run('UPDATE ReceiptDetail SET salt = NULL, detail = NULL, erasedAt = ? WHERE seq = ?', [
        '2026-11-23T00:00:00.000Z',
        seq,
      ]);
    }
  });
  return seqs.length;
}
