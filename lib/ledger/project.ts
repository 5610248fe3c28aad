import type { z } from 'zod';
import { idPrefixes } from '../platform/ids.ts';
import { receiptActions } from './actions.ts';
import { assertSame, inconsistent } from './inconsistency.ts';
import { type ReceiptBody, receiptHash, receiptText } from './receipt.ts';
import type { SharedReceipt } from './share/schema.ts';
import type { Pseudonyms } from './share/share-token.ts';
import type { OpenReceiptRow } from './store.ts';

interface ProjectOptions {
  /** How actors and subjects are called; null: by their opaque ids, the receipt whole. */
  readonly pseudonyms: Pseudonyms | null;
  /** The name of the ledger: the subject of the receipts that tell of its keys. */
  readonly origin: string;
  /** Proven already. */
  readonly inclusion: readonly Uint8Array[];
}

/**
 * A receipt as people outside of its organisation see it: every field is named here, and there is no detail among them.
 * CLAIMS R1, G7; docs/decisions/0024-public-projection.md says why these.
 *
 * Under pseudonyms neither id nor commitment is shown: the commitment is salted, so whoever does not know it cannot try
 * who actor and subject may be against the hash.
 *
 * @throws `ledger_inconsistent` when the receipt does not match its own hash; `internal` when something stands in it that
 * nobody has decided may be shown.
 */
export function projectReceipt(row: OpenReceiptRow, options: ProjectOptions): z.output<typeof SharedReceipt> {
  const { pseudonyms, origin, inclusion } = options;
  const body = bodyOf(row);
  assertSame(receiptHash(body), row.hash, `receipt ${row.seq} does not match its hash`);
  if (!knownActions.has(row.action)) throw inconsistent(`receipt ${row.seq} tells of an action that is not known`);
  const shown = { seq: row.seq, at: row.at, action: row.action, hash: hex(row.hash), inclusion: inclusion.map(hex) };
  if (pseudonyms !== null) {
    const [actor, subject] = [pseudonyms.actor(row.actor), pseudonyms.subject(row.subject)];
    return { ...shown, actor, subject, canonical: null, opening: null };
  }
  if (!isOpaque(row, origin)) throw inconsistent(`receipt ${row.seq} names something by more than an opaque id`);
  return { ...shown, actor: row.actor, subject: row.subject, canonical: receiptText(body), opening: openingOf(row) };
}

/**
 * Whether actor and subject are nothing but opaque ids. Anything else, such as the key of a stored object, is for the
 * organisation's own people.
 */
export function isOpaque(
  { action, actor, subject }: Pick<OpenReceiptRow, 'action' | 'actor' | 'subject'>,
  origin: string,
) {
  const tellsOfKey = action === 'ledger.keyRotated' && subject === origin;
  return (opaqueId.test(actor) || plainActors.has(actor)) && (opaqueId.test(subject) || tellsOfKey);
}

const knownActions: ReadonlySet<string> = new Set(receiptActions);
/** Actors that are nobody: the person at the command line, the product itself, somebody without a name. */
const plainActors: ReadonlySet<string> = new Set(['operator', 'system', 'anonymous']);
const opaqueId = new RegExp(`^(?:${Object.keys(idPrefixes).join('|')})_[0-7][0-9A-HJKMNP-TV-Z]{25}$`);

/** Of a rotation, the statement that the new key is in force, which is public: without it the file would not verify. */
function openingOf({ action, salt, detail }: OpenReceiptRow): { salt: string; detail: string } | null {
  if (action !== 'ledger.keyRotated') return null;
  if (salt === null || detail === null) throw inconsistent('the detail of a key rotation is missing');
  return { salt: hex(salt), detail };
}

function bodyOf({ seq, id, at, actor, action, subject, commitment, prev }: OpenReceiptRow): ReceiptBody {
  return { v: 1, seq, id, at, actor, action, subject, commitment: hex(commitment), prev: hex(prev) };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
