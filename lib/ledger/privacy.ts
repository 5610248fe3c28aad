import { type ControlColumns, operational, personal, retained, type TenantColumns } from '../privacy/classes.ts';

const evidence = retained('Evidence of every write, chained; holds opaque ids and salted commitments alone');

export const receiptPrivacy = {
  seq: evidence,
  id: evidence,
  at: evidence,
  actor: evidence,
  action: evidence,
  subject: evidence,
  commitment: evidence,
  prev: evidence,
  hash: evidence,
} satisfies TenantColumns<'Receipt'>;

/** Kept apart from the receipts, so that it can be erased without breaking them. */
export const receiptDetailPrivacy = {
  seq: operational('Which receipt the detail belongs to'),
  salt: personal('contact', 'Opens the commitment; without it the detail cannot be guessed', 'record'),
  detail: personal('contact', 'What the write changed', 'record'),
  erasedAt: operational('When the detail was erased'),
  outboxId: operational('Settles each owed receipt once'),
} satisfies TenantColumns<'ReceiptDetail'>;

const owed = operational('Owed to the ledger until it has been appended there, usually milliseconds', 'job');

export const receiptOutboxPrivacy = {
  id: owed,
  orgId: owed,
  draft: personal('member', 'The receipt to be appended, with its detail', 'job'),
  createdAt: owed,
} satisfies ControlColumns<'ReceiptOutbox'>;
